import Diagnostics
import Testing

@Suite("Suggestions") struct SuggestionTests {
  @Test(
    "are near enough to be meant",
    arguments: [
      ("imgae", ["image", "images"], "image"),
      ("forse", ["out", "force"], "force"),
      ("genrate", ["generate", "cost"], "generate"),
      ("FORMAT", ["format"], "format"),
      ("Formta", ["format"], "format"),
      ("prot", ["port", "path"], "port"),
      ("poth", ["both", "path"], "both"),
      ("x", ["xy"], "xy"),
      ("enviroments", ["environments"], "environments"),
      ("startPerod", ["startPeriod"], "startPeriod"),
      ("cafe", ["café"], "café"),
    ])
  func near(_ word: String, _ candidates: [String], _ expected: String) {
    #expect(Suggestion.nearest(to: word, among: candidates) == expected)
  }

  @Test(
    "are not made where nothing is like it",
    arguments: [
      ("x", ["y"]), ("xy", ["ab"]), ("port", ["deploy"]), ("", ["a", "bc"]), ("abc", [""]),
      ("abcdef", ["abxyzf"]), ("word", []), (String(repeating: "x", count: 1_000_000), ["out"]),
    ])
  func far(_ word: String, _ candidates: [String]) {
    #expect(Suggestion.nearest(to: word, among: candidates) == nil)
  }

  @Test("prefer the nearest to the first, and the first among equals")
  func order() {
    #expect(Suggestion.nearest(to: "abcdefghi", among: ["abcdefgXY", "abcdefghX"]) == "abcdefghX")
    #expect(Suggestion.nearest(to: "abcdefghi", among: ["abcdefghX", "abcdefghY"]) == "abcdefghX")
    #expect(Suggestion.nearest(to: "abc", among: ["abd", "ABC"]) == "ABC")
  }
}
