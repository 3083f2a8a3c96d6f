import TestKit
import Testing

@testable import Emit

@Suite("Layouts of diagrams") struct DiagramLayoutTests {
  @Test("nothing overlaps, sticks out, or is crossed, over random diagrams", arguments: 0..<8)
  func random(_ seed: Int) {
    var random = RandomDiagrams(seed: UInt64(seed))
    for round in 0..<50 {
      let faults = LayoutFaults(random.next()).all
      #expect(faults.isEmpty, "seed \(seed), round \(round): \(faults.prefix(5))")
    }
  }

  @Test("everything is there, and the same each time") func deterministic() {
    var one = RandomDiagrams(seed: 5)
    var other = RandomDiagrams(seed: 5)
    for _ in 0..<20 {
      let pictures = (one.next(), other.next())
      #expect(pictures.0.svg == pictures.1.svg)
    }
  }

  /// Rows by the title of nodes, from above.
  private func rows(_ items: [Diagram.Item], _ edges: [Diagram.Edge]) -> [[String]] {
    let diagram = Diagram(title: "", summary: "", items: items, edges: edges)
    let index = DiagramIndex(diagram)
    let nodes = DiagramLayout(index).shapes.filter { !index.entries[$0.number].isGroup }
    return Dictionary(grouping: nodes) { $0.box.y }.sorted { $0.key < $1.key }
      .map { $0.value.map { index.entries[$0.number].node.title }.sorted() }
  }

  private func node(_ name: String) -> Diagram.Item {
    .node(Diagram.Node(name, .work, title: name))
  }

  @Test("each row is below what leads to it, and sources are right above what they lead to")
  func ranks() {
    let items = ["a", "b", "c", "d", "late"].map(node)
    let edges = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("late", "d")]
    #expect(
      rows(items, edges.map { Diagram.Edge($0, $1) }) == [["a"], ["b"], ["c", "late"], ["d"]])
  }

  @Test("the members of a group share a row, unless one leads to another") func level() {
    let apart = [
      node("a"), node("b"),
      .group(Diagram.Group("g", .area, title: "", items: [node("x"), node("y")])),
    ]
    let edges = [("a", "b"), ("b", "x"), ("x", "z"), ("y", "z")].map { Diagram.Edge($0, $1) }
    #expect(rows(apart + [node("z")], edges) == [["a"], ["b"], ["x", "y"], ["z"]])
    #expect(
      rows(apart + [node("z")], edges + [Diagram.Edge("x", "y")])
        == [["a"], ["b"], ["x"], ["y"], ["z"]])
  }

  @Test("a circle has its head at the other end") func circle() throws {
    let diagram = Diagram(
      title: "", summary: "", items: [node("a"), node("b")],
      edges: [Diagram.Edge("a", "b"), Diagram.Edge("b", "a")])
    let layout = DiagramLayout(DiagramIndex(diagram))
    #expect(layout.routes.map(\.pointsUp) == [false, true])
    #expect(LayoutFaults(diagram).all == [])
  }

  @Test("arrows of one label to one target join") func bundles() {
    let diagram = Diagram(
      title: "", summary: "", items: ["a", "b", "c", "d"].map(node),
      edges: [
        Diagram.Edge("a", "d", "x"), Diagram.Edge("b", "d", "x"), Diagram.Edge("c", "d", "y"),
        Diagram.Edge("a", "d", "x", style: .dashed),
      ])
    let routes = DiagramLayout(DiagramIndex(diagram)).routes
    #expect(routes.map(\.links) == [[0, 1], [2], [3]])
  }

  @Test("a diagram of nothing is a picture, too") func empty() {
    let diagram = Diagram(
      title: "", summary: "", items: [.group(Diagram.Group("g", .area, title: "x", items: []))],
      edges: [Diagram.Edge("g", "g")])
    #expect(diagram.svg.contains("viewBox"))
    #expect(!diagram.mermaid.contains("subgraph"))
    #expect(!diagram.dot.contains("subgraph"))
  }

  @Test("a hundred nodes in a chain, and a hundred of one source, have their places") func large() {
    let names = (0..<100).map { "n\($0)" }
    let chain = zip(names, names.dropFirst()).map { Diagram.Edge($0, $1) }
    let fan = names.dropFirst().map { Diagram.Edge("n0", $0, $0) }
    for edges in [chain, fan] {
      let diagram = Diagram(title: "", summary: "", items: names.map(node), edges: edges)
      #expect(LayoutFaults(diagram).all == [])
    }
  }
}
