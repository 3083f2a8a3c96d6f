import JSON
import TestKit
import Testing

@Suite("JSON with comments") struct DialectTests {
  @Test(
    "is read as the same value without them",
    arguments: [
      ("// a\n{}", "{}"), ("{} // a", "{}"), ("/* a */[1]/**/", "[1]"), ("[1,]", "[1]"),
      ("{\"a\":1,}", #"{"a":1}"#), ("[1, // one\n 2, /* two */ ]", "[1,2]"),
      ("\u{FEFF}{\"a\":[{},],}", #"{"a":[{}]}"#),
      (#"["// no", "/* no */", "a,]",]"#, #"["// no","/* no */","a,]"]"#),
      (#"["\"//", "\\"]"#, #"["\"//","\\"]"#), ("[1/***/,/*/*/2]", "[1,2]"),
      ("// a\r[1,\r// b\r]", "[1]"), ("/* é */ \"é\" // ü", "\"é\""),
    ])
  func accepted(_ text: String, _ expected: String) throws {
    let value = try JSONParser.parse(Array(text.utf8), dialect: .commented)
    #expect(String(decoding: JSONPrinter.compact(value), as: UTF8.self) == expected)
  }

  @Test(
    "is refused where it is wrong even so, at the place in the text",
    arguments: [
      ("[,]", "1:2: expected a value or \"]\" after \"[\", found \",\""),
      ("[1,,]", "1:4: expected a value after \",\", found \",\""),
      ("{,}", "1:2: expected a name in double quotes or \"}\" after \"{\", found \",\""),
      ("{\"a\":,}", "1:6: expected a value after \":\", found \",\""),
      (",", "1:1: expected a value, found \",\""),
      ("{},", "1:3: expected end of input after the value, found \",\""),
      ("/* é */ [1 2]", "1:12: expected \",\" or \"]\" after an element, found \"2\""),
      ("[1] /* a", "1:5: expected \"*/\" after the comment that begins here, found end of input"),
      ("/*/", "1:1: expected \"*/\" after the comment that begins here, found end of input"),
      ("// only", "1:8: expected a value, found end of input"),
      ("[1] / 2", "1:5: expected end of input after the value, found \"/\"; JSON has no comments"),
      ("[1] # a", "1:5: expected end of input after the value, found \"#\"; JSON has no comments"),
      ("['a',]", "1:2: expected a value or \"]\" after \"[\", found \"'\"; use double quotes"),
      (
        "\n\n {\"a\":1,\n // x\n \"a\":2}",
        "5:2: duplicate member name \"a\", first given at 3:3; remove one of them"
      ),
    ])
  func refused(_ text: String, _ message: String) {
    #expect(Self.message(of: text) == message)
  }

  private static func message(of text: String) -> String? {
    do throws(JSONSyntaxError) {
      _ = try JSONParser.parse(Array(text.utf8), dialect: .commented)
      return nil
    } catch { return error.description }
  }

  @Test("is refused where nobody allowed it", arguments: ["// a\n{}", "[1,]", "\u{FEFF}{}"])
  func strict(_ text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(Array(text.utf8), dialect: .strict)
    }
  }

  @Test("places are found in the text that was written") func places() throws {
    let text = Array("{ // é\n /* x */ \"a\": [1, 2,],\n}".utf8)
    let plain = try JSONDialect.commented.plain(text)
    #expect(plain.count == text.count)
    let place = JSONLocator.position(of: JSONPointer(["a", "1"]), in: plain)
    #expect(place?.line == 2 && place?.column == 19)
  }

  @Test("comments and commas anywhere between tokens change nothing") func everywhere() throws {
    var random = SeededGenerator(seed: 5)
    var values = ValueGenerator(seed: 6)
    for _ in 0..<300 {
      let value = values.value(depth: 4)
      let plain = JSONPrinter.pretty(value)
      var text: [UInt8] = []
      for line in plain.split(separator: 0x0A) {
        text += line
        let tail =
          ["\n", " // x, ]\n", " /* y\n } */\n", "\r\n"].randomElement(using: &random) ?? ""
        text += Array(tail.utf8)
      }
      #expect(try JSONParser.parse(text, dialect: .commented) == value)
    }
  }

  @Test("no text traps, and what is strict JSON means the same") func fuzz() {
    var random = SeededGenerator(seed: 9)
    let alphabet = Array(#"/*"\,[]{}:1a \#n"#.utf8) + [0xC3, 0xA9, 0xFF]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let lenient = try? JSONParser.parse(text, dialect: .commented)
      if let strict = try? JSONParser.parse(text) { #expect(lenient == strict) }
    }
  }
}
