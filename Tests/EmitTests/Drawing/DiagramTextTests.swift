import TestKit
import Testing

@testable import Emit

@Suite("Text in pictures") struct DiagramTextTests {
  @Test(
    "XML escapes markup, and replaces what it has no place for",
    arguments: [
      ("a<b> & \"c\"", "a&lt;b&gt; &amp; &quot;c&quot;"), ("a\nb\t", "a&#10;b&#9;"),
      ("\u{0}\u{1b}\u{ffff}", "\u{fffd}\u{fffd}\u{fffd}"), ("\u{202e}x", "&#8238;x"),
      ("é 🚀", "é 🚀"),
    ])
  func xml(_ text: String, _ expected: String) { #expect(XMLText.escaped(text) == expected) }

  @Test(
    "Mermaid's entity codes stand for all that could be syntax",
    arguments: [
      ("a \"b\"", "a #34;b#34;"), ("#35;", "#35;35#59;"), ("<b>&amp;", "#60;b#62;#38;amp#59;"),
      ("1. x", "1#46; x"), ("1.5 x", "1.5 x"), ("- x", "#45; x"), ("a - x", "a - x"),
      ("12) x", "12#41; x"), ("a: b", "a: b"), ("style:#;", "style#58;#35;#59;"),
      ("%%{x}%%", "#37;#37;#123;x#125;#37;#37;"), ("a\nb", "a b"),
      ("`_*~$", "#96;#95;#42;#126;#36;"),
      ("ﬂ°1¶ß", "#64258;#176;1#182;#223;"), ("\u{202e}", "#8238;"), ("\u{0}", "\u{fffd}"),
      ("é 東京 🚀", "é 東京 🚀"),
    ])
  func mermaid(_ text: String, _ expected: String) { #expect(MermaidText.line(text) == expected) }

  @Test(
    "dot's quotes, backslashes and entities are text",
    arguments: [
      ("a \"b\"", #""a \"b\"""#), (#"a\n"#, #""a\\n""#), (#"a\"#, #""a\\""#),
      ("&lt;", #""&amp;lt;""#),
      ("a\nb", #""a b""#), ("<b>", #""<b>""#),
    ])
  func dot(_ text: String, _ expected: String) { #expect(DotText.quoted([text]) == expected) }

  @Test("each line of a flowchart is a statement, whatever the text") func statements() {
    let text = #/"(?:[^"\\<\x00-\x1f`;%{}|\[\]]|#[0-9]+;|<br/>)*"/#
    var random = RandomDiagrams(seed: 11)
    for _ in 0..<100 {
      let lines = random.next().mermaid.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[0] == "flowchart TB" && lines.last == "")
      for line in lines.dropFirst(3).dropLast() {
        let bare = line.drop { $0 == " " }.replacing(text, with: "@")
        #expect(
          bare.wholeMatch(
            of:
              #/n\d+(\[@\]|\[\(@\)\])|subgraph n\d+\[@\]|end|n\d+ (-->|-\.->)(\|@\|)? n\d+|classDef [a-z]+ [a-z0-9:#, -]+|class n[n0-9,]+ [a-z]+/#
          ) != nil, "\(line)")
      }
    }
  }

  @Test("pictures are XML, and say what they show") func judgedByXML() throws {
    let folder = try TemporaryDirectory()
    var random = RandomDiagrams(seed: 12)
    for round in 0..<60 { try folder.write(random.next().svg, to: "\(round).svg") }
    try folder.write(Self.judge, to: "judge.py")
    let verdict = try folder.run(["bash", "-c", "python3 judge.py *.svg"])
    #expect(verdict.status == 0 && verdict.output == "60\n", "\(verdict.output)")
  }

  private static let judge = """
    import sys
    import xml.etree.ElementTree as tree
    S = '{http://www.w3.org/2000/svg}'
    for name in sys.argv[1:]:
        root = tree.parse(name).getroot()
        assert root.tag == S + 'svg' and root.get('role') == 'img', name
        assert root[0].tag == S + 'title' and root[1].tag == S + 'desc', name
        ids = root.get('aria-labelledby').split()
        assert [root[0].get('id'), root[1].get('id')] == ids, name
        assert not [e for e in root.iter() if e.tag in (S + 'script', S + 'image', S + 'a')], name
    print(len(sys.argv) - 1)

    """

  @Test("Graphviz draws every node and every arrow") func judgedByGraphviz() throws {
    guard let judge = Judge.find("dot") else { return }
    let folder = try TemporaryDirectory()
    var random = RandomDiagrams(seed: 13)
    for _ in 0..<40 {
      let diagram = random.next()
      let index = DiagramIndex(diagram)
      try folder.write(diagram.dot, to: "graph.dot")
      let verdict = try folder.run([judge, "-Tplain", "graph.dot"])
      #expect(verdict.status == 0, "\(verdict.output)\n\(diagram.dot)")
      let lines = verdict.output.split(separator: "\n")
      #expect(lines.count { $0.hasPrefix("node ") } == index.entries.count { !$0.isGroup })
      #expect(lines.count { $0.hasPrefix("edge ") } == index.links.count)
    }
  }
}
