import Emit
import TestKit
import Testing

@Suite("YAML scalars") struct YAMLScalarTests {
  @Test(
    "quotes what some reader would take for something else, and nothing more",
    arguments: [
      ("plain", "plain"), ("two words", "two words"), ("node:20-alpine", "node:20-alpine"),
      ("20.18.1", "20.18.1"), ("${{ github.ref }}", "${{ github.ref }}"), ("--frozen", "--frozen"),
      ("a#b", "a#b"), ("a:b", "a:b"), ("@x", #""@x""#), ("x@y", "x@y"), ("/health", "/health"),
      ("{a}", #""{a}""#), ("a {b}", "a {b}"), ("👨‍👩‍👧 日本", "👨‍👩‍👧 日本"), ("1.2.3.4/16", "1.2.3.4/16"),
      ("3.8-alpine", "3.8-alpine"), ("10s", "10s"), ("e3", "e3"), ("nowhere", "nowhere"),
      ("", #""""#), ("~", #""~""#), ("null", #""null""#), ("NULL", #""NULL""#), ("no", #""no""#),
      ("No", #""No""#), ("on", #""on""#), ("off", #""off""#), ("y", #""y""#), ("N", #""N""#),
      ("true", #""true""#), ("False", #""False""#), ("1", #""1""#), ("-1", #""-1""#),
      ("+1", #""+1""#), ("1e3", #""1e3""#), ("1E-3", #""1E-3""#), ("1.", #""1.""#),
      (".5", #"".5""#),
      ("0755", #""0755""#), ("0x1f", #""0x1f""#), ("0o17", #""0o17""#), ("0b11", #""0b11""#),
      ("1_000", #""1_000""#), ("12:30:45", #""12:30:45""#), ("5432:5432", #""5432:5432""#),
      ("1:30.5", #""1:30.5""#), (".inf", #"".inf""#), ("-.INF", #""-.INF""#), (".NaN", #"".NaN""#),
      ("2001-12-14", #""2001-12-14""#), ("2001-12-14T21:59:43Z", #""2001-12-14T21:59:43Z""#),
      ("2001-1-1 1:2:3", #""2001-1-1 1:2:3""#), ("2001-12-14x", "2001-12-14x"),
      ("a: b", #""a: b""#), ("a:", #""a:""#), ("# x", "\"# x\""), ("a # b", #""a # b""#),
      (" lead", #"" lead""#), ("trail ", #""trail ""#), ("*a", #""*a""#), ("&a", #""&a""#),
      ("!t", #""!t""#), ("%", #""%""#), ("`x`", #""`x`""#), ("- x", #""- x""#), ("-", #""-""#),
      ("-x", "-x"), ("---", #""---""#), ("...", #""...""#), ("? x", #""? x""#), (": x", #"": x""#),
      ("|", #""|""#), (">", #"">""#), (",", #"",""#), ("[", #""[""#), ("]", #""]""#),
      ("}", #""}""#),
      ("=", #""=""#), ("<<", #""<<""#), ("'it'", #""'it'""#), ("it's", "it's"),
      (#""q""#, #"'"q"'"#), (#"it's "q": x"#, #"'it''s "q": x'"#), (#"C:\a"#, #"C:\a"#),
      (#"\d: +"#, #"'\d: +'"#),
      ("a\tb", #""a\tb""#), ("a\rb", #""a\rb""#), ("a\u{0}\u{7}\u{1b}", #""a\x00\x07\x1B""#),
      ("\u{7f}\u{85}\u{a0}", #""\x7F\x85\xA0""#), ("\u{2028}\u{2029}", #""\u2028\u2029""#),
      ("\u{feff}x", #""\uFEFFx""#), ("\u{202e}x", #""\u202Ex""#), ("\u{10ffff}", #""\U0010FFFF""#),
    ])
  func strings(_ input: String, _ expected: String) {
    #expect(YAML.string(input).text() == expected + "\n")
    let key: YAML = .mapping([YAML.Entry(.text(input), 1)])
    #expect(key.text() == expected + ": 1\n", "as a key")
  }

  @Test(
    "writes values that are no strings",
    arguments: [
      (.null, "null"), (.bool(true), "true"), (.int(-7), "-7"), (.float(1.5), "1.5"),
      (.float(1), "1.0"), (.float(1e20), "1.0e+20"), (.float(1.5e-7), "1.5e-07"),
      (.float(.infinity), ".inf"), (.float(-.infinity), "-.inf"), (.float(.nan), ".nan"),
      (.sequence([]), "[]"), (.mapping([]), "{}"), (.blank, "null"),
    ] as [(YAML, String)])
  func others(_ value: YAML, _ expected: String) {
    #expect(value.text() == expected + "\n")
  }

  @Test(
    "writes several lines as a literal, chomped right",
    arguments: [
      ("a\nb\n", "k: |\n  a\n  b\n"), ("a\nb", "k: |-\n  a\n  b\n"), ("a\n", "k: |\n  a\n"),
      ("  a\nb\n", "k: |2\n    a\n  b\n"), ("\n\ta\n", "k: |2\n\n  \ta\n"),
      ("a\n\n  b", "k: |-\n  a\n\n    b\n"), ("\na\n", "k: |\n\n  a\n"),
      ("# a: *x\n- b\n", "k: |\n  # a: *x\n  - b\n"), ("---\na\n", "k: |\n  ---\n  a\n"),
      ("a\tb\n", "k: |\n  a\tb\n"),
      ("a \nb", #"k: "a \nb""# + "\n"), ("a\t\nb", #"k: "a\t\nb""# + "\n"),
      ("\n", #"k: "\n""# + "\n"), ("a\r\nb", #"k: "a\r\nb""# + "\n"),
      ("a\n\n", #"k: "a\n\n""# + "\n"), ("a\u{85}\nb", #"k: "a\x85\nb""# + "\n"),
      ("a\n \nb", #"k: "a\n \nb""# + "\n"), ("a\n\n\nb", "k: |-\n  a\n\n\n  b\n"),
      ("a\n\n\n\nb", #"k: "a\n\n\n\nb""# + "\n"),
    ])
  func literals(_ input: String, _ expected: String) {
    #expect(YAML.mapping([YAML.Entry("k", .string(input))]).text() == expected)
  }

  @Test("keeps newlines at the end of a text that does not end the document")
  func keptNewlines() {
    let value: YAML = ["a": "x\n\n", "b": YAML.string("z").afterBlankLine]
    #expect(value.text() == "a: |+\n  x\n\nb: z\n")
  }
}

@Suite("YAML collections") struct YAMLCollectionTests {
  @Test("nests with two spaces, sequences under their key")
  func nesting() {
    let value: YAML = [
      "a": ["b": ["c": 1]], "d": [1, ["e": 2, "f": ["g"]], [3, [4]], ["h": [:]], []],
      "i": [["j": "x\ny\n", "k": "l\n"]],
    ]
    #expect(
      value.text() == """
        a:
          b:
            c: 1
        d:
          - 1
          - e: 2
            f:
              - g
          - - 3
            - - 4
          - h: {}
          - []
        i:
          - j: |
              x
              y
            k: |
              l

        """)
  }

  @Test("writes comments where their item is")
  func comments() {
    let value: YAML = [
      "a": YAML.string("x").comment("above\n\ntwice "),
      "steps": YAML.sequence([
        YAML.mapping([
          YAML.Entry("uses", YAML.string("actions/checkout@8ade135").trailing("v4.2.2"))
        ]).comment("the code"),
        ["name": YAML.string("build").comment("the first key")],
        YAML.string("r\ns\n").trailing("on a literal"),
        YAML.sequence([1]).trailing("on a collection"),
      ]).trailing("all of them"),
    ]
    var style = YAML.Style()
    style.header = "Made by a tool."
    #expect(
      value.text(style) == """
        # Made by a tool.

        # above
        #
        # twice
        a: x
        steps:  # all of them
          # the code
          - uses: actions/checkout@8ade135  # v4.2.2
          # the first key
          - name: build
          - |  # on a literal
            r
            s
          # on a collection
          - - 1

        """)
    style.trailingCommentSpaces = 1
    style.hasDocumentStart = true
    #expect(
      YAML.string("x").trailing("y\nz").text(style) == "# Made by a tool.\n---\nx # y z\n")
  }

  @Test("separates where asked for, and at the top level by choice")
  func blankLines() {
    let value: YAML = [
      "a": YAML.int(1).afterBlankLine, "b": [1, YAML.int(2).afterBlankLine],
      "c": YAML.null.comment("c").afterBlankLine,
    ]
    #expect(value.text() == "a: 1\nb:\n  - 1\n\n  - 2\n\n# c\nc: null\n")
    var style = YAML.Style()
    style.separatesTopLevel = true
    #expect(
      (["a": 1, "b": ["c": 2, "d": 3]] as YAML).text(style) == "a: 1\n\nb:\n  c: 2\n  d: 3\n")
  }

  @Test(
    "writes flow sequences of scalars by choice",
    arguments: [
      (
        .flow(["main", "a,b", "c:d", "e?", "[f]", 1, .null]),
        #"k: [main, "a,b", "c:d", "e?", "[f]", 1, null]"#
      ),
      (.flow([]), "k: []"), (.flow(["a\nb", [], [:]]), #"k: ["a\nb", [], {}]"#),
      (.flow([["a": 1]]), "k:\n  - a: 1"), (.flow([YAML.int(1).trailing("x")]), "k:\n  - 1  # x"),
    ] as [(YAML, String)])
  func flow(_ value: YAML, _ expected: String) {
    #expect((["k": value] as YAML).text() == expected + "\n")
  }

  @Test("writes GitHub's keys and nulls plainly by choice")
  func keys() {
    let key = String(repeating: "k", count: 1200)
    let value = YAML.mapping {
      .entry(.plain("on"), ["workflow_dispatch": .blank])
        .entry("on", [.blank])
        .entry(.text(key), 1)
    }
    #expect(value.text() == "on:\n  workflow_dispatch:\n\"on\":\n  -\n? \(key)\n: 1\n")
  }

  @Test("builds mappings with conditions and loops")
  func builder() {
    let isSet = true
    let value = YAML.mapping {
      .entry("a", 1)
      if isSet { .entry("b", "c") } else { .entry("d", 2.5) }
      for name in ["x", "y"] { .entry(.text(name), [.string(name)]) }
      .entry("z", .null)
      if !isSet { YAML.Entry("never", .null) }
    }
    #expect(value == ["a": 1, "b": "c", "x": ["x"], "y": ["y"], "z": nil])
    #expect(value.comment("x").trailing("y").plain == value)
  }
}

@Suite("YAML under its readers") struct YAMLReaderTests {
  /// Reads each document with PyYAML (YAML 1.1, in Python and libyaml), and with the core schema
  /// of YAML 1.2.2 §10.3.2; compares with the JSON beside it, types and all.
  private static let script = #"""
    import json, re, sys, yaml
    class Core(yaml.SafeLoader): yaml_implicit_resolvers = {}
    for tag, pattern in [
        ("null", r"(?:null|Null|NULL|~|)$"), ("bool", r"(?:true|True|TRUE|false|False|FALSE)$"),
        ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        ("float", r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
                  r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$")]:
        Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), None)
    texts = open("texts", newline="").read().split("\x1e\n")
    values = open("values", newline="").read().split("\x1e\n")
    assert len(texts) == len(values)
    for text, value in zip(texts, values):
        expected = json.dumps(json.loads(value))
        for loader in (yaml.SafeLoader, yaml.CSafeLoader, Core):
            try: read = json.dumps(yaml.load(text, loader))
            except Exception as error: read = repr(error)
            if read != expected: sys.exit(f"{loader.__name__}: {text}\n-- {read}\n-- {expected}")
    print(len(texts), end="")
    """#

  @Test("random values read back equal, with PyYAML and by YAML 1.2's core schema")
  func roundTrip() throws {
    guard let python = Judge.find("python3") else { return }
    let directory = try TemporaryDirectory()
    guard try directory.run([python, "-c", "import yaml; yaml.CSafeLoader"]).status == 0 else {
      print("skipped: PyYAML with libyaml is not installed")
      return
    }
    var trees = YAMLTrees(seed: 11)
    let values = (0..<1000).map { _ in trees.value(depth: 4) }
    try directory.write(
      values.map { $0.text(trees.style()) }.joined(separator: "\u{1e}\n"), to: "texts")
    try directory.write(values.map(\.json).joined(separator: "\u{1e}\n"), to: "values")
    try directory.write(Self.script, to: "judge.py")
    let (status, output) = try directory.run([python, "judge.py"])
    #expect(status == 0 && output == "1000", "\(output)")
  }

  @Test("yamllint's default rules find nothing, but for long lines")
  func linting() throws {
    guard let yamllint = Judge.find("yamllint") else { return }
    let directory = try TemporaryDirectory()
    var trees = YAMLTrees(seed: 12)
    for index in 0..<200 {
      var style = trees.style()
      style.hasDocumentStart = true
      style.trailingCommentSpaces = 2
      try directory.write(trees.value(depth: 4).text(style), to: "f\(index).yaml")
    }
    let rules = "{extends: default, rules: {line-length: disable}}"
    let (status, output) = try directory.run([yamllint, "--strict", "-d", rules, "."])
    #expect(status == 0 && output.isEmpty, "\(output.prefix(2000))")
  }
}
