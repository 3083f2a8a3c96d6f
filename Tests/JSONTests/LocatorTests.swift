import JSON
import Testing

@Suite("JSON locator") struct LocatorTests {
  /// The fixture's lines end with CRLF, and hold characters of more than one byte.
  static let document = Array(
    [
      #"{"#,
      #"  "ключ": {"a]": [1, {"\"b}": "\\"}, "]"], "é": 2},"#,
      #"  "a/b" : [ [], [ [ 10 , 20 ] ], { } , true],"#,
      #"  "": {"": {"": -1.5e3}},"#,
      #"  "\u0041\ud83d\ude00": null, "last":"x"}"#,
    ].joined(separator: "\r\n").utf8)

  @Test(
    "finds a member's name and an element's first byte",
    arguments: [
      ("", 1, 1), ("/ключ", 2, 3), ("/ключ/a]", 2, 12), ("/ключ/a]/0", 2, 19),
      ("/ключ/a]/1", 2, 22), ("/ключ/a]/1/\"b}", 2, 23), ("/ключ/a]/2", 2, 38), ("/ключ/é", 2, 44),
      ("/a~1b", 3, 3), ("/a~1b/0", 3, 13), ("/a~1b/1", 3, 17), ("/a~1b/1/0", 3, 19),
      ("/a~1b/1/0/0", 3, 21), ("/a~1b/1/0/1", 3, 26), ("/a~1b/2", 3, 34), ("/a~1b/3", 3, 40),
      ("/", 4, 3), ("//", 4, 8), ("///", 4, 13), ("/A😀", 5, 3), ("/last", 5, 31),
    ])
  func places(_ text: String, _ line: Int, _ column: Int) throws {
    let pointer = try #require(JSONPointer(parsing: text))
    let position = try #require(JSONLocator.position(of: pointer, in: Self.document))
    #expect("\(position)" == "\(line):\(column)")
    #expect(position == TextPosition(offset: position.offset, in: Self.document))
    #expect(try JSONParser.parse(Self.document)[pointer] != nil)
  }

  @Test(
    "finds nothing where there is nothing",
    arguments: [
      "/x", "/ключ/a", "/ключ/a]/3", "/ключ/a]/-", "/ключ/a]/00", "/ключ/a]/0/0", "/a~1b/0/0",
      "/a~1b/2/x", "/a~1b/4", "/last/0", "////", "/ключ/e\u{301}",
    ])
  func absent(_ text: String) throws {
    let pointer = try #require(JSONPointer(parsing: text))
    #expect(JSONLocator.position(of: pointer, in: Self.document) == nil)
  }

  @Test("finds the value behind white space") func leadingSpace() {
    let position = JSONLocator.position(of: JSONPointer(), in: Array("\n\n  [1]".utf8))
    #expect(position == TextPosition(offset: 4, line: 3, column: 3))
  }

  @Test("goes through any depth") func depth() throws {
    let text = String(repeating: "[{\"a\":", count: 50_000) + "1"
    let pointer = JSONPointer((0..<100_000).map { $0.isMultiple(of: 2) ? "0" : "a" })
    let position = try #require(JSONLocator.position(of: pointer, in: Array(text.utf8)))
    #expect(position.offset == text.utf8.count - 5)
    #expect(JSONLocator.position(of: JSONPointer(["1"]), in: Array(text.utf8)) == nil)
  }

  @Test("agrees with the values everywhere", arguments: 0..<50 as Range<UInt64>)
  func everyPlace(_ seed: UInt64) throws {
    var generator = ValueGenerator(seed: seed)
    let value = generator.value(depth: 4)
    let bytes = JSONPrinter.pretty(value)
    var count = 0
    try visit(value, at: JSONPointer()) { value, pointer in
      let position = try #require(JSONLocator.position(of: pointer, in: bytes))
      let found = try JSONParser.parseFirst(bytes, from: position.offset)
      count += 1
      if found.value == value { return }
      // It is a member's name.
      #expect(found.value.string == pointer.tokens.last)
      #expect(try JSONParser.parseFirst(bytes, from: found.end + 2).value == value)
    }
    #expect(count > 0)
  }

  private func visit(
    _ value: JSONValue, at pointer: JSONPointer,
    _ body: (JSONValue, JSONPointer) throws -> Void
  ) throws {
    try body(value, pointer)
    for (index, element) in (value.array ?? []).enumerated() {
      try visit(element, at: pointer.appending(index), body)
    }
    for member in value.object?.members ?? [] {
      try visit(member.value, at: pointer.appending(member.name), body)
    }
  }
}
