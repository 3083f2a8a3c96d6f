import JSON
import Testing
import YAMLReader

@Suite("limits of YAML") struct LimitTests {
  static let levels:
    [(name: String, text: @Sendable (Int) -> String, column: @Sendable (Int) -> String)] = [
      (
        "lists in brackets",
        { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }, { "1:\($0 + 1)" }
      ),
      ("lists in lines", { String(repeating: "- ", count: $0) + "a" }, { "1:\(2 * $0 + 1)" }),
      (
        "mappings in braces",
        { String(repeating: "{a: ", count: $0) + String(repeating: "}", count: $0) },
        { "1:\(4 * $0 + 1)" }
      ),
      (
        "mappings in lines",
        { (0..<$0).map { String(repeating: " ", count: $0) + "a:\n" }.joined() },
        { "\($0 + 1):\($0 + 1)" }
      ),
      (
        "aliases", { (1..<$0).reduce("- &a0 []\n") { $0 + "- &a\($1) [*a\($1 - 1)]\n" } },
        { _ in "8:8" }
      ),
    ]

  @Test("bound depth", arguments: levels.indices) func depth(_ row: Int) throws {
    let (name, text, place) = LimitTests.levels[row]
    let limits = YAMLLimits(depth: 8)
    let allowed = name == "aliases" ? 7 : 8
    #expect(throws: Never.self) { try YAMLParser.parse(text(allowed), limits: limits) }
    #expect(
      YAMLParser.verdict(on: Array(text(allowed + 1).utf8), limits: limits)
        == "\(place(8)): values are nested more than 8 levels deep here; nest them less")
  }

  @Test("that are usual are met without a trap") func usualDepth() throws {
    for open in ["[", "- ", "{a: ", "? "] {
      let text = String(repeating: open, count: 100_000)
      #expect(YAMLParser.verdict(on: Array(text.utf8)).contains("nested more than 256 levels"))
    }
    let deep = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    #expect(try YAMLParser.parseOne(deep).json.text == deep)
  }

  @Test("bound what aliases stand for") func bomb() {
    let bomb = (1..<20).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n") { text, level in
      text + "a\(level): &a\(level) ["
        + (0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", ") + "]\n"
    }
    #expect(
      YAMLParser.verdict(on: Array(bomb.utf8))
        == "7:10: with its aliases written out, the text has more than 2000000 values; "
        + "use fewer aliases, or split it")
    let merges = (1..<40).reduce("a0: &a0 {x: 1}\n") { text, level in
      text + "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)]}\n"
    }
    #expect(YAMLParser.verdict(on: Array(merges.utf8)).contains("more than 2000000 values"))
  }

  @Test("bound the number of values") func values() throws {
    #expect(throws: Never.self) { try YAMLParser.parse("[a, b, c]", limits: YAMLLimits(nodes: 4)) }
    #expect(
      YAMLParser.verdict(on: Array("[a, b, c, d]".utf8), limits: YAMLLimits(nodes: 4))
        == "1:11: with its aliases written out, the text has more than 4 values; "
        + "use fewer aliases, or split it")
  }

  @Test("bound bytes") func bytes() {
    #expect(throws: Never.self) { try YAMLParser.parse("abc", limits: YAMLLimits(bytes: 3)) }
    #expect(
      YAMLParser.verdict(on: Array("abcd".utf8), limits: YAMLLimits(bytes: 3))
        == "1:1: the text has 4 bytes, and at most 3 are read; split it")
  }

  /// libyaml alone takes time that grows with the square of their number.
  @Test("bound directives") func directives() throws {
    func text(_ count: Int) -> String {
      (0..<count).map { "%TAG !t\($0)! x\n" }.joined() + "--- a\n"
    }
    #expect(try YAMLParser.parse(text(64) + text(64)).count == 2)
    #expect(
      YAMLParser.verdict(on: Array(text(100_000).utf8))
        == "65:1: more than 64 lines here begin with %; a document has few directives")
  }
}
