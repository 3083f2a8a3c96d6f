import JSON
import Testing
import YAMLReader

@Suite("YAML values") struct ValueTests {
  static let scalars: [(text: String, value: JSONValue)] = [
    // YAML 1.2.2 §10.3.2.
    ("null", nil), ("Null", nil), ("NULL", nil), ("~", nil), ("", nil), ("nULL", "nULL"),
    ("true", true), ("True", true), ("TRUE", true), ("tRUE", "tRUE"),
    ("false", false), ("False", false), ("FALSE", false),
    ("0", 0), ("-1", -1), ("+12", 12), ("007", 7), ("-007", -7), ("00", 0), ("0o17", 15),
    ("0x1F", 31), ("0xff", 255), ("0b11", "0b11"), ("0x", "0x"), ("0o8", "0o8"), ("-0x1", "-0x1"),
    ("0x+1", "0x+1"), ("0o-1", "0o-1"), ("1_000", "1_000"), ("12:30", "12:30"), ("1.2.3", "1.2.3"),
    ("1.5", number("1.5")), ("1.", number("1")), (".5", number("0.5")), ("-.5", number("-0.5")),
    ("+.5e+3", number("0.5e+3")), ("1e3", number("1e3")), ("1E-3", number("1E-3")),
    ("0.10", number("0.10")), ("00.5", number("0.5")), ("-0", number("-0")), (".", "."),
    ("1e", "1e"), ("1e+", "1e+"), ("e3", "e3"), ("1e3x", "1e3x"), ("+", "+"),
    ("12345678901234567890123", number("12345678901234567890123")),
    ("0xFFFFFFFFFFFFFFFF", number("1.8446744073709552e+19")),
    (".inf", ".inf"), ("-.INF", "-.INF"), (".nan", ".nan"),
    // YAML 1.1 alone takes these for more than text.
    ("yes", "yes"), ("no", "no"), ("on", "on"), ("Off", "Off"), ("y", "y"),
    ("2001-12-14", "2001-12-14"),
    // Quotes and blocks are text.
    ("'1'", "1"), (#""true""#, "true"), ("''", ""), ("|-\n  1", "1"), (">-\n  null", "null"),
    // Tags.
    ("!!str 1", "1"), ("! 1", "1"), ("!!int '1'", 1), ("!!float 1", 1), ("!!bool \"true\"", true),
    ("!!null ''", nil), ("!!int x", "x"), ("!reset null", nil), ("!override 1", 1), ("!reset", nil),
    ("!<tag:yaml.org,2002:str> 1", "1"), ("!!binary aGk=", "aGk="),
    // What expressions and images look like.
    ("${{ github.ref }}", "${{ github.ref }}"), ("node:20-alpine", "node:20-alpine"),
    ("${PORT:-3000}:3000", "${PORT:-3000}:3000"), ("a # b", "a"), ("a#b", "a#b"),
  ]

  @Test("are those of YAML 1.2's core schema", arguments: scalars.indices)
  func core(_ row: Int) throws {
    let (text, value) = ValueTests.scalars[row]
    #expect(try YAMLParser.parseOne("- \(text)\n").json == [value], "\(text)")
    #expect(try YAMLParser.parseOne("k: \(text)\n").json == ["k": value], "\(text)")
  }

  private static func number(_ text: String) -> JSONValue {
    .number(JSONNumber(validated: text))
  }

  static let texts: [(yaml: String, text: String)] = [
    ("a\n  b", "a b"), ("a\n\n  b", "a\nb"), ("'it''s'", "it's"),
    (#""a\tb\x41\u00e9\U0001F600\/\e""#, "a\tbAé😀/\u{1b}"),
    ("\"a\n  b\\\n  \\ c\"", "a b c"), ("|\n  a\n   b\n\n  c\n", "a\n b\n\nc\n"),
    ("|-\n  a\n", "a"), ("|+\n  a\n\n", "a\n\n"), ("|2-\n    a\n", "  a"),
    ("|+2\n    a\n", "  a\n"),
    (">\n  a\n  b\n\n  c\n   d\n  e\n", "a b\nc\n d\ne\n"), (">-\n  a\n  b\n", "a b"),
    ("| # why\n  a # not\n", "a # not\n"), ("|\r\n  a\r\n  b\r\n", "a\nb\n"),
    ("\"é 日本 👨‍👩‍👧\"", "é 日本 👨‍👩‍👧"),
  ]

  @Test("are unfolded, unescaped and chomped", arguments: texts.indices) func unfolding(_ row: Int)
    throws
  {
    let (yaml, text) = ValueTests.texts[row]
    #expect(try YAMLParser.parseOne("k: \(yaml)")["k"]?.text == text)
  }

  static let documents: [(text: String, value: JSONValue)] = [
    ("a: 1\nb:\n  c: [x, 'y', {z: 1}]\n", ["a": 1, "b": ["c": ["x", "y", ["z": 1]]]]),
    ("a:\n- 1\n-   - 2\n    - 3\n-\n  b: 4\n", ["a": [1, [2, 3], ["b": 4]]]),
    (#"{"a":1,"b":[true,null],"c":"\u00e9"}"#, ["a": 1, "b": [true, nil], "c": "é"]),
    ("[a: 1, b, ]", [["a": 1], "b"]), ("{a, b: , c: d}", ["a": nil, "b": nil, "c": "d"]),
    ("[]", []), ("{}", [:]), ("? a\n: b\n? c\n", ["a": "b", "c": nil]),
    ("a: # note\n  # another\n  b\n# end", ["a": "b"]),
    ("on:\n  push:\n  workflow_dispatch:\n", ["on": ["push": nil, "workflow_dispatch": nil]]),
    ("1: a\ntrue: b\n~: c\n0x1: d\n", ["1": "a", "true": "b", "~": "c", "0x1": "d"]),
    ("%YAML 1.2\n---\na: b\n...\n", ["a": "b"]), ("---\n", nil), ("--- a", "a"),
    ("a:\tb\nc: d\t# e\n", ["a": "b", "c": "d"]), ("a: [\n  b,\n\tc\n]", ["a": ["b", "c"]]),
    ("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", ["a": 1, "b": 1, "c": 2, "d": 2]),
    ("&k a: 1\nb: *k\nc:\n  *k : 3\n", ["a": 1, "b": "a", "c": ["a": 3]]),
    ("a: &x {b: &y [1]}\nc: *x\nd: *y\n", ["a": ["b": [1]], "c": ["b": [1]], "d": [1]]),
    ("packages:\n  - 'apps/*'\n  - \"!**/test/**\"\n", ["packages": ["apps/*", "!**/test/**"]]),
    ("\u{FEFF}a: b\r\nc:\r\n  - d\r\n", ["a": "b", "c": ["d"]]),
    ("a: b\rc: d\r", ["a": "b", "c": "d"]),
  ]

  @Test("nest in every way that files use", arguments: documents.indices)
  func nesting(_ row: Int) throws {
    let (text, value) = ValueTests.documents[row]
    #expect(try YAMLParser.parseOne(text).json == value)
  }

  static let merges: [(text: String, json: String)] = [
    ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3, z: 4}", #"{"x":1,"y":3,"z":4}"#),
    ("a: &a {x: 1}\nb: {y: 3, <<: *a}", #"{"y":3,"x":1}"#),
    ("a: [&a {x: 1}, &b {x: 2, y: 2}]\nb: {<<: [*a, *b]}", #"{"x":1,"y":2}"#),
    ("a: &a {<<: &c {x: 0, w: 0}, x: 1}\nb: {<<: *a}", #"{"w":0,"x":1}"#),
    ("b: {<<: {x: 1}}", #"{"x":1}"#), ("b: {<<: []}", "{}"),
    ("b: {'<<': 1}", #"{"<<":1}"#), ("b: {!!str <<: 1}", #"{"<<":1}"#),
    ("b: {!!merge <<: {x: 1}}", #"{"x":1}"#),
  ]

  @Test("are merged, a mapping's own first", arguments: merges.indices) func merging(_ row: Int)
    throws
  {
    let (text, json) = ValueTests.merges[row]
    let node = try #require(try YAMLParser.parseOne(text)["b"])
    #expect(node.json.text == json)
    for member in node.json.object?.members ?? [] {
      #expect(node[member.name]?.json == member.value)
    }
  }

  @Test("come in documents") func stream() throws {
    #expect(try YAMLParser.parse("").isEmpty)
    #expect(try YAMLParser.parse("# none\n\n").isEmpty)
    #expect(try YAMLParser.parse("\u{FEFF}").isEmpty)
    #expect(try YAMLParser.parse("---\n---\n").map(\.json) == [nil, nil])
    #expect(try YAMLParser.parse("a\n--- b\n...\n---\n[c]\n").map(\.json) == ["a", "b", ["c"]])
  }

  @Test("tell how they are written") func written() throws {
    let node = try YAMLParser.parseOne("- a\n- 'a'\n- \"a\"\n- |\n  a\n- !x a\n- !!str a\n- ! a\n")
    let elements = try #require(node.elements)
    let styles = elements.map { element -> YAMLNode.Style? in
      if case .scalar(_, let style) = element.content { style } else { nil }
    }
    #expect(styles == [.plain, .quoted, .quoted, .block, .plain, .plain, .plain])
    #expect(elements.map(\.tag) == [nil, nil, nil, nil, "!x", "tag:yaml.org,2002:str", "!"])
  }
}
