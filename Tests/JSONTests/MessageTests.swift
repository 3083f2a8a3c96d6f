import JSON
import Testing

@Suite("JSON syntax errors") struct MessageTests {
  @Test(
    "say where, what was expected and what was found",
    arguments: [
      ("", "1:1: expected a value, found end of input"),
      (" \n ", "2:2: expected a value, found end of input"),
      ("\u{FEFF}{}", "1:1: expected a value, found a byte order mark; save the text without it"),
      ("[", "1:2: expected a value or \"]\" after \"[\", found end of input"),
      ("[1", "1:3: expected \",\" or \"]\" after an element, found end of input"),
      ("[1,]", "1:4: expected a value after \",\", found \"]\"; remove the comma"),
      ("[1 2]", "1:4: expected \",\" or \"]\" after an element, found \"2\""),
      ("[1}", "1:3: expected \",\" or \"]\" after an element, found \"}\""),
      ("[,1]", "1:2: expected a value or \"]\" after \"[\", found \",\""),
      ("{", "1:2: expected a name in double quotes or \"}\" after \"{\", found end of input"),
      ("{1:2}", "1:2: expected a name in double quotes or \"}\" after \"{\", found \"1\""),
      (
        "{'a':1}",
        "1:2: expected a name in double quotes or \"}\" after \"{\", found \"'\"; use double quotes"
      ),
      (#"{"a" 1}"#, "1:6: expected \":\" after a name, found \"1\""),
      (#"{"a":}"#, "1:6: expected a value after \":\", found \"}\""),
      (#"{"a":1"#, "1:7: expected \",\" or \"}\" after a member, found end of input"),
      (#"{"a":1 "b":2}"#, "1:8: expected \",\" or \"}\" after a member, found a double quote"),
      (
        #"{"a":1,}"#,
        "1:8: expected a name in double quotes after \",\", found \"}\"; remove the comma"
      ),
      ("{} x", "1:4: expected end of input after the value, found \"x\""),
      ("{}\n{}", "2:1: expected end of input after the value, found \"{\""),
      ("// a\n1", "1:1: expected a value, found \"/\"; JSON has no comments"),
      (
        "[1, # a\n2]", "1:5: expected a value after \",\", found \"#\"; JSON has no comments"
      ),
      (
        "[1 /* a */]",
        "1:4: expected \",\" or \"]\" after an element, found \"/\"; JSON has no comments"
      ),
      (
        "['a']",
        "1:2: expected a value or \"]\" after \"[\", found \"'\"; use double quotes"
      ),
    ])
  func structure(_ text: String, _ expected: String) { expect(text, expected) }

  @Test(
    "name the part of a number or literal that is missing",
    arguments: [
      ("-", "1:2: expected a digit after \"-\", found end of input"),
      ("[-a]", "1:3: expected a digit after \"-\", found \"a\""),
      ("1.", "1:3: expected a digit after \".\", found end of input"),
      ("[1.e3]", "1:4: expected a digit after \".\", found \"e\""),
      ("1e+", "1:4: expected a digit after \"e\", found end of input"),
      ("[01]", "1:3: expected no digit after a leading \"0\", found \"1\"; remove the zero"),
      ("+1", "1:1: expected a value, found \"+\"; a number has no plus sign"),
      (".5", "1:1: expected a value, found \".\"; a number starts with a digit"),
      ("NaN", "1:1: expected a value, found \"NaN\"; JSON has no such number"),
      (
        "-Infinity",
        "1:2: expected a digit after \"-\", found \"Infinity\"; JSON has no such number"
      ),
      (#"{"a":True}"#, "1:6: expected a value after \":\", found \"True\"; write true"),
      (
        "[undefined]",
        "1:2: expected a value or \"]\" after \"[\", found \"undefined\"; write null"
      ),
      ("Truest", "1:1: expected a value, found \"T\""),
      ("nul", "1:4: expected \"null\", found end of input after \"nul\""),
      ("[trux]", "1:5: expected \"true\", found \"x\" after \"tru\""),
      ("nullx", "1:5: expected end of input after the value, found \"x\""),
    ])
  func scalars(_ text: String, _ expected: String) { expect(text, expected) }

  @Test(
    "point into strings without repeating them",
    arguments: [
      (
        "{\n  \"a\": \"hunter2",
        "2:16: expected a closing quote for the string that begins at 2:8, found end of input"
      ),
      (
        "[\"a\nb\"]",
        "1:4: expected a closing quote or an escape, found a line feed; write it as \\n"
      ),
      ("[\"\t\"]", "1:3: expected a closing quote or an escape, found a tab; write it as \\t"),
      (
        "[\"\r\n\"]",
        "1:3: expected a closing quote or an escape, found a carriage return; write it as \\r"
      ),
      (
        "[\"\u{0}\"]",
        "1:3: expected a closing quote or an escape, found U+0000; write it as \\u0000"
      ),
      (#"["\x41"]"#, #"1:4: expected one of " \ / b f n r t u after a backslash, found "x""#),
      (#"["\u00g0"]"#, #"1:7: expected four hexadecimal digits after "\u", found "g""#),
      (#"["\u00"]"#, #"1:7: expected four hexadecimal digits after "\u", found a double quote"#),
      (
        #"["\ud800-"]"#,
        #"1:9: expected a low surrogate (\uDC00 to \uDFFF) after a high one, found "-""#
      ),
      (
        #"["\udc00"]"#,
        #"1:3: expected a high surrogate (\uD800 to \uDBFF) before a low one, found a low surrogate "#
          + "alone"
      ),
    ])
  func strings(_ text: String, _ expected: String) { expect(text, expected) }

  @Test(
    "name the bytes that are not UTF-8",
    arguments: [
      ([0x80], "1:4: expected UTF-8, found byte 0x80, which continues no character"),
      ([0xC0, 0xAF], "1:4: expected UTF-8, found byte 0xC0, which starts an overlong form"),
      ([0xE0, 0x80, 0x80], "1:4: expected UTF-8, found byte 0xE0, which starts an overlong form"),
      ([0xED, 0xA0, 0x80], "1:4: expected UTF-8, found byte 0xED, which starts a surrogate"),
      (
        [0xF4, 0x90, 0x80, 0x80], "1:4: expected UTF-8, found byte 0xF4, which starts no character"
      ),
      ([0xFF], "1:4: expected UTF-8, found byte 0xFF, which starts no character"),
      ([0xE2, 0x82], "1:4: expected UTF-8, found byte 0xE2, which starts an incomplete character"),
      // The first thing wrong is told, though the string has no end either.
      ([0xFF, 0x0A], "1:4: expected UTF-8, found byte 0xFF, which starts no character"),
    ] as [([UInt8], String)])
  func encodings(_ bytes: [UInt8], _ expected: String) {
    expect(Array("[\"é".utf8) + bytes + Array("\"]".utf8), expected)
    let escaped = expected.replacing("1:4:", with: "1:6:")
    expect(Array("[\"é\\n".utf8) + bytes + Array("\"]".utf8), escaped)
  }

  @Test(
    "name characters that are not ASCII by their code points, and stray bytes by value",
    arguments: [
      (Array("[\u{A0}1]".utf8), "1:2: expected a value or \"]\" after \"[\", found U+00A0"),
      (Array("“a”".utf8), "1:1: expected a value, found U+201C"),
      (Array("[1😀]".utf8), "1:3: expected \",\" or \"]\" after an element, found U+1F600"),
      ([0x5B, 0xFF], "1:2: expected a value or \"]\" after \"[\", found byte 0xFF; JSON is UTF-8"),
      ([0x5B, 0x00], "1:2: expected a value or \"]\" after \"[\", found U+0000"),
    ] as [([UInt8], String)])
  func foreign(_ bytes: [UInt8], _ expected: String) { expect(bytes, expected) }

  @Test(
    "name a member that comes twice, and both places",
    arguments: [
      (
        #"{"a":1,"b":2,"a":3}"#,
        #"1:14: duplicate member name "a", first given at 1:2; remove one of them"#
      ),
      (
        "{\n  \"é\": {\"b\": 1},\n  \"\\u00e9\": 2\n}",
        #"3:3: duplicate member name "é", first given at 2:3; remove one of them"#
      ),
      (
        #"[{"x":{"b":1}},{"x":{"b":"\"","b":1}}]"#,
        #"1:31: duplicate member name "b", first given at 1:22; remove one of them"#
      ),
      (
        #"{"\u001b[31m":1,"\u001b[31m":2}"#,
        #"1:17: duplicate member name "\u001B[31m", first given at 1:2; remove one of them"#
      ),
    ])
  func duplicates(_ text: String, _ expected: String) { expect(text, expected) }

  @Test("cut a long name short") func longName() {
    let name = String(repeating: "n", count: 5_000)
    let shown = String(repeating: "n", count: 64)
    expect(
      "{\"\(name)\":1,\n\"\(name)\":2}",
      "2:1: duplicate member name \"\(shown)…\", first given at 1:2; remove one of them")
  }

  @Test(
    "count lines by any line end, and columns in scalars",
    arguments: [
      ("[\r\n1,\r\n  x]", "3:3: expected a value after \",\", found \"x\""),
      ("[\r1,\r  x]", "3:3: expected a value after \",\", found \"x\""),
      ("[\n\r1,\n\r  x]", "5:3: expected a value after \",\", found \"x\""),
      ("[\"é\", x]", "1:7: expected a value after \",\", found \"x\""),
      ("[\"日本語\",\t\"😀e\u{301}\", x]", "1:16: expected a value after \",\", found \"x\""),
      (
        "{\r\n  \"ключ\": tru\r\n}",
        "2:14: expected \"true\", found a carriage return after \"tru\""
      ),
    ])
  func positions(_ text: String, _ expected: String) { expect(text, expected) }

  @Test("carry the offset in bytes") func offset() throws {
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(Array("[\"日本\",\r\nx]".utf8))
    }
    #expect(error?.position == TextPosition(offset: 12, line: 2, column: 1))
  }

  @Test(
    "never repeat the text around the fault",
    arguments: [
      #"{"password": hunter2}"#, #"{"password": "hunter2}"#, "{\"password\": \"hunter2\nx\"}",
      #"{"password": "hunter2\q"}"#, #"{"password": "\ud800hunter2"}"#,
      #"{"password": "hunter2" "hunter2"}"#, #"{"password": 'hunter2'}"#, #"hunter2"#,
      #"{"password": nhunter2}"#, #"{"password": "hunter2","password": "hunter2"}"#,
    ])
  func secrecy(_ text: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(error?.description.contains("hunter2") == false)
  }

  private func expect(
    _ text: String, _ expected: String, at location: SourceLocation = #_sourceLocation
  ) {
    expect(Array(text.utf8), expected, at: location)
  }

  private func expect(
    _ bytes: [UInt8], _ expected: String, at location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: JSONSyntaxError.self, sourceLocation: location) {
      try JSONParser.parse(bytes)
    }
    #expect(error?.description == expected, sourceLocation: location)
  }
}
