import Diagnostics
import TestKit
import Testing

@testable import composegen

@Suite("The manual of composegen check") struct CheckDocumentTests {
  @Test("its table has every rule, with severity and words, in order") func table() throws {
    let rows = try Checkout.read("docs/composegen.md").split(separator: "\n")
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
