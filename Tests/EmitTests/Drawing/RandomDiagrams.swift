import TestKit

@testable import Emit

/// Diagrams of every form, the same in every run.
struct RandomDiagrams {
  private var random: SeededGenerator
  private var nodes: [String] = []
  private var groups: [String] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Words that are hard on printers and on whoever measures them.
  static let words = [
    "api", "Load balancer", "10.20.0.0/16", "a \"quoted\" 'name'", "x<y & z>w", "[a](b){c}|d|",
    "&amp; #35; #quot;", "-->", "end", "`code` **bold** _it_ ~~no~~ $$x$$", "1. one", "- two",
    "\\n \\l \\N \\", "tab\tand\nbreak", "ünïcödé Жили были 東京都港区 🚀🚀", "e\u{301}\u{301}",
    "style: a#b;", "%%{init: {}}%%", "--", "]]>", "<!-- no -->", "\u{202e}gpj.exe", "\u{0}\u{7}",
    "ﬂ°°35¶ß", "https://example.com/a?b=c&d=e#f", "click n0 call x()", "",
    "a-very-long-name-that-has-no-space-at-all-and-goes-on-and-on-and-on-for-ever",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "many words in a row that need a line or two of their own, and then a third, and a fourth one",
  ]

  mutating func next() -> Diagram {
    nodes = []
    groups = []
    let items = self.items(depth: 0)
    let edges = (0..<random.below(2 * nodes.count + 2)).map { _ in edge() }
    return Diagram(
      title: random.pick(Self.words), summary: random.pick(Self.words), items: items, edges: edges)
  }

  private mutating func items(depth: Int) -> [Diagram.Item] {
    (0..<random.below(6)).map { _ in
      if depth < 3 && random.chance(30) {
        let id = "g\(groups.count)"
        groups.append(id)
        return .group(
          Diagram.Group(
            id, random.pick(Diagram.Kind.allCases), caption: random.pick(Self.words),
            title: random.pick(Self.words), lines: lines(), items: items(depth: depth + 1)))
      }
      let id = "n\(nodes.count)"
      nodes.append(id)
      return .node(
        Diagram.Node(
          id, random.pick(Diagram.Kind.allCases), caption: random.pick(Self.words),
          title: random.pick(Self.words), lines: lines()))
    }
  }

  private mutating func lines() -> [String] {
    (0..<random.below(5)).map { _ in random.pick(Self.words) }
  }

  /// Mostly downwards; some close circles, some lead nowhere.
  private mutating func edge() -> Diagram.Edge {
    let isStrange = random.chance(10)
    let one = nodes.isEmpty ? 0 : random.below(nodes.count)
    let other = nodes.isEmpty ? 0 : random.below(nodes.count)
    let to = groups.isEmpty || random.chance(80) ? "n\(max(one, other))" : random.pick(groups)
    return Diagram.Edge(
      isStrange ? "n\(max(one, other))" : "n\(min(one, other))",
      isStrange ? random.pick(["n\(min(one, other))", "nowhere"]) : to,
      random.pick(["", "TLS 25060", "metrics", random.pick(Self.words)]),
      style: random.pick([.solid, .dashed]))
  }
}
