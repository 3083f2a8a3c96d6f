import Artifacts
import CommandLine
import Diagnostics
import JSON
import Model
import Platform
import TestKit
import Testing

@testable import composegen
@testable import envcheck
@testable import tfgen
@testable import wfgen

/// A repository as strangers lay theirs out, and what `composegen init` shall make of it.
struct InitFixture: Sendable, CustomTestStringConvertible {
  let name: String
  /// Text by path.
  let files: [String: String]
  /// The stack's parts that matter, a line each; see ``StackSummary``.
  let expected: String

  init(_ name: String, _ files: [String: String], _ expected: String) {
    self.name = name
    self.files = files
    self.expected = expected
  }

  var testDescription: String { name }

  /// The repository in a folder of its own, which has its name.
  func written() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    for (path, text) in files { try folder.write(text, to: "\(name)/\(path)") }
    return folder
  }
}

/// What one run said.
struct InitRun {
  let status: Int32
  let output: String
  let error: String

  /// Runs `composegen init` in this process.
  init(_ path: String, _ options: String...) {
    let io = Streams.memory()
    let status = Composegen.command.run(
      ["init", path] + options, version: Release.version, streams: io, Composegen.run)
    self.status = status.rawValue
    output = String(decoding: io.output.collected, as: UTF8.self)
    error = String(decoding: io.error.collected, as: UTF8.self)
  }

  /// The stack that was printed.
  ///
  /// - Throws: What it is refused for.
  func stack() throws -> Stack { try Stack.decode(JSONParser.parse(Array(output.utf8))) }

  /// The rules that were noted, with their pointers: `guessed-port /services/0/port`.
  var notes: [String] {
    error.split(separator: "\n").map(String.init)
  }
}

/// A stack in a few lines, for people to compare.
enum StackSummary {
  static func text(_ stack: Stack) -> String {
    let toolchain = stack.toolchain
    let manager = toolchain.packageManager
    let head =
      "\(stack.project.name) \(stack.project.repository ?? "-") node \(toolchain.node) "
      + "\(manager.kind.rawValue)@\(manager.version ?? "-")\(toolchain.usesTurbo ? " turbo" : "")"
      + (toolchain.image.map { " \($0)" } ?? "")
      + toolchain.installFiles.map { " +\($0)" }.joined()
    let services = stack.services.map { service in
      "service \(service.name) \(service.framework.rawValue) \(service.path) \(service.package) "
        + "\(service.port) \(service.target.rawValue) \(service.health.path) \(service.source) "
        + "\(service.output) [\(service.command.joined(separator: " "))] "
        + "\(service.developmentScript) \(service.datastores)"
    }
    let packages = stack.packages.map { "package \($0.path) \($0.source) \($0.output)" }
    let stores = stack.datastores.map {
      "store \($0.name) \($0.engine.rawValue) \($0.image) \($0.database) \($0.user)"
    }
    let variables = stack.variables.map(text)
    let scripts = stack.pipeline.scripts
    let pipeline =
      "pipeline \(stack.pipeline.branches) \(scripts.lint) \(scripts.format) \(scripts.types) "
      + "\(scripts.test) \(scripts.endToEnd ?? "-")"
    return ([head] + packages + services + stores + variables + [pipeline]).joined(separator: "\n")
  }

  private static func text(_ variable: Variable) -> String {
    "variable \(variable.name) \(variable.kind.rawValue)\(variable.isSecret ? " secret" : "")"
      + (variable.isRequired ? "" : " optional")
      + (variable.origin.map { " from \($0.source).\($0.part.rawValue)" } ?? "")
      + (variable.example.map { " example \($0)" } ?? "") + " \(variable.services)"
  }
}
