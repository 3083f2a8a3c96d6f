import TestKit

/// A copy of the scripts in a folder of their own, where programs are what a test gives.
struct StandIn {
  let folder: TemporaryDirectory

  /// - Parameter swift: What `swift` does there, in sh.
  init(swift: String) throws {
    folder = try TemporaryDirectory()
    for name in try Checkout.names(in: "scripts") {
      try folder.write(Checkout.read("scripts/\(name)"), to: "scripts/\(name)")
    }
    try add("swift", swift)
  }

  /// Puts a program, in sh, ahead of those of the machine.
  func add(_ name: String, _ text: String) throws {
    try folder.write("#!/bin/sh\n\(text)\n", to: "path/\(name)")
    let run = try Program.run("chmod", ["+x", folder.path("path/\(name)")])
    guard run.status == 0 else { throw Unusable(description: run.error) }
  }

  /// Runs one of the scripts: `build.sh`.
  func run(_ script: String, _ arguments: [String] = []) throws -> Program.Run {
    let path = "\(folder.path("path")):\(Program.environment["PATH"] ?? "")"
    return try Program.run(
      "bash", [folder.path("scripts/\(script)")] + arguments, environment: ["PATH": path])
  }

  struct Unusable: Error, CustomStringConvertible {
    let description: String
  }
}
