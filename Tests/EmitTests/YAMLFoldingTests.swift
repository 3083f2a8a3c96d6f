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
