import JSON
import Testing
import YAMLReader

@Suite("YAML faults") struct FaultTests {
  static let quoted = "put it in quotes, if it is text"

  static let syntax: [(text: String, fault: String)] = [
    (
      "a: b: c",
      "1:5: a second \": \" on one line; put the value in quotes, or begin it on a line of its own"
    ),
    (
      "run: echo \"a: b\"",
      "1:13: a second \": \" on one line; put the value in quotes, or begin it on a line of its own"
    ),
    ("a: 1\n  b: 2", "2:4: a \":\" where no key can be; indent the line like the keys around it"),
    ("a:\n\tb: 1", "2:1: a tab indents this line; indent it with spaces"),
    ("a: |\n\tb", "2:1: a tab indents this line; indent it with spaces"),
    ("a: b\n\t# c", "2:1: a tab indents this line; indent it with spaces"),
    ("a: \"x\nb: 1\n", "1:4: the quote that begins here is never closed; close it"),
    ("a: 'x", "1:4: the quote that begins here is never closed; close it"),
    (
      "a: \"x\n---\ny\"",
      "1:4: the quote that begins here isn't closed before a line of --- or ...; close it"
    ),
    (
      "a: [1, 2",
      "1:9: expected \",\" or \"]\" after an item of the \"[\" at 1:4; close it, or put what is text in quotes"
    ),
    (
      "a: {b: 1\nc: 2",
      "2:2: expected \",\" or \"}\" after an item of the \"{\" at 1:4; close it, or put what is text in quotes"
    ),
    (
      "a: [ ${{ x }} ]",
      "1:7: expected \",\" or \"]\" after an item of the \"[\" at 1:4; close it, or put what is text in quotes"
    ),
    (
      "- [a]\nb: 1",
      "2:1: this belongs to nothing above; begin it with \"- \" like the list that begins at 1:1, or indent it"
    ),
    (
      "x:\n  a:\n    b: 1\n   c: 2",
      "4:4: this belongs to nothing above; indent it like the mapping that begins at 2:3, whose keys it follows"
    ),
    (
      "a: 1\n- b",
      "2:1: this belongs to nothing above; indent it like the mapping that begins at 1:1, whose keys it follows"
    ),
    (
      "  a: 1\nb: 2",
      "2:1: this belongs to nothing above; indent it like the first line, or write --- above it"
    ),
    (
      "a: 'it's'",
      "1:8: text follows a closing quote; write a quote within single quotes twice: 'it''s'"
    ),
    ("a: \"b\" c", "1:8: text follows a closing quote; write a quote within double quotes as \\\""),
    (
      "a: [b] c",
      "1:8: text follows a closing bracket; put the whole value in quotes, if it is text"
    ),
    (
      "a: &a &b c", "1:7: expected the end of the line after a value; put the whole value in quotes"
    ),
    (
      "k: v\nlonely\nj: v",
      "2:1: this is neither \"key: value\" nor a part of the value above; add \": \", or indent it more"
    ),
    ("a: @x", "1:4: a value can't begin with \"@\"; \(quoted)"),
    ("a: `x`", "1:4: a value can't begin with \"`\"; \(quoted)"),
    ("a: }", "1:4: a value can't begin with \"}\"; \(quoted)"),
    (
      "a: [b,\n",
      "2:1: the text ends where a value must be; write it, and close what brackets are open"
    ),
    (
      "a: {b:{c: 1}}",
      "1:6: a \":\" within brackets needs a space behind it, or quotes around the value"
    ),
    (
      "a: [b:, c]",
      "1:6: a \":\" within brackets needs a space behind it, or quotes around the value"
    ),
    ("a: [- b]", "1:5: a \"-\" begins no item within brackets; put a comma between items"),
    (
      "a: - b",
      "1:4: a list can't begin here; begin it on a line of its own, or put the value in quotes"
    ),
    ("a: ? b", "1:4: \"? \" can't begin here; put the value in quotes, if it is text"),
    (
      "a: *.txt",
      "1:5: \"*\" begins an alias, whose name has only letters, digits, - and _; put the value in quotes, if it is text"
    ),
    (
      "a: & b",
      "1:5: \"&\" begins an anchor, whose name has only letters, digits, - and _; put the value in quotes, if it is text"
    ),
    (
      "a: !x!y z",
      "1:4: \"!\" begins a tag, like !name or !!str; put the value in quotes, if it is text"
    ),
    (
      "a: !<x",
      "1:7: \"!\" begins a tag, like !name or !!str; put the value in quotes, if it is text"
    ),
    (
      "%x",
      "1:3: a line that begins with % is a directive; only %YAML 1.1, %YAML 1.2 and %TAG are known, once each, before a line of ---"
    ),
    (
      "%YAML 3.0\n---\na",
      "1:1: a line that begins with % is a directive; only %YAML 1.1, %YAML 1.2 and %TAG are known, once each, before a line of ---"
    ),
    (
      "a: |0\n x",
      "1:5: the number after | or > is from 1 to 9; leave it out, or write one of these"
    ),
    (
      "a: | x\n y",
      "1:6: only a number, + or -, and a comment may follow | or > on its line; begin the text on the next one"
    ),
    (
      #"a: "\q""#,
      #"1:5: double quotes know no such escape; write \\ for a backslash, or use single quotes"#
    ),
    (
      #"a: "\xZZ""#,
      #"1:7: an escape lacks hexadecimal digits; \x takes 2 of them, \u takes 4, \U takes 8"#
    ),
    (#"a: "\uD83D\uDE00""#, "1:7: the escape stands for no character; write the character itself"),
  ]

  static let structure: [(text: String, fault: String)] = [
    ("a: 1\nb: 2\na: 3", "3:1: duplicate key \"a\", first given at 1:1; remove one of them"),
    ("x: {1: a, '1': b}", "1:11: duplicate key \"1\", first given at 1:5; remove one of them"),
    ("'': a\n\"\": b", "2:1: duplicate key \"\", first given at 1:1; remove one of them"),
    (
      "\"a\\e\\n\": 1\n\"a\\e\\n\": 2",
      "2:1: duplicate key \"a\\u001B\\u000A\", first given at 1:1; remove one of them"
    ),
    ("a: {<<: {}, <<: {}}", "1:13: duplicate key \"<<\", first given at 1:5; remove one of them"),
    (
      "<<: 1",
      "1:5: the key << takes a mapping or a list of mappings; write an alias of one: <<: *name"
    ),
    (
      "a: &a b\nc:\n  <<: [*a]",
      "3:8: the key << takes a mapping or a list of mappings; write an alias of one: <<: *name"
    ),
    ("a: {{ x }}", "1:5: a mapping can't be a key; if it is meant as text, put it in quotes"),
    ("? [a]\n: b", "1:3: a list can't be a key; if it is meant as text, put it in quotes"),
    ("a: *x", "1:4: the alias *x names nothing above; write &x before what it means"),
    ("a: &x 1\n---\nb: *x", "3:4: the alias *x names nothing above; write &x before what it means"),
    ("a: &x [*x]", "1:8: the alias *x is within what it names; take it out"),
    ("a: &x {b: {c: *x}}", "1:15: the alias *x is within what it names; take it out"),
  ]

  static let bytes: [(bytes: [UInt8], fault: String)] = [
    (
      Array("a: b".utf8) + [0],
      "1:5: the character U+0000 can't be in YAML as it is; take it out, or write \\u0000 in double quotes"
    ),
    (
      Array("a\n: é\u{7}".utf8),
      "2:4: the character U+0007 can't be in YAML as it is; take it out, or write \\u0007 in double quotes"
    ),
    (
      Array("a: \u{9b}".utf8),
      "1:4: the character U+009B can't be in YAML as it is; take it out, or write \\u009B in double quotes"
    ),
    (
      Array("a: \u{ffff}".utf8),
      "1:4: the character U+FFFF can't be in YAML as it is; take it out, or write \\uFFFF in double quotes"
    ),
    (Array("é: ".utf8) + [0xC3], "1:4: byte 0xC3 is no UTF-8; save the text as UTF-8"),
    (Array("a: ".utf8) + [0xC3, 0x41], "1:4: byte 0xC3 is no UTF-8; save the text as UTF-8"),
    (Array("a: ".utf8) + [0xED, 0xA0, 0x80], "1:4: byte 0xED is no UTF-8; save the text as UTF-8"),
    (Array("a: ".utf8) + [0xC0, 0x80], "1:4: byte 0xC0 is no UTF-8; save the text as UTF-8"),
    (
      [0xEF, 0xBB, 0xBF, 0x61, 0x3A, 0x20, 0x80],
      "1:4: byte 0x80 is no UTF-8; save the text as UTF-8"
    ),
    ([0xFF, 0xFE, 0x61, 0], "1:1: the text is UTF-16; save it as UTF-8"),
    ([0xFE, 0xFF, 0, 0x61], "1:1: the text is UTF-16; save it as UTF-8"),
  ]

  @Test("of syntax say where, what and what to do", arguments: syntax.indices)
  func syntaxFaults(_ row: Int) {
    let (text, fault) = FaultTests.syntax[row]
    #expect(YAMLParser.verdict(on: Array(text.utf8)) == fault)
  }

  @Test("of keys and aliases are found", arguments: structure.indices)
  func structureFaults(_ row: Int) {
    let (text, fault) = FaultTests.structure[row]
    #expect(YAMLParser.verdict(on: Array(text.utf8)) == fault)
  }

  @Test("of bytes are found", arguments: bytes.indices) func byteFaults(_ row: Int) {
    let (bytes, fault) = FaultTests.bytes[row]
    #expect(YAMLParser.verdict(on: bytes) == fault)
  }

  static let counts: [(text: String, fault: String)] = [
    ("", "1:1: the text is empty; write a value"),
    ("# a\n", "1:1: the text holds nothing but comments; write a value"),
    ("a\n---\nb\n", "2:1: a second document begins here; keep one, or split the text"),
  ]

  @Test("of the number of documents are found", arguments: counts.indices) func countFaults(
    _ row: Int
  ) {
    let (text, fault) = FaultTests.counts[row]
    #expect(throws: YAMLFault.self) { try YAMLParser.parseOne(text) }
    do { _ = try YAMLParser.parseOne(text) } catch { #expect("\(error)" == fault) }
  }

  @Test("are alike whatever ends lines", arguments: ["\n", "\r\n", "\r"])
  func lines(_ ending: String) {
    let text = "a: 1\(ending)# c\(ending)b:\(ending)  - é: {x: 1, x: 2}\(ending)"
    #expect(
      YAMLParser.verdict(on: Array(text.utf8))
        == "4:15: duplicate key \"x\", first given at 4:9; remove one of them")
  }

  @Test("among many keys are found, too") func manyKeys() {
    let keys = (0..<1000).map { "k\($0): \($0)\n" }.joined()
    #expect(
      YAMLParser.verdict(on: Array((keys + "k7: x\n").utf8))
        == "1001:1: duplicate key \"k7\", first given at 8:1; remove one of them")
    // Alike to look at, but other code points.
    let alike = keys + "\"\\u00e9\": 1\n\"e\\u0301\": 2\n"
    #expect(YAMLParser.verdict(on: Array(alike.utf8)).hasPrefix("reads as"))
  }
}
