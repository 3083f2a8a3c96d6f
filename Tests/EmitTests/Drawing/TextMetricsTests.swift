import Testing

@testable import Emit

@Suite("Measuring text") struct TextMetricsTests {
  private let metrics = TextMetrics(size: 10, isBold: false)

  @Test("is exact, and rounds up", arguments: [("", 0), ("i", 3), ("ii", 6), ("W", 10), ("…", 10)])
  func widths(_ text: String, _ width: Int) { #expect(metrics.width(of: text) == width) }

  @Test("bold is wider") func bold() {
    #expect(TextMetrics(size: 10, isBold: true).width(of: "name") > metrics.width(of: "name"))
  }

  @Test(
    "breaks between words, after marks in words, else anywhere",
    arguments: [
      ("one two three", 45, ["one two", "three"]), ("aaaa/bbbb", 40, ["aaaa/", "bbbb"]),
      ("aaaaaaaaaa", 40, ["aaaaaa", "aaaa"]), ("a b", 100, ["a b"]), ("", 10, [""]),
      ("one two three four", 30, ["one", "two thr…"]), ("W", 1, ["W"]),
    ])
  func lines(_ text: String, _ width: Int, _ expected: [String]) {
    let lines = metrics.lines(
      of: text, within: width, limit: expected == ["one", "two thr…"] ? 2 : 9)
    if expected.count > 1 && expected[1].hasSuffix("…") {
      #expect(lines.count == 2 && lines[1].hasSuffix("…"))
      #expect(lines.allSatisfy { metrics.width(of: $0) <= width })
    } else {
      #expect(lines == expected)
    }
  }

  @Test("no line is wider than it may be, whatever the text") func bounds() {
    for text in RandomDiagrams.words {
      for width in [20, 60, 216] {
        let lines = metrics.lines(of: text, within: width, limit: 3)
        #expect(lines.count <= 3)
        #expect(lines.allSatisfy { metrics.width(of: $0) <= width }, "\(text) \(width): \(lines)")
      }
    }
  }
}
