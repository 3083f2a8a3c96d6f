import Emit
import Testing

/// `x = value` in a file.
private func text(_ value: HCL.Expression) -> String {
  HCL.File { .attribute("x", value) }.text
}

private let a = HCL.Expression.reference("a")
private let b = HCL.Expression.reference("b")
private let long = HCL.Expression.string(String(repeating: "long", count: 20))

@Suite("HCL expressions") struct HCLExpressionTests {
  @Test(
    "quotes text so that it stands for itself",
    arguments: [
      ("", #""""#), ("plain", #""plain""#), ("no", #""no""#), ("0755", #""0755""#),
      (#"say "hi""#, #""say \"hi\"""#), (#"C:\dir"#, #""C:\\dir""#), ("a\nb\r\tc", #""a\nb\r\tc""#),
      ("${x}", #""$${x}""#), ("%{if}", #""%%{if}""#), ("$x %d $", #""$x %d $""#),
      ("$${x}", #""\u0024$${x}""#), ("%${x}", #""\u0025$${x}""#), ("a$", #""a$""#),
      ("日本 é 👨‍👩‍👧", #""日本 é 👨‍👩‍👧""#), ("\0\u{7f}\u{85}", #""\u0000\u007f\u0085""#),
      ("\u{2028}\u{feff}\u{202e}", #""\u2028\ufeff\u202e""#),
    ])
  func quoting(_ input: String, _ expected: String) {
    #expect(text(.string(input)) == "x = \(expected)\n")
  }

  @Test(
    "writes templates, a whole interpolation unwrapped",
    arguments: [
      ([.interpolation(.reference("var.x")), .text("-db")], #""${var.x}-db""#),
      ([.text(""), .interpolation(.reference("var.x"))], "var.x"),
      ([.interpolation(.call("f", ["a"]))], #"f("a")"#),
      ([.text("a"), .text("b")], #""ab""#),
      ([], #""""#),
      ([.text("cost $"), .interpolation(a)], #""cost \u0024${a}""#),
      ([.text("100%"), .interpolation(a), .text("{")], #""100\u0025${a}{""#),
      ([.text("-"), .interpolation(.call("f", [.string("q\"")]))], #""-${f("q\"")}""#),
    ] as [([HCL.TemplatePart], String)])
  func templates(_ parts: [HCL.TemplatePart], _ expected: String) {
    #expect(text(.template(parts)) == "x = \(expected)\n")
  }

  @Test(
    "spaces as terraform fmt does",
    arguments: [
      (.list([]), "[]"), (.list([1, 2, 3]), "[1, 2, 3]"), (.list([.list([1]), .list([2])]), "[[1], [2]]"),
      (.object([]), "{}"), (.object(["a": 1, "b": 2]), "{ a = 1, b = 2 }"),
      (.list([.object(["a": 1]), .object(["b": 2])]), "[{ a = 1 }, { b = 2 }]"),
      (.object(["x": .object(["y": .list([.object(["z": 1])])])]), "{ x = { y = [{ z = 1 }] } }"),
      (.call("f", [a, .list([b]), .object(["c": 1])]), "f(a, [b], { c = 1 })"),
      (.call("f", [a], expands: true), "f(a...)"), (.call("f", []), "f()"),
      (.number("1.50"), "1.50"), (.number("1e3"), "1e3"), (.number(-1), "-1"), (.null, "null"),
      (.bool(true), "true"),
      (.attribute(.index(a, 0), "b"), "a[0].b"), (.index(a, "k"), #"a["k"]"#),
      (.attribute(.splat(a), "id"), "a[*].id"),
      (.forList("s", in: a, value: .call("upper", [.reference("s")])), "[for s in a : upper(s)]"),
      (
        .forObject(
          "k", "v", in: a, key: .reference("k"), value: .reference("v"),
          where: .binary(.reference("v"), .notEqual, .null)),
        "{ for k, v in a : k => v if v != null }"
      ),
      (
        .forObject("v", in: a, key: .reference("v.k"), value: .reference("v"), isGrouping: true),
        "{ for v in a : v.k => v... }"
      ),
    ] as [(HCL.Expression, String)])
  func spacing(_ value: HCL.Expression, _ expected: String) {
    #expect(text(value) == "x = \(expected)\n")
  }

  @Test(
    "puts parentheses where precedence asks for them, and nowhere else",
    arguments: [
      (.binary(.binary(1, .plus, 2), .times, 3), "(1 + 2) * 3"),
      (.binary(1, .plus, .binary(2, .times, 3)), "1 + 2 * 3"),
      (.binary(.binary(1, .minus, 2), .minus, 3), "1 - 2 - 3"),
      (.binary(1, .minus, .binary(2, .minus, 3)), "1 - (2 - 3)"),
      (.binary(a, .or, .binary(b, .and, a)), "a || b && a"),
      (.binary(.binary(a, .or, b), .and, a), "(a || b) && a"),
      (.binary(a, .minus, .number(-1)), "a - -1"),
      (.unary(.not, .binary(a, .equal, b)), "!(a == b)"), (.unary(.not, a), "!a"),
      (.unary(.negative, .number(-1)), "-(-1)"), (.unary(.not, .unary(.not, a)), "!(!a)"),
      (.conditional(a, then: 1, otherwise: 2), "a ? 1 : 2"),
      (.conditional(a, then: 1, otherwise: .conditional(b, then: 2, otherwise: 3)), "a ? 1 : (b ? 2 : 3)"),
      (.attribute(.binary(a, .plus, b), "c"), "(a + b).c"),
      (.index(.conditional(a, then: a, otherwise: b), 0), "(a ? a : b)[0]"),
      (.binary(.template([.interpolation(.binary(a, .plus, b))]), .times, 2), "(a + b) * 2"),
    ] as [(HCL.Expression, String)])
  func precedence(_ value: HCL.Expression, _ expected: String) {
    #expect(text(value) == "x = \(expected)\n")
  }

  @Test(
    "quotes keys that are no identifiers, and keywords",
    arguments: [
      ("plain_1", "plain_1"), ("with-dash", #""with-dash""#), ("1a", #""1a""#), ("", #""""#),
      ("for", #""for""#), ("null", #""null""#), ("true", #""true""#), ("${x}", #""$${x}""#),
      (.expression(.reference("var.x")), "(var.x)"), (.expression(.string("a")), "a"),
      (.expression(.template([.interpolation(a), .text("-b")])), #""${a}-b""#),
      (.expression(.template([.interpolation(a)])), "(a)"),
    ] as [(HCL.Key, String)])
  func keys(_ key: HCL.Key, _ expected: String) {
    #expect(text(.object([HCL.Member(key, 1)])) == "x = { \(expected) = 1 }\n")
  }

  @Test(
    "writes type constraints",
    arguments: [
      (.listType(.stringType), "list(string)"),
      (.setType(.numberType), "set(number)"), (.mapType(.anyType), "map(any)"),
      (.tupleType([.boolType, .stringType]), "tuple([bool, string])"),
      (
        .listType(.objectType(["a": .stringType, "b": .optional(.numberType, default: 1)])),
        "list(object({ a = string, b = optional(number, 1) }))"
      ),
    ] as [(HCL.Expression, String)])
  func types(_ type: HCL.Expression, _ expected: String) {
    #expect(text(type) == "x = \(expected)\n")
  }

  @Test(
    "makes identifiers",
    arguments: [
      ("my-name", "my_name"), ("myName", "my_name"), ("HTTPServer", "http_server"),
      ("a  b", "a_b"), ("-x-", "x"), ("9lives", "_9lives"), ("", "unnamed"), ("--", "unnamed"),
      ("count", "count_"), ("For", "for_"), ("depends-on", "depends_on_"), ("é", "ue9"),
      ("日本", "u65e5_u672c"), ("v2API", "v2_api"), ("snake_case", "snake_case"),
    ])
  func identifiers(_ input: String, _ expected: String) {
    #expect(HCL.identifier(from: input) == expected)
  }
}

@Suite("HCL over several lines") struct HCLLayoutTests {
  @Test("keeps 100 columns on one line, and breaks 101")
  func width() {
    let fitting = HCL.Expression.list([.string(String(repeating: "w", count: 92))])
    let line = text(fitting)
    #expect(line.utf8.count == 101 && !line.dropLast().contains("\n"))
    let longer = HCL.Expression.list([.string(String(repeating: "w", count: 93))])
    #expect(text(longer) == "x = [\n  \"" + String(repeating: "w", count: 93) + "\",\n]\n")
  }

  @Test("gives list elements lines and commas, and objects none")
  func lists() {
    #expect(
      text(.list([long, .object(["a": 1, "bcd": 1]), .object(["a": long, "bcd": 1])])) == """
        x = [
          \(Self.quoted),
          { a = 1, bcd = 1 },
          {
            a   = \(Self.quoted)
            bcd = 1
          },
        ]

        """)
    #expect(
      text(.object(["a": long, "bcd": 1, "e": .list([long, long]), "fg": 2, "h": 3])) == """
        x = {
          a   = \(Self.quoted)
          bcd = 1
          e = [
            \(Self.quoted),
            \(Self.quoted),
          ]
          fg = 2
          h  = 3
        }

        """)
  }

  private static let quoted = "\"" + String(repeating: "long", count: 20) + "\""

  @Test("lets brackets hug the parentheses of a call")
  func calls() {
    #expect(
      text(.call("templatefile", ["x", .object(["a": long, "longer": 2])])) == """
        x = templatefile("x", {
          a      = \(Self.quoted)
          longer = 2
        })

        """)
    #expect(
      text(.listType(.objectType(["a": long, "bcd": .optional(.numberType, default: 1)]))) == """
        x = list(object({
          a   = \(Self.quoted)
          bcd = optional(number, 1)
        }))

        """)
    #expect(
      text(.call("merge", [a, long, .call("f", [b])])) == """
        x = merge(
          a,
          \(Self.quoted),
          f(b),
        )

        """)
    #expect(
      text(.call("merge", [long, long, b], expands: true)) == """
        x = merge(
          \(Self.quoted),
          \(Self.quoted),
          b...
        )

        """)
  }

  @Test("puts long conditions and chains in parentheses")
  func operators() {
    let equal = HCL.Expression.binary(a, .equal, long)
    #expect(
      text(.binary(.binary(equal, .and, equal), .and, b)) == """
        x = (
          a == \(Self.quoted) &&
          a == \(Self.quoted) &&
          b
        )

        """)
    #expect(
      text(.conditional(equal, then: long, otherwise: b)) == """
        x = (
          a == \(Self.quoted)
          ? \(Self.quoted)
          : b
        )

        """)
    #expect(
      text(.conditional(a, then: .object(["k": long, "lm": 1]), otherwise: .object([]))) == """
        x = a ? {
          k  = \(Self.quoted)
          lm = 1
        } : {}

        """)
    #expect(
      text(.conditional(a, then: .null, otherwise: .list([long, long]))) == """
        x = a ? null : [
          \(Self.quoted),
          \(Self.quoted),
        ]

        """)
  }

  @Test("breaks for expressions around the body")
  func comprehensions() {
    #expect(
      text(.forObject("k", "v", in: a, key: .reference("k"), value: .object(["a": long, "bc": b])))
        == """
        x = {
          for k, v in a : k => {
            a  = \(Self.quoted)
            bc = b
          }
        }

        """)
    #expect(
      text(.forList("v", in: a, value: .object(["a": long, "bc": long]), where: b)) == """
        x = [
          for v in a : {
            a  = \(Self.quoted)
            bc = \(Self.quoted)
          } if b
        ]

        """)
  }

  @Test(
    "writes heredocs whose lines the parser gives back",
    arguments: [
      (.heredoc("a\n  b\n"), "<<-EOT\n  a\n    b\nEOT"),
      (.heredoc("no newline"), "<<-EOT\n  no newline\nEOT"),
      (.heredoc("a\n\n  \nb\n"), "<<-EOT\n  a\n\n  \n  b\nEOT"),
      (.heredoc("  all\n    indented\n"), "<<EOT\n  all\n    indented\nEOT"),
      (.heredoc("EOT\nEOT1 \n"), "<<-EOT2\n  EOT\n  EOT1 \nEOT2"),
      (.heredoc("${x} %{y} \\n \"q\"\n"), "<<-EOT\n  $${x} %%{y} \\n \"q\"\nEOT"),
      (.heredoc("a\rb"), "\"a\\rb\\n\""), (.heredoc(""), "\"\\n\""),
      (
        .heredoc([.text("$"), .interpolation(a), .text("\nend")]),
        "<<-EOT\n  ${\"$\"}${a}\n  end\nEOT"
      ),
      (.call("trimspace", [.heredoc("a\n")]), "trimspace(<<-EOT\n  a\nEOT\n)"),
      (.list([.heredoc("a\n"), 1]), "[\n  <<-EOT\n    a\n  EOT\n  ,\n  1,\n]"),
      (.binary(.heredoc("a\n"), .equal, b), "\"a\\n\" == b"),
    ] as [(HCL.Expression, String)])
  func heredocs(_ value: HCL.Expression, _ expected: String) {
    #expect(text(value) == "x = \(expected)\n")
  }
}

@Suite("HCL bodies") struct HCLBodyTests {
  @Test("aligns runs of lines, which blank lines, comments, blocks and open brackets end")
  func alignment() {
    let file = HCL.File {
      .attribute("a", 1)
      .attribute("longer", 2)
      .blank
      .attribute("bc", 3)
      .comment("a comment")
      .attribute("d", 4)
      .attribute("list", .list([long, long]))
      .attribute("efg", 5)
    }
    #expect(
      file.text == """
        a      = 1
        longer = 2

        bc = 3
        # a comment
        d = 4
        list = [
          \(Self.quoted),
          \(Self.quoted),
        ]
        efg = 5

        """)
  }

  private static let quoted = "\"" + String(repeating: "long", count: 20) + "\""

  @Test("counts a heredoc as one line of a group")
  func heredoc() {
    let file = HCL.block("a") {
      .attribute("x", 1)
      .attribute("text", .heredoc("hi\n"))
      .attribute("longer", 2)
    }
    #expect(
      HCL.File(file).text == """
        a {
          x      = 1
          text   = <<-EOT
            hi
          EOT
          longer = 2
        }

        """)
  }

  @Test(
    "measures keys in grapheme clusters",
    arguments: [
      ("日本", #""日本" "#), ("e\u{301}", "\"e\u{301}\"  "), ("👨‍👩‍👧", #""👨‍👩‍👧"  "#),
      ("\u{301}", "\"\u{301}\"  "),
    ])
  func graphemes(_ key: String, _ expected: String) {
    let members = [HCL.Member(.name(key), 1), HCL.Member("abcde", long), HCL.Member("f", long)]
    let lines = text(.object(members)).split(separator: "\n")
    #expect(lines[1] == "  \(expected) = 1")
  }

  @Test("a value pushed over the edge by alignment is broken, and its group is narrower")
  func feedback() {
    let list = HCL.Expression.list([.string(String(repeating: "v", count: 85))])
    let file = HCL.File {
      .attribute("a", list)
      .attribute("a_much_longer_name", 1)
    }
    #expect(file.text.hasPrefix("a = [\n  \"vvv"))
    #expect(file.text.hasSuffix("]\na_much_longer_name = 1\n"))
  }

  @Test("sets blocks off by single blank lines, with the comments above them")
  func blankLines() {
    let isThere = true
    let file = HCL.File {
      .blank
      .comment("Made by a tool.\n\nTwice.")
      .blank
      .blank
      HCL.block("terraform") {
        .attribute("required_version", ">= 1.5")
        .block("required_providers")
        .comment("the state")
        .comment("in Spaces")
        .block("backend", "s3") { .blank }
        .attribute("after", true)
      }
      if isThere { HCL.block("locals") { .attribute("a", 1) } }
      for name in ["b\"", "c"] { HCL.block("resource", "x", name) }
    }
    #expect(
      file.text == """
        # Made by a tool.
        #
        # Twice.

        terraform {
          required_version = ">= 1.5"

          required_providers {}

          # the state
          # in Spaces
          backend "s3" {}

          after = true
        }

        locals {
          a = 1
        }

        resource "x" "b\\"" {}

        resource "x" "c" {}

        """)
  }

  @Test("a file of nothing is empty")
  func empty() {
    #expect(HCL.File(HCL.Body()).text.isEmpty)
    #expect(HCL.File { .blank }.text.isEmpty)
  }
}
