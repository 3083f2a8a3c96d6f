import JSON
import Testing

@Suite("JSON Pointer") struct PointerTests {
  /// The document of RFC 6901 §5.
  static let document = Array(
    #"""
    {
      "foo": ["bar", "baz"],
      "": 0,
      "a/b": 1,
      "c%d": 2,
      "e^f": 3,
      "g|h": 4,
      "i\\j": 5,
      "k\"l": 6,
      " ": 7,
      "m~n": 8
    }
    """#.utf8)

  @Test(
    "leads to the values of RFC 6901 §5",
    arguments: [
      ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2),
      ("/e^f", 3), ("/g|h", 4), (#"/i\j"#, 5), (#"/k"l"#, 6), ("/ ", 7), ("/m~0n", 8),
    ] as [(String, JSONValue)])
  func examples(_ text: String, _ expected: JSONValue) throws {
    let pointer = try #require(JSONPointer(parsing: text))
    let value = try JSONParser.parse(Self.document)
    #expect(value[pointer] == expected)
    #expect(pointer.description == text)
  }

  @Test("leads to the whole document when empty") func whole() throws {
    let value = try JSONParser.parse(Self.document)
    #expect(value[JSONPointer()] == value)
    #expect(JSONPointer(parsing: "") == JSONPointer())
  }

  @Test(
    "is split at slashes and unescaped",
    arguments: [
      ("/", [""]), ("//", ["", ""]), ("/a/", ["a", ""]), ("/~01", ["~1"]), ("/~10", ["/0"]),
      ("/~0~1", ["~/"]), ("/é/日本", ["é", "日本"]), ("/\u{301}x", ["\u{301}x"]),
      ("/a\u{301}/b", ["a\u{301}", "b"]), ("/\r\n", ["\r\n"]),
    ])
  func tokens(_ text: String, _ expected: [String]) throws {
    let pointer = try #require(JSONPointer(parsing: text))
    #expect(pointer.tokens.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    #expect(pointer.description == text)
  }

  @Test(
    "is refused in any other form",
    arguments: ["a", "a/b", "#/a", "/~", "/~2", "/a~", "/~~0", " /a"])
  func malformed(_ text: String) { #expect(JSONPointer(parsing: text) == nil) }

  @Test(
    "leads nowhere from a value that has no such part",
    arguments: [
      "/bar", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/-1", "/foo/", "/foo/1.0",
      "/foo/0/0", "/foo/99999999999999999999", "//0", "/foo/٣",
    ])
  func absent(_ text: String) throws {
    let pointer = try #require(JSONPointer(parsing: text))
    #expect(try JSONParser.parse(Self.document)[pointer] == nil)
    #expect(JSONLocator.position(of: pointer, in: Self.document) == nil)
  }

  @Test("grows by names and indices") func appending() {
    let pointer = JSONPointer().appending("a/b").appending(3).appending("~")
    #expect(pointer.description == "/a~1b/3/~0")
  }
}
