import JSON
import TestKit

/// The package, as `swift package dump-package` describes it.
struct Manifest: Sendable {
  /// What one target says of itself.
  struct Target: Sendable {
    var name: String
    /// `regular`, `executable` or `test`.
    var type: String
    /// The folder of its sources, from the package's root.
    var path: String
    /// Names of the targets that it uses.
    var dependencies: [String]
    /// Settings of the Swift compiler: `enableUpcomingFeature ExistentialAny`.
    var settings: [String]

    /// Whether it is one of the six tools.
    var isTool: Bool { path.hasPrefix("Tools/") }
    /// Whether it is only there to test or measure the rest.
    var isTestSupport: Bool { path.hasPrefix("Tests/") }
  }

  /// The description lacks what has to be there.
  struct Incomplete: Error, CustomStringConvertible {
    let description: String
  }

  /// Packages of others that this one asks for, as JSON.
  var packages: [String]
  var targets: [Target]

  init(packages: [String] = [], targets: [Target]) {
    self.packages = packages
    self.targets = targets
  }

  /// Reads what `dump-package` has printed.
  init(_ document: JSONValue) throws {
    guard let packages = document["dependencies"]?.array, let targets = document["targets"]?.array
    else { throw Incomplete(description: "the description has no dependencies or no targets") }
    self.packages = packages.map { String(decoding: JSONPrinter.compact($0), as: UTF8.self) }
    self.targets = try targets.map(Target.init)
  }

  /// This package. It is described in a folder of its own, since a build may hold the package's.
  static func ofCheckout() throws -> Manifest {
    let scratch = try TemporaryDirectory()
    let run = try Program.run(
      "swift", ["package", "--scratch-path", scratch.path, "dump-package"],
      directory: Checkout.root)
    guard run.status == 0 else {
      throw Incomplete(description: "dump-package failed: \(run.error)")
    }
    return try Manifest(JSONParser.parse(Array(run.output.utf8)))
  }

  /// The target that a file belongs to: that with the longest path above it.
  func target(of file: String) -> Target? {
    targets.filter { file.hasPrefix("\($0.path)/") }.max { $0.path.count < $1.path.count }
  }
}

extension Manifest.Target {
  fileprivate init(_ target: JSONValue) throws {
    guard let name = target["name"]?.string, let type = target["type"]?.string,
      let path = target["path"]?.string
    else { throw Manifest.Incomplete(description: "a target lacks its name, type or path") }
    self.name = name
    self.type = type
    self.path = path
    dependencies = try (target["dependencies"]?.array ?? []).map { dependency in
      // Within the package it is [name, condition].
      guard let name = (dependency["byName"] ?? dependency["target"])?.array?.first?.string else {
        throw Manifest.Incomplete(description: "\(name) uses something that is no target")
      }
      return name
    }
    settings = (target["settings"]?.array ?? []).filter { $0["tool"]?.string == "swift" }
      .flatMap { $0["kind"]?.object?.members ?? [] }
      .map { kind in "\(kind.name) \(kind.value["_0"]?.string ?? "")" }
  }
}
