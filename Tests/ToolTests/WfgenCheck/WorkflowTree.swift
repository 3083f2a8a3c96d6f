import Diagnostics
import Platform
import TestKit

@testable import wfgen

/// A repository with workflows, in a folder of a test's own.
struct WorkflowTree {
  var files: [String: String]

  /// A shop's workflows and its action, well made, with all that rules look at.
  static let shop: WorkflowTree = {
    let root = "Tests/Fixtures/workflows/shop/"
    let paths =
      ["ci", "notify", "release", "triage"].map { ".github/workflows/\($0).yml" }
      + [".github/actions/setup/action.yml"]
    return WorkflowTree(
      files: Dictionary(
        uniqueKeysWithValues: paths.map { ($0, (try? Checkout.read(root + $0)) ?? "") }))
  }()

  /// One workflow.
  static func workflow(_ text: String) -> WorkflowTree {
    WorkflowTree(files: [".github/workflows/ci.yml": text])
  }

  /// Written, with a folder `.git`, so that what is missing is known to be.
  func written() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write("", to: ".git/config")
    for (path, text) in files { try folder.write(text, to: path) }
    return folder
  }

  /// What is found, with paths from the tree's root.
  func findings() throws -> [Finding] {
    let folder = try written()
    return try withExtendedLifetime(folder) {
      let input = try CheckInput([folder.path], .memory())
      return CheckRun.findings(in: input.files).map { finding in
        var finding = finding
        finding.path = finding.path.map { String($0.dropFirst(folder.path.utf8.count + 1)) }
        return finding
      }
    }
  }

  /// What is found in a text that is one workflow on standard input.
  static func findings(in text: String) throws -> [Finding] {
    let input = try CheckInput(["-"], .memory(input: Array(text.utf8)))
    return CheckRun.findings(in: input.files)
  }

  static func lines(_ findings: [Finding]) -> String {
    findings.map { $0.line() }.joined(separator: "\n")
  }
}
