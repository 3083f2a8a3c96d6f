import Artifacts
import JSON
import Model
import TestKit
import Testing

@testable import wfgen

/// Stacks that try all that a pipeline can say, and their workflows.
enum WfgenStacks {
  /// The reference stack, every fixture, and random stacks with pipelines of every kind.
  static func all(random count: Int) throws -> [(name: String, stack: Stack)] {
    var random = RandomStacks(seed: 17)
    var numbers = SeededGenerator(seed: 18)
    return try Stacks.all
      + (0..<count).map { index in
        let document = pipelined(random.document(), &numbers)
        return ("random-\(index)", try Stack.decode(document))
      }
  }

  /// The document with more said of its project, its pipeline and its deployment.
  private static func pipelined(
    _ document: JSONValue, _ random: inout SeededGenerator
  ) -> JSONValue {
    func rarely(_ times: Int) -> Bool { Int.random(in: 1...times, using: &random) == 1 }
    func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: 0...elements.count - 1, using: &random)]
    }
    var project: [(String, JSONValue)] = []
    if rarely(2) { project.append(("repository", .string(pick(["Acme/Shop", "o-9/a.b_c"])))) }
    if rarely(3) { project.append(("registry", .string(pick(["docker.io", "r.example:5000"])))) }
    var scripts: [(String, JSONValue)] = [("test", .string(pick(["test", "test:unit"])))]
    for name in ["integration", "endToEnd", "coverage"] where rarely(2) {
      scripts.append((name, .string("test:\(name)")))
    }
    var pipeline: [(String, JSONValue)] = [
      ("codecov", .bool(rarely(2))), ("retention", pick([1, 7, 90])),
    ]
    if rarely(2) { pipeline.append(("coverage", pick([1, 80, 100]))) }
    let release: JSONValue = [
      "url": "https://tools.example.com/slipway-1.tar.gz",
      "sha256": .string(String(repeating: "0f", count: 32)),
    ]
    return merged(
      document,
      [
        "project": .object(JSONObject(project)),
        "pipeline": merged(
          .object(JSONObject(pipeline)), ["scripts": .object(JSONObject(scripts))]),
        "deployment": rarely(2) ? ["tools": release] : [:],
      ])
  }

  /// The members of both, those of objects merged in turn.
  static func merged(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
    guard let first = one.object, let second = other.object else { return other }
    let changed = first.members.map { name, value in
      (name, second[name].map { merged(value, $0) } ?? value)
    }
    let added = second.members.filter { first[$0.name] == nil }.map { ($0.name, $0.value) }
    return .object(JSONObject(changed + added))
  }
}

/// The workflows of many stacks in one folder.
struct WrittenWorkflows: Sendable {
  /// Those of the suite that runs.
  @TaskLocal static var current: WrittenWorkflows?

  let folder: TemporaryDirectory
  private(set) var paths: [String] = []
  /// Those of the reference stack and the fixtures.
  private(set) var fixed: [String] = []
  /// Every script of every workflow, once.
  private(set) var scripts: [String] = []

  init() throws {
    folder = try TemporaryDirectory()
    var seen: Set<String> = []
    for (name, stack) in try WfgenStacks.all(random: 200) {
      let files = WfgenGenerator.files(for: stack)
      try write(files, to: folder, below: name)
      paths += files.map { "\(name)/\($0.path)" }
      if !name.hasPrefix("random-") { fixed = paths }
      for (_, workflow) in WfgenGenerator.workflows(of: stack) {
        for case .script(let script) in workflow.jobs.flatMap(\.steps).map(\.work)
        where seen.insert(script).inserted {
          let path = "scripts/\(seen.count).bash"
          try folder.write("set -eo pipefail\n" + script, to: path)
          scripts.append(path)
        }
      }
    }
  }

  /// Runs a judge over files, many at a time, on two processors.
  func judge(_ command: [String], over files: [String], atOnce count: Int) throws -> Verdict {
    let run = try Program.run(
      "xargs", ["-0", "-P", "2", "-n", "\(count)"] + command, directory: folder.path,
      input: files.map { $0 + "\0" }.joined())
    return Verdict(run)
  }
}

/// Writes workflows once for a suite.
struct WorkflowsTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await WrittenWorkflows.$current.withValue(WrittenWorkflows()) { try await function() }
  }
}

extension Trait where Self == WorkflowsTrait {
  static var workflows: WorkflowsTrait { WorkflowsTrait() }
}
