import Diagnostics
import TestKit
import Testing

@testable import wfgen

@Suite("The manual of wfgen check") struct WorkflowDocumentTests {
  @Test("its table has every rule, with severity and words, in order") func table() throws {
    let rows = try Checkout.read("docs/wfgen.md").split(separator: "\n")
      .drop { $0 != "| rule | severity | finds |" }.dropFirst(2).prefix { $0.hasPrefix("|") }
    let expected = CheckRules.all.map { rule in
      let words = rule.summary.replacing("|", with: "&#124;")
      return "| `\(rule.id)` | \(rule.severity.rawValue) | \(words) |"
    }
    #expect(rows.map(String.init) == expected)
  }

  @Test("the names of rules are words joined by hyphens, each once") func names() {
    let names = CheckRules.all.map(\.id)
    #expect(Set(names).count == names.count)
    for name in names { #expect(name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(name)") }
  }
}

@Suite("Hazardous actions") struct HazardTableTests {
  @Test("the table is read whole") func table() {
    let table = HazardTable.current
    #expect(table.compromised.count >= 6 && table.retired.count >= 5 && table.trivy.count == 3)
    #expect(table.node24.allSatisfy { $0.below.flatMap(ActionVersion.init) != nil })
    #expect(table.compromised.allSatisfy { !$0.reason.isEmpty && !$0.remedy.isEmpty })
  }

  @Test("nothing that wfgen pins is in it") func pinned() throws {
    let uses = ActionTable.current.actions.map { action in
      "      - uses: \(action.reference) # \(action.version)\n"
    }
    let findings = try WorkflowTree.findings(
      in: "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n" + uses.joined())
    let rules = Set(HazardRules.all.map(\.id)).subtracting(["kept-credentials", "unversioned-tool"])
    #expect(findings.filter { rules.contains($0.rule) } == [])
    #expect(findings.filter { ["wrong-version", "unknown-commit"].contains($0.rule) } == [])
  }

  @Test(
    "a version is older than another, or not",
    arguments: [
      ("v4", "v5", true), ("v4", "v4.2.0", false), ("v4.1", "v4.2.0", true),
      ("v4.1.9", "v4.2.0", true), ("v4.2.0", "v4.2.0", false), ("0.34.2", "v0.35.0", true),
      ("v10", "v9", false),
    ])
  func versions(_ left: String, _ right: String, _ isBelow: Bool) throws {
    let left = try #require(ActionVersion(left))
    #expect(left.isBelow(try #require(ActionVersion(right))) == isBelow)
  }

  @Test(
    "what is no version is none", arguments: ["main", "", "v", "v1.x", "1.2.3.4", "release/v1"])
  func noVersion(_ text: String) { #expect(ActionVersion(text) == nil) }
}
