import JSON
import TestKit
import Testing

@Suite("JSON round trips") struct RoundTripTests {
  @Test("every value is read as it was printed", arguments: 0..<200 as Range<UInt64>)
  func values(_ seed: UInt64) throws {
    var generator = ValueGenerator(seed: seed)
    for _ in 0..<5 {
      let value = generator.value(depth: 5)
      let compact = JSONPrinter.compact(value)
      let read = try JSONParser.parse(compact)
      #expect(read == value)
      #expect(JSONPrinter.compact(read) == compact)
      #expect(try JSONParser.parse(JSONPrinter.pretty(value)) == value)
      #expect(!compact.contains { $0 < 0x20 })

      let sorted = JSONPrinter.compact(value, sorted: true)
      #expect(try JSONParser.parse(sorted) == value)
      #expect(JSONPrinter.compact(try JSONParser.parse(sorted), sorted: true) == sorted)
    }
  }

  @Test(
    "canonical text is printed as it was read",
    arguments: [
      "null", "[]", "{}", #""""#, #"[1,-2.50,3E+7,"a\n\"\\é😀\u0001",[{}],{"b":[],"a":{"":true}}]"#,
      #"{"z":1,"a":{"z":[0.0,-0,1e9999],"a":false}}"#,
    ])
  func text(_ text: String) throws {
    let value = try JSONParser.parse(Array(text.utf8))
    #expect(String(decoding: JSONPrinter.compact(value), as: UTF8.self) == text)
  }

  @Test("a stream is read value by value") func stream() throws {
    let text = "  {\"a\":1}\n[2]\r\n\"three\" 4 nulltrue{}"
    let bytes = Array(text.utf8)
    var values: [JSONValue] = []
    var offset = 0
    while offset < bytes.count {
      let (value, end) = try JSONParser.parseFirst(bytes, from: offset)
      #expect(end > offset)
      values.append(value)
      offset = end
    }
    #expect(values == [["a": 1], [2], "three", 4, nil, true, [:]])
  }

  @Test("an error in a stream counts from its start") func streamError() {
    let bytes = Array("{}\n{}\n{\"a\":}".utf8)
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parseFirst(bytes, from: 5)
    }
    #expect(error?.description == "3:6: expected a value after \":\", found \"}\"")
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parseFirst(bytes, from: bytes.count) }
  }
}
