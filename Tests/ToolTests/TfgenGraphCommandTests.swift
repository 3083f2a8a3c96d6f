import Emit
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("tfgen graph, as a command") struct TfgenGraphCommandTests {
  private static let formats = ["svg", "mermaid", "dot"]

  @Test("the reference stack's pictures are as they were last looked at", arguments: formats)
  func golden(_ format: String) throws {
    let run = try Tools.shell("tfgen graph --stack \(Tools.reference) --format \(format)")
    #expect(run.status == 0 && run.error.isEmpty)
    #expect(run.output == (try Checkout.read("Tests/Fixtures/graphs/reference.\(format)")))
  }

  @Test("without a terminal it writes SVG, and reads a pipe") func standard() throws {
    let piped = try Tools.shell("tfgen graph --environment staging < \(Tools.reference)")
    #expect(piped.status == 0 && piped.output.hasPrefix("<svg "))
    let both = "--environment staging --environment dev"
    let all = try Tools.shell("tfgen graph --stack \(Tools.reference)")
    #expect(try Tools.shell("tfgen graph \(both) < \(Tools.reference)").output == all.output)
    #expect(all.output != piped.output)
  }

  @Test(
    "an environment that isn't there is refused, with the nearest that is",
    arguments: [
      ("stagging", #"there is no environment "stagging" at DigitalOcean; did you mean "staging"?"#),
      ("development", "at DigitalOcean there are: dev, staging"),
    ])
  func unknown(_ name: String, _ message: String) throws {
    let run = try Tools.shell(
      "tfgen graph --stack \(Tools.reference) --environment dev --environment \(name)")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test("a stack with nothing at DigitalOcean, or with a fault, is refused") func refused() throws {
    let nothing = try Tools.shell(
      "tfgen graph --stack \(Checkout.path("Tests/Fixtures/stacks/two-databases.json"))")
    #expect(nothing.status == 2 && nothing.output.isEmpty)
    #expect(nothing.error.contains("so there is nothing to draw"), "\(nothing.error)")
    let faulty = try Tools.shell(
      "tfgen graph",
      input: """
        { "project": { "name": "x" }, "services": [{ "name": "api" }], "environments": [
          { "name": "live", "kind": "digitalocean", "servers": { "size": "s-9vcpu" } } ] }
        """)
    #expect(faulty.status == 2 && faulty.output.isEmpty)
    #expect(faulty.error.contains("s-9vcpu"), "\(faulty.error)")
  }

  @Test("a reader that leaves is no fault") func closedPipe() throws {
    let run = try Tools.shell(
      "tfgen graph --stack \(Tools.reference) | true; echo ${PIPESTATUS[0]}")
    #expect(run.error.isEmpty && ["0\n", "141\n"].contains(run.output), "\(run.output)")
  }

  @Test("pictures of all stacks, and of 200 random ones, are sound") func judged() throws {
    var random = RandomClouds(seed: 41)
    let stacks = Stacks.all.map(\.stack) + (try (0..<200).map { _ in try random.next() })
    let drawn = stacks.filter { !$0.cloudEnvironments.isEmpty }
    let folder = try TemporaryDirectory()
    for (number, stack) in drawn.enumerated() {
      let diagram = Diagram(of: stack, environments: stack.cloudEnvironments)
      try folder.write(diagram.svg, to: "\(number).svg")
      try folder.write(diagram.dot, to: "\(number).dot")
    }
    try folder.write(Self.judge, to: "judge.py")
    let pictures = try Tools.shell("python3 judge.py *.svg", directory: folder.path)
    #expect(pictures.output == "\(drawn.count)\n", "\(pictures.output)\(pictures.error)")
    guard let graphviz = Judge.find("dot") else { return }
    let graphs = try Tools.shell(
      "\(graphviz) -Tcanon *.dot | grep -c '^digraph'", directory: folder.path)
    #expect(graphs.output == "\(drawn.count)\n" && graphs.error.isEmpty, "\(graphs.error)")
  }

  /// No two nodes overlap, each text begins in its box, each head is at an upper edge.
  private static let judge = """
    import itertools, re, sys
    import xml.etree.ElementTree as tree
    S = '{http://www.w3.org/2000/svg}'
    for name in sys.argv[1:]:
        root = tree.parse(name).getroot()
        shapes = [g for g in root.iter(S + 'g') if g.get('class', '').split(' ')[0] in ('node', 'frame')]
        boxes = [[int(g.find(S + 'rect').get(k)) for k in ('x', 'y', 'width', 'height')] for g in shapes]
        nodes = [b for g, b in zip(shapes, boxes) if g.get('class').startswith('node')]
        for (a, b) in itertools.combinations(nodes, 2):
            apart = a[0] + a[2] < b[0] or b[0] + b[2] < a[0] or a[1] + a[3] < b[1] or b[1] + b[3] < a[1]
            assert apart, (name, a, b)
        for g, (x, y, w, h) in zip(shapes, boxes):
            for text in g.findall(S + 'text'):
                assert x < int(text.get('x')) < x + w and y < int(text.get('y')) < y + h, (name, text.text)
        heads = [p.get('d') for p in root.iter(S + 'path') if p.get('class') == 'head']
        for head in heads:
            x, y = map(int, re.match(r'M(\\d+) (\\d+) ', head).groups())
            assert any(b[1] == y and b[0] < x < b[0] + b[2] for b in boxes), (name, head)
    print(len(sys.argv) - 1)

    """
}
