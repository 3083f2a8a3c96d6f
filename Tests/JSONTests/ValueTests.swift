import JSON
import Testing

@Suite("JSON values") struct ValueTests {
  @Test(
    "strings mean what their escapes say",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, [0x22, 0x5C, 0x2F, 8, 0xC, 0xA, 0xD, 9]),
      (#""\u0000\u001f\u007F""#, [0, 0x1F, 0x7F]),
      (#""\u00e9\u0800\uFFFF""#, [0xE9, 0x800, 0xFFFF]),
      (#""\ud83d\ude00\uD800\uDC00\uDBFF\uDFFF""#, [0x1F600, 0x10000, 0x10FFFF]),
      (#""a\u0062c😀\\u0041""#, [0x61, 0x62, 0x63, 0x1F600, 0x5C, 0x75, 0x30, 0x30, 0x34, 0x31]),
    ] as [(String, [UInt32])])
  func strings(_ text: String, _ scalars: [UInt32]) throws {
    let string = try #require(try JSONParser.parse(Array(text.utf8)).string)
    #expect(string.unicodeScalars.map(\.value) == scalars)
  }

  @Test("text of any length and shift is read whole") func lengths() throws {
    for length in 0..<40 {
      for special in ["", "é", "\\n", "\\u00e9", "\\\""] {
        for place in [0, length / 2, length] {
          let head = String(repeating: "x", count: place)
          let tail = String(repeating: "y", count: length - place)
          let meant =
            special == "\\n" ? "\n" : special == "\\\"" ? "\"" : special.isEmpty ? "" : "é"
          let text = "[\"" + head + special + tail + "\"]"
          #expect(try JSONParser.parse(Array(text.utf8)) == [.string(head + meant + tail)])
        }
      }
    }
  }

  @Test("a byte that is not UTF-8 is found at any place in text of any length")
  func strayBytes() {
    for length in 1..<40 {
      for place in 0..<length {
        var text = [UInt8](repeating: 0x78, count: length)
        text[place] = 0xFF
        for end in ["\"", "\\n\"", "\\n12345678901234567\""] {
          let error = #expect(throws: JSONSyntaxError.self) {
            try JSONParser.parse([0x22] + text + Array(end.utf8))
          }
          #expect(error?.position.offset == place + 1)
        }
      }
    }
  }

  @Test(
    "numbers are whole when they are, however written",
    arguments: [
      ("0", 0), ("-0", 0), ("0.0", 0), ("0e99999999999999999999", 0), ("12", 12), ("-12", -12),
      ("3.0", 3), ("3e0", 3), ("30e-1", 3), ("0.3E+1", 3), ("-1.20e2", -120),
      ("1e18", 1_000_000_000_000_000_000),
      ("9007199254740993.0", 9_007_199_254_740_993), ("9223372036854775807", .max),
      ("-9223372036854775808", .min), ("-922337203685477580.8e1", .min),
      ("9223372036854775808", nil), ("1e19", nil), ("1e99999999999999999999", nil), ("1.5", nil),
      ("0.99999999999999999999", nil), ("1e-400", nil), ("15e-1", nil), ("100e-2", 1),
      ("1e-99999999999999999999", nil),
    ] as [(String, Int?)])
  func integers(_ text: String, _ expected: Int?) throws {
    #expect(try JSONParser.parse(Array(text.utf8)).integer == expected)
  }

  @Test("ten thousand digits are kept, and fit no machine number") func hugeNumber() throws {
    let digits = String(repeating: "9", count: 10_000)
    guard case .number(let number) = try JSONParser.parse(Array(digits.utf8)) else {
      Issue.record("no number")
      return
    }
    #expect(number.text == digits)
    #expect(number.integer == nil)
    #expect(number.double == nil)
  }

  @Test("floating-point numbers are exact, finite or nothing")
  func doubles() throws {
    #expect(JSONNumber(0.1)?.text == "0.1")
    #expect(JSONNumber(1e300)?.double == 1e300)
    #expect(JSONNumber(Double.infinity) == nil)
    #expect(JSONNumber(Double.nan) == nil)
    #expect(try JSONParser.parse(Array("1e400".utf8)) == .number(JSONNumber(validated: "1e400")))
    #expect(JSONNumber(validated: "1e400").double == nil)
    #expect(JSONNumber(validated: "1e-400").double == 0)
  }

  @Test("objects are equal whatever their order, arrays are not") func equality() {
    #expect(["a": 1, "b": 2] as JSONValue == ["b": 2, "a": 1])
    #expect(["a": 1, "b": 2] as JSONValue != ["a": 2, "b": 1])
    #expect(["a": 1] as JSONValue != ["a": 1, "b": 2])
    #expect(["a": 1, "c": 2] as JSONValue != ["a": 1, "b": 2])
    #expect([1, 2] as JSONValue != [2, 1])
    #expect([1] as JSONValue != [1, 2])
    #expect([nil] as JSONValue != [false])
    #expect([["a": [1, ["b": nil]]]] as JSONValue == [["a": [1, ["b": nil]]]])
    #expect([["a": [1, ["b": nil]]]] as JSONValue != [["a": [1, ["b": 0]]]])
    #expect(JSONObject([("a", 1), ("b", 2)]) == JSONObject([("b", 2), ("a", 1)]))
  }

  @Test("text is equal by code points, not by looks") func exactText() {
    #expect(.string("\u{e9}") as JSONValue != .string("e\u{301}"))
    var object = JSONObject([("\u{e9}", 1)])
    #expect(object["e\u{301}"] == nil)
    object["e\u{301}"] = 2
    #expect(object.members.count == 2)
    #expect(object["\u{e9}"] == 1)
  }

  @Test("an object is changed by name and keeps its order") func members() {
    var object = JSONObject([("a", 1), ("b", 2), ("c", 3)])
    object["b"] = 20
    object["a"] = nil
    object["d"] = 4
    object["x"] = nil
    #expect(object.members.map(\.name) == ["b", "c", "d"])
    #expect(object.members.map { $0.value.integer } == [20, 3, 4])
  }

  @Test("values answer only for their own kind") func kinds() {
    let values: [JSONValue] = [nil, true, 1, "a", [], [:]]
    #expect(
      values.map(\.kind)
        == ["null", "a boolean", "a number", "a string", "an array", "an object"])
    #expect(values.map { $0.bool != nil } == [false, true, false, false, false, false])
    #expect(values.map { $0.integer != nil } == [false, false, true, false, false, false])
    #expect(values.map { $0.string != nil } == [false, false, false, true, false, false])
    #expect(values.map { $0.array != nil } == [false, false, false, false, true, false])
    #expect(values.map { $0.object != nil } == [false, false, false, false, false, true])
  }
}
