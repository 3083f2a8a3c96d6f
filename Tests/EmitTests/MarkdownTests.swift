import Emit
import TestKit
import Testing

private func text(_ blocks: Markdown.Block...) -> String { Markdown(blocks).text }

@Suite("Markdown") struct MarkdownTests {
  @Test(
    "escapes text that would be markup, and leaves the rest readable",
    arguments: [
      ("plain text.", "plain text."), ("snake_case_name", "snake_case_name"), ("_x_", #"\_x\_"#),
      ("a __b__", #"a \_\_b\_\_"#), ("2 * 3", #"2 \* 3"#), ("<b>", #"\<b>"#),
      ("[x](y)", #"\[x\](y)"#),
      ("`c`", #"\`c\`"#), (#"\"#, #"\\"#), ("# x", ##"\# x"##), ("a # b", "a # b"),
      ("> x", #"\> x"#),
      ("- x", #"\- x"#), ("-x", "-x"), ("---", #"\---"#), ("+ x", #"\+ x"#), ("1. x", #"1\. x"#),
      ("1) x", #"1\) x"#), ("1.5 x", "1.5 x"), ("1234567890. x", "1234567890. x"), ("=", #"\="#),
      ("~~x~~", #"\~\~x\~\~"#), ("&amp;", #"\&amp;"#), ("&#1;", #"\&#1;"#), ("a & b", "a & b"),
      ("![x]", #"\!\[x\]"#), ("hi!", "hi!"), ("a\nb", "a b"), ("a\r\nb", "a b"), ("  a  ", "a"),
      ("a|b", "a|b"),
    ])
  func escaping(_ input: String, _ expected: String) {
    #expect(text(.paragraph(Markdown.Text(input))) == expected + "\n")
  }

  @Test(
    "writes inline markup",
    arguments: [
      ("Run \(code: "make") now", "Run `make` now"), ("\(code: "a`b")", "``a`b``"),
      ("\(code: "`a`")", "`` `a` ``"), ("\(code: " a ")", "`  a  `"), ("\(code: "")x", "x"),
      ("\(code: "a\nb")", "`a b`"), ("\(strong: "a*b")", #"**a\*b**"#), ("\(emphasis: "x")", "*x*"),
      ("\(link: "a]", to: "b (c).md")", #"[a\]](b%20%28c%29.md)"#),
      ("!\(link: "a", to: "b")", #"\![a](b)"#), ("\(1) \(Markdown.Text.strong("x"))", "1 **x**"),
      (Markdown.Text(inlines: [.image("a", source: "b.png")]), "![a](b.png)"),
    ] as [(Markdown.Text, String)])
  func inlines(_ input: Markdown.Text, _ expected: String) {
    #expect(text(.paragraph(input)) == expected + "\n")
  }

  @Test("separates blocks by one blank line and ends with one newline")
  func blocks() {
    let document = text(
      .heading(1, "A # b #"), .paragraph("x"), .paragraph(""), .rule, .comment("a -- b --> c"),
      .quote([.paragraph("q"), .code("c\n")]), .heading(9, "#"))
    #expect(
      document == ##"""
        # A # b \#

        x

        ---

        <!-- a - - b - -> c -->

        > q
        >
        > ```
        > c
        > ```

        ###### \#

        """##)
    #expect(text().isEmpty)
  }

  @Test("nests lists by the width of their marker")
  func lists() {
    let document = text(
      .list([
        "a",
        Markdown.Item(
          "b", [.orderedList(["c", Markdown.Item("- d", [.list(["e"])])], start: 9)]),
        Markdown.Item("f", [.code("g", language: "sh"), .paragraph("h")]),
      ]),
      .list([Markdown.Item("to do", isDone: false), Markdown.Item("done", isDone: true)]))
    #expect(
      document == #"""
        - a
        - b
          9. c
          10. \- d
              - e
        - f

          ```sh
          g
          ```

          h

        <!-- -->

        - [ ] to do
        - [x] done

        """#)
  }

  @Test(
    "fences code with more backticks than it has",
    arguments: [
      ("a\n", "```\na\n```"), ("", "```\n```"), ("```\nx\n```", "````\n```\nx\n```\n````"),
      ("a\n\n", "```\na\n\n```"), ("  a\r\nb", "```\n  a\nb\n```"),
    ])
  func code(_ input: String, _ expected: String) {
    #expect(text(.code(input)) == expected + "\n")
  }

  @Test("escapes cells, fills rows and aligns columns")
  func tables() {
    let table = Markdown.Table(
      ["Name", "a|b"],
      rows: [["x\ny", "\(code: "c|d")"], [""], ["1. x", "# y", "third"]],
      alignments: [.left, .right])
    #expect(
      text(.table(table)) == #"""
        | Name | a\|b |  |
        | :-- | --: | --- |
        | x<br>y | `c\|d` |  |
        |  |  |  |
        | 1. x | # y | third |

        """#)
    #expect(text(.table(Markdown.Table([], rows: []))).isEmpty)
  }

  @Test(
    "makes GitHub's anchors",
    arguments: [
      ("Hello, World!", "hello-world"), ("a_b c-d", "a_b-c-d"), ("`make test`", "make-test"),
      ("Été 2026 — 日本", "été-2026--日本"), ("C++ & C#", "c--c"), ("🚀 Go", "-go"),
    ])
  func anchors(_ heading: String, _ expected: String) {
    var anchors = Markdown.Anchors()
    #expect(anchors.next(heading) == expected)
    #expect(anchors.next(heading) == expected + "-1")
  }

  @Test("lists the contents of a document")
  func contents() {
    let document = Markdown([
      .heading(1, "Title"), .heading(2, "A"), .heading(3, "B \(code: "c")"), .heading(4, "Deep"),
      .heading(2, "A"), .heading(3, "D"),
    ])
    #expect(
      Markdown([document.contents()]).text == """
        - [A](#a)
          - [B c](#b-c)
        - [A](#a-1)
          - [D](#d)

        """)
  }

  /// Renders each document with markdown-it (CommonMark, tables, strikethrough) and compares with
  /// the page beside it.
  private static let script = #"""
    import sys
    from markdown_it import MarkdownIt
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    texts = open("texts", newline="").read().split("\x1e\n")
    pages = open("pages", newline="").read().split("\x1e\n")
    for text, page in zip(texts, pages):
        read = reader.render(text)
        if read != page: sys.exit(f"{text!r}\n-- {read!r}\n-- {page!r}")
    print(len(texts), end="")
    """#

  @Test("a CommonMark reader shows any text as it was given")
  func reader() throws {
    guard let python = Judge.find("python3") else { return }
    let directory = try TemporaryDirectory()
    guard try directory.run([python, "-c", "import markdown_it"]).status == 0 else {
      print("skipped: markdown-it-py is not installed")
      return
    }
    var random = SeededGenerator(seed: 9)
    var texts: [String] = []
    var pages: [String] = []
    for _ in 0..<1500 {
      let input = random.hostileProse()
      let words = input.split(separator: " ").joined(separator: " ")
      let html = words.unicodeScalars.reduce(into: "") { $0 += Self.html($1) }
      guard !words.isEmpty else { continue }
      let text = Markdown.Text(words)
      texts.append(
        Markdown([
          .paragraph(text), .list([Markdown.Item(text, [.list([Markdown.Item(text)])])]),
          .heading(2, text), .table(Markdown.Table([text, .code(words)], rows: [[text]])),
          .quote([.paragraph("a\(text)\(code: words)\(link: text, to: "t")")]),
        ]).text)
      pages.append(Self.page(html))
    }
    try directory.write(texts.joined(separator: "\u{1e}\n"), to: "texts")
    try directory.write(pages.joined(separator: "\u{1e}\n"), to: "pages")
    try directory.write(Self.script, to: "judge.py")
    let (status, output) = try directory.run([python, "judge.py"])
    #expect(status == 0 && output == "\(texts.count)", "\(output)")
  }

  private static func html(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "<": "&lt;"
    case ">": "&gt;"
    case "&": "&amp;"
    case "\"": "&quot;"
    default: String(scalar)
    }
  }

  private static func page(_ html: String) -> String {
    """
    <p>\(html)</p>
    <ul>
    <li>\(html)
    <ul>
    <li>\(html)</li>
    </ul>
    </li>
    </ul>
    <h2>\(html)</h2>
    <table>
    <thead>
    <tr>
    <th>\(html)</th>
    <th><code>\(html)</code></th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <td>\(html)</td>
    <td></td>
    </tr>
    </tbody>
    </table>
    <blockquote>
    <p>a\(html)<code>\(html)</code><a href="t">\(html)</a></p>
    </blockquote>

    """
  }
}

extension SeededGenerator {
  /// Text of the pieces that are markup somewhere.
  mutating func hostileProse() -> String {
    (0..<(1 + below(10))).map { _ in
      pick([
        "*", "**", "_", "__", "`", "``", "~", "~~", "[", "]", "(", ")", "<", ">", "#", "##", "-",
        "---",
        "+", "=", "1.", "2)", "!", "|", "\\", "&amp;", "&", ";", "&#35;", "a", "word", " ", " ",
        " ", "é",
        "日本", ":", "<b>", "http:", ".", "$", "{", "}", "\"", "'", "x_y", "/", "^",
      ])
    }.joined()
  }
}
