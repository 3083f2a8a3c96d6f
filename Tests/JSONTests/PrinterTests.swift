import JSON
import Testing

@Suite("JSON printer") struct PrinterTests {
  @Test(
    "prints every kind of value on one line",
    arguments: [
      (nil, "null"), (true, "true"), (false, "false"), (0, "0"), (-12, "-12"), ("", "\"\""),
      ([], "[]"), ([:], "{}"), ([[], [:], [nil]], "[[],{},[null]]"),
      (["a": 1, "b": [1, 2], "c": ["d": "e"]], #"{"a":1,"b":[1,2],"c":{"d":"e"}}"#),
    ] as [(JSONValue, String)])
  func compact(_ value: JSONValue, _ expected: String) {
    #expect(text(JSONPrinter.compact(value)) == expected)
  }

  @Test(
    "prints a line for each element and member, indented by two",
    arguments: [
      (1, "1\n"), ([], "[]\n"), ([:], "{}\n"), ("a\nb", "\"a\\nb\"\n"),
      ([1, [2], []], "[\n  1,\n  [\n    2\n  ],\n  []\n]\n"),
      (["a": [:], "b": ["c": nil]], "{\n  \"a\": {},\n  \"b\": {\n    \"c\": null\n  }\n}\n"),
    ] as [(JSONValue, String)])
  func pretty(_ value: JSONValue, _ expected: String) {
    #expect(text(JSONPrinter.pretty(value)) == expected)
  }

  @Test(
    "escapes only quotes, backslashes and control characters",
    arguments: [
      ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#),
      ("\u{8}\u{9}\u{A}\u{C}\u{D}", #""\b\t\n\f\r""#),
      ("\u{0}", #""\u0000""#), ("\u{B}", #""\u000B""#), ("\u{1F}", #""\u001F""#),
      ("\u{7F}", "\"\u{7F}\""), ("\u{80}", "\"\u{80}\""),
      ("\u{2028}\u{2029}", "\"\u{2028}\u{2029}\""),
      ("é日😀", "\"é日😀\""), ("e\u{301}", "\"e\u{301}\""), ("\u{FEFF}", "\"\u{FEFF}\""),
      ("\r\n", #""\r\n""#), ("12345678\"", #""12345678\"""#),
      ("1234567\n12345678", #""1234567\n12345678""#),
    ])
  func strings(_ string: String, _ expected: String) throws {
    let printed = JSONPrinter.compact(.string(string))
    #expect(printed == Array(expected.utf8))
    #expect(try JSONParser.parse(printed) == .string(string))
    let member = JSONPrinter.compact(.object(JSONObject([(string, nil)])))
    #expect(member == Array("{\(expected):null}".utf8))
  }

  @Test(
    "prints numbers as they were read",
    arguments: [
      "0", "-0", "1.0", "1.50", "1E5", "1e+05", "-1.0E-0", "123456789012345678901234567890",
      "0.1000000000000000055511151231257827", "1e400", "5e-325",
    ])
  func numbers(_ number: String) throws {
    #expect(text(JSONPrinter.compact(try JSONParser.parse(Array(number.utf8)))) == number)
  }

  @Test("keeps the order of members, or sorts by code point at every level") func order() {
    let value: JSONValue = [
      "b": [["y": 1, "x": 2]], "a": ["Z": 1, "a": 2, "": 3], "\u{FB33}": 1, "\u{10000}": 2, "é": 3,
      "e\u{301}": 4, "ab": 5,
    ]
    #expect(
      text(JSONPrinter.compact(value))
        == "{\"b\":[{\"y\":1,\"x\":2}],\"a\":{\"Z\":1,\"a\":2,\"\":3},\"\u{FB33}\":1,\"\u{10000}\":2,"
        + "\"é\":3,\"e\u{301}\":4,\"ab\":5}")
    #expect(
      text(JSONPrinter.compact(value, sorted: true))
        == "{\"a\":{\"\":3,\"Z\":1,\"a\":2},\"ab\":5,\"b\":[{\"x\":2,\"y\":1}],\"e\u{301}\":4,\"é\":3,"
        + "\"\u{FB33}\":1,\"\u{10000}\":2}")
    #expect(
      text(JSONPrinter.pretty(["b": 1, "a": ["d": 1, "c": 2]], sorted: true))
        == "{\n  \"a\": {\n    \"c\": 2,\n    \"d\": 1\n  },\n  \"b\": 1\n}\n")
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
