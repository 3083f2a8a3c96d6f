import Diagnostics
import TestKit
import Testing

@testable import wfgen

/// A well-made tree with one change in it: exactly the rules that are about the change speak.
@Suite("Faults that wfgen check finds") struct WorkflowFaultTests {
  @Test("there is none in the tree without a change") func clean() throws {
    let findings = try WorkflowTree.shop.findings()
    #expect(findings == [], "\(WorkflowTree.lines(findings))")
  }

  @Test("each is found, alone", arguments: FaultRow.all) func found(_ row: FaultRow) throws {
    let findings = try row.applied(to: WorkflowTree.shop).findings()
    #expect(Set(findings.map(\.rule)) == Set(row.rules), "\(WorkflowTree.lines(findings))")
    for finding in findings {
      #expect(finding.path == row.file || finding.path == ".github/workflows/ci.yml")
      #expect(finding.line != nil && finding.column != nil && finding.remedy?.isEmpty == false)
      #expect(!finding.message.contains("hunter2"), "a secret is shown")
    }
  }

  @Test("a finding is where the fault is, or just above what is missing", arguments: FaultRow.all)
  func place(_ row: FaultRow) throws {
    let tree = try row.applied(to: WorkflowTree.shop)
    let added = row.lines.filter { $0.hasPrefix("+") }.map { String($0.dropFirst()) }
    guard !added.isEmpty, row.rules.count == 1 else { return }
    let finding = try #require(try tree.findings().first { $0.rule == row.rules[0] })
    let lines = (tree.files[finding.path ?? ""] ?? "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    let line = try #require(finding.line)
    #expect(lines.indices.contains(line - 1))
    guard finding.path == row.file, !FaultRow.elsewhere.contains(row.rules[0]) else { return }
    #expect(added.contains(lines[line - 1]), "line \(line): \(lines[line - 1])")
  }

  @Test("every rule has its fault in the table") func complete() {
    #expect(Set(CheckRules.all.map(\.id)).subtracting(FaultRow.all.flatMap(\.rules)) == [])
    #expect(FaultRow.all.count >= 200)
  }
}

extension FaultRow {
  /// Rules that speak of what something is missing from, or of what it clashes with.
  fileprivate static let elsewhere: Set<String> = [
    "missing-key", "missing-permission", "no-timeout", "need-cycle", "missing-input",
    "shallow-checkout", "unpinned-image", "step-work", "kept-credentials", "unversioned-tool",
    "deploy-from-pull-request", "bad-input", "unused-input", "unneeded-job", "early-download",
    "matrix-exclude", "matrix-size", "literal-secret", "bad-id", "deploy-regardless",
    "no-permissions", "call-mismatch",
  ]
}
