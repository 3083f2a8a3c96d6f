import Diagnostics
import TestKit
import Testing

@testable import wfgen

/// Workflows that make no sense, one way or another: never a trap, and what is told has a place.
@Suite("Broken workflows") struct WorkflowFuzzTests {
  private static func judge(_ text: String) throws {
    do {
      for finding in try WorkflowTree.findings(in: text) {
        #expect(finding.line != nil && !finding.line().isEmpty && finding.remedy != nil)
      }
    } catch let failure as Failure {
      #expect(failure.status == .invalid, "\(failure)\n\(text)")
    }
  }

  @Test("bytes are changed, doubled, taken out", arguments: WorkflowTree.shop.files.keys.sorted())
  func bytes(_ path: String) throws {
    var random = SeededGenerator(seed: 41)
    let original = Array((WorkflowTree.shop.files[path] ?? "").utf8)
    let odd = Array("{}[]:-,'\"#&*!|>%@`$\n \t?~\\<=()".utf8)
    for _ in 0..<150 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = odd.randomElement(using: &random) ?? 0x20
        case 1: bytes.insert(odd.randomElement(using: &random) ?? 0x20, at: index)
        default: bytes.removeSubrange(index..<min(index + 5, bytes.count))
        }
      }
      try Self.judge(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("lines change places", arguments: WorkflowTree.shop.files.keys.sorted())
  func lines(_ path: String) throws {
    var random = SeededGenerator(seed: 43)
    let original = (WorkflowTree.shop.files[path] ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    for _ in 0..<100 {
      var lines = original
      let from = Int.random(in: 0..<lines.count, using: &random)
      let to = Int.random(in: 0..<lines.count, using: &random)
      if Bool.random(using: &random) { lines.swapAt(from, to) } else { lines[from] = lines[to] }
      if Bool.random(using: &random) { lines.remove(at: to) }
      try Self.judge(lines.joined(separator: "\n"))
    }
  }

  /// What stands under each key in turn.
  private static let values = [
    "", "1", "-1", "1e999", "true", "[]", "{}", "[[]]", "[{}]", "{a: {}}", "[null]", "{a: [1]}",
    "\"${{\"", "\"${{}}\"", "\"${{ a.b }}\"", "\"}}\"", "\":::\"", "\"@\"", "\"/@/\"", "!x y",
    "|\n  ${{ github.reff", "9999999999999999999999",
  ]

  @Test("every key gets every kind of value", arguments: values) func everywhere(_ value: String)
    throws
  {
    let top = ["on", "env", "permissions", "concurrency", "defaults", "jobs", "name"]
    let job = [
      "needs", "runs-on", "environment", "outputs", "env", "if", "steps", "timeout-minutes",
      "strategy", "container", "services", "uses", "with", "secrets", "continue-on-error",
    ]
    let step = ["id", "if", "uses", "run", "with", "env", "shell", "timeout-minutes"]
    for key in top { try Self.judge("\(key): \(value)\n") }
    for key in job { try Self.judge("on: push\njobs:\n  a:\n    \(key): \(value)\n") }
    for key in step {
      try Self.judge("on: push\njobs:\n  a:\n    steps:\n      - \(key): \(value)\n")
    }
    for event in ["push", "schedule", "workflow_call", "workflow_dispatch", "workflow_run"] {
      try Self.judge("on:\n  \(event): \(value)\n")
    }
    for key in ["runs", "inputs", "outputs"] { try Self.judge("\(key): \(value)\nruns: {}\n") }
    for key in ["matrix", "include", "exclude"] {
      try Self.judge(
        "on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        \(key): \(value)\n")
    }
  }
}
