import Emit
import Testing

/// `x = value` in a file.
private func text(_ value: HCL.Expression) -> String {
  HCL.File { .attribute("x", value) }.text
}

private let a = HCL.Expression.reference("a")
private let b = HCL.Expression.reference("b")
private let long = HCL.Expression.string(String(repeating: "long", count: 20))

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
      (.heredoc("\u{a0}EOT\nx\n"), "<<-EOT1\n  \u{a0}EOT\n  x\nEOT1"),
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
