import Diagnostics
import JSON
import Testing

@Suite("Findings") struct FindingTests {
  static let full = Finding(
    tool: "tfgen", rule: "unknown-key", message: "unknown key \"imgae\"",
    remedy: "did you mean \"image\"?", path: "stack.json", line: 14, column: 7,
    pointer: JSONPointer(["services", "1"]))

  @Test(
    "read as place, message, remedy",
    arguments: [
      (
        full,
        "tfgen: error: stack.json:14:7: /services/1: unknown key \"imgae\"; did you mean \"image\"?"
      ),
      (Finding(tool: "t", rule: "r", severity: .warning, message: "m"), "t: warning: m"),
      (Finding(rule: "r", severity: .note, message: "m"), "slipway: note: m"),
      (Finding(rule: "r", message: "m", path: "a b"), "slipway: error: a b: m"),
      (Finding(rule: "r", message: "m", path: "a", line: 3), "slipway: error: a:3: m"),
      (Finding(rule: "r", message: "m", path: "a", column: 3), "slipway: error: a: m"),
      (Finding(rule: "r", message: "m", line: 3, column: 4), "slipway: error: line 3:4: m"),
      (Finding(rule: "r", message: "m", pointer: JSONPointer()), "slipway: error: m"),
      (
        Finding(rule: "r", message: "m", pointer: JSONPointer(["a/b", "~", ""])),
        "slipway: error: /a~1b/~0/: m"
      ),
    ])
  func lines(_ finding: Finding, _ expected: String) {
    #expect(finding.line(tool: "slipway") == expected)
  }

  @Test(
    "set off the severity in colour",
    arguments: [(Severity.error, "1;31"), (.warning, "1;33"), (.note, "1;36")])
  func colour(_ severity: Severity, _ style: String) {
    let finding = Finding(tool: "t", rule: "r", severity: severity, message: "m", path: "p")
    #expect(
      finding.line(isColored: true) == "t: \u{1b}[\(style)m\(severity.rawValue)\u{1b}[0m: p: m")
  }

  @Test(
    "can neither forge a line nor obey a terminal",
    arguments: [
      ("a\nt: error: b", "t: error: p: a\\nt: error: b"),
      ("\u{1b}[2J\u{7f}", "t: error: p: \\u{1b}[2J\\u{7f}"),
      ("\r\t\0\u{9b}", "t: error: p: \\r\\t\\u{0}\\u{9b}"),
      ("\u{202e}evil\u{2066}\u{2028}", "t: error: p: \\u{202e}evil\\u{2066}\\u{2028}"),
      ("é 日本 👩‍🚒", "t: error: p: é 日本 👩‍🚒"),
    ])
  func hostile(_ message: String, _ expected: String) {
    #expect(Finding(tool: "t", rule: "r", message: message, path: "p").line() == expected)
  }

  @Test("escape the path, the pointer, the remedy and the tool too")
  func hostileParts() {
    let finding = Finding(
      tool: "t\n", rule: "r", message: "m", remedy: "\u{7}", path: "a\u{1b}",
      pointer: JSONPointer(["\n"]))
    #expect(finding.line() == "t\\n: error: a\\u{1b}: /\\n: m; \\u{7}")
  }

  @Test("keep their fingerprint when worded otherwise or moved")
  func stable() {
    var other = Self.full
    other.tool = "wfgen"
    other.message = "no such key"
    other.remedy = nil
    other.severity = .note
    other.line = 99
    other.column = nil
    #expect(other != Self.full)
    #expect(other.fingerprint == Self.full.fingerprint)
  }

  @Test("have a fingerprint that never changes between versions")
  func knownFingerprint() {
    // printf 'unknown-key\0stack.json\0place\0/services/1\0' | sha256sum | cut -c1-16
    #expect(Self.full.fingerprint == "2bfd4cef9cce3122")
  }

  @Test("differ in fingerprint by rule, path, place and subject")
  func distinct() {
    let base = Finding(rule: "r", message: "m", path: "p", line: 1, column: 1)
    var all = [base]
    for change: (inout Finding) -> Void in [
      { $0.rule = "q" }, { $0.path = "o" }, { $0.path = nil }, { $0.line = 2 },
      { $0.column = 2 }, { $0.pointer = JSONPointer(["a"]) }, { $0.pointer = JSONPointer() },
      { $0.subject = "A" }, { $0.subject = "B" },
    ] {
      var finding = base
      change(&finding)
      all.append(finding)
    }
    #expect(Set(all.map(\.fingerprint)).count == all.count)
    #expect(all.allSatisfy { $0.fingerprint.utf8.count == 16 })
  }

  @Test("take the fingerprint they are given")
  func givenFingerprint() {
    var finding = Finding(rule: "r", message: "m", fingerprint: "given")
    #expect(finding.fingerprint == "given")
    finding.fingerprint = "later"
    #expect(finding.fingerprint == "later")
  }
}
