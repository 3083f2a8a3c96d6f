import Glibc
import Platform

/// Programs that tests run.
package enum Program {
  /// How a program ended, as text.
  package struct Run: Sendable {
    /// The exit status; 128 + n for a signal; 124 where it took too long.
    package let status: Int32
    package let output: String
    package let error: String
  }

  /// This process's own variables.
  package static let environment: [String: String] = Streams.standard().environment

  package static func run(
    _ program: String, _ arguments: [String] = [], directory: String? = nil, input: String = "",
    environment changes: [String: String] = [:], deadline: Duration = .seconds(120)
  ) throws -> Run {
    let process = ChildProcess(
      [program] + arguments, environment: environment.merging(changes) { $1 },
      directory: directory, input: Array(input.utf8), deadline: deadline)
    let result = try process.run()
    let status: Int32 =
      switch result.ending {
      case .exited(let code): code
      case .signalled(let number): 128 + number
      case .deadlinePassed: 124
      }
    return Run(
      status: status, output: String(decoding: result.output, as: UTF8.self),
      error: String(decoding: result.error, as: UTF8.self))
  }

  /// Runs a line in `bash`, with `pipefail`.
  package static func shell(
    _ line: String, directory: String? = nil, input: String = "",
    environment: [String: String] = [:], deadline: Duration = .seconds(120)
  ) throws -> Run {
    try run(
      "bash", ["-o", "pipefail", "-c", line], directory: directory, input: input,
      environment: environment, deadline: deadline)
  }
}

/// The checkout that the tests belong to.
package enum Checkout {
  /// The folder of Package.swift.
  package static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  package static func path(_ name: String) -> String { "\(root)/\(name)" }

  package static func read(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  package static func bytes(_ name: String) throws -> [UInt8] {
    try Files.read(path(name), limit: 64 << 20) ?? []
  }

  /// Names of the entries of a folder, in order.
  package static func names(in folder: String) throws -> [String] {
    try Folder(path: path(folder)).entries().map(\.name)
  }

  /// The folder in which this build has put the tools: that of the running test bundle.
  package static let tools: String = {
    let arguments = CommandLine.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
    return bundle.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
  }()
}
