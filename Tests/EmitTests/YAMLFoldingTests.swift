import Emit
import Testing

@Suite("Long YAML texts") struct YAMLFoldingTests {
  @Test(
    "go over several lines where a width is asked for, broken at spaces and separators",
    arguments: [
      ("short", "key: short\n"),
      ("aaaa bbbb cccc dddd", "key: \"aaaa bbbb \\\n  cccc dddd\"\n"),
      ("aaaa  bbbbbb      cccc", "key: \"aaaa  bbbbbb \\\n  \\     cccc\"\n"),
      ("user@host.example.com", "key: \"user@\\\n  host.example.com\"\n"),
      ("abcdefghijklmnopqrstuvwxyz", "key: \"abcdefghijklm\\\n  nopqrstuvwxyz\"\n"),
      ("\"quoted\" and \\ more text", "key: \"\\\"quoted\\\" \\\n  and \\\\ more text\"\n"),
      (
        "cafe\u{301} 👩\u{200D}👧 cafe\u{301} cafe\u{301}",
        "key: \"cafe\u{301} 👩\u{200D}👧 \\\n  cafe\u{301} cafe\u{301}\"\n"
      ),
      ("              leading", "key: \"             \\\n  \\ leading\"\n"),
    ])
  func folding(_ text: String, _ expected: String) {
    var style = YAML.Style()
    style.width = 20
    let yaml = YAML.mapping { YAML.Entry("key", .string(text)) }
    #expect(yaml.text(style) == expected)
    #expect(yaml.text() == yaml.text(YAML.Style()), "without a width nothing is folded")
  }

  @Test("keep a comment behind their last line")
  func comments() {
    var style = YAML.Style()
    style.width = 20
    let yaml = YAML.sequence([YAML.string("aaaa bbbb cccc dddd").trailing("why")])
    #expect(yaml.text(style) == "- \"aaaa bbbb cccc \\\n  dddd\"  # why\n")
  }
}

@Suite("Folded YAML texts") struct YAMLFoldedTests {
  @Test("have a line for each part") func parts() {
    let yaml = YAML.mapping {
      .entry("if", YAML.folded(["a && b", "|| c: d"]).trailing("why")).entry("then", 1)
    }
    #expect(yaml.text() == "if: >-  # why\n  a && b\n  || c: d\nthen: 1\n")
    #expect(yaml.plain == ["if": "a && b || c: d", "then": 1])
  }

  @Test(
    "are one line where folding would change them",
    arguments: [[""], ["a", ""], [" a", "b"], ["a ", "b"], ["a\nb"], ["a\u{a0}"]])
  func others(_ parts: [String]) {
    let yaml = YAML.mapping { .entry("key", .folded(parts)) }
    let plain = YAML.mapping { .entry("key", .string(parts.joined(separator: " "))) }
    #expect(yaml.text() == plain.text())
  }

  @Test("keep their parts in a sequence, and are one line in brackets") func places() {
    #expect(YAML.sequence([.folded(["a", "b"])]).text() == "- >-\n  a\n  b\n")
    #expect(YAML.flow([.folded(["a", "b"])]).text() == "[a b]\n")
  }
}
