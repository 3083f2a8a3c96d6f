import Emit
import Testing

/// `x = value` in a file.
private func text(_ value: HCL.Expression) -> String {
  HCL.File { .attribute("x", value) }.text
}

private let long = HCL.Expression.string(String(repeating: "long", count: 20))

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

  @Test("puts comments above the members of an object")
  func memberComments() {
    let members = [
      HCL.Member("a", 1, comment: "first"), HCL.Member("bcd", 2),
      HCL.Member("efghi", 3, comment: "second\n\nthird"), HCL.Member("j", 4),
    ]
    #expect(
      text(.object(members)) == """
        x = {
          # first
          a   = 1
          bcd = 2
          # second
          #
          # third
          efghi = 3
          j     = 4
        }

        """)
  }

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
