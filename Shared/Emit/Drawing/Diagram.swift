/// A graph as people draw it: boxes, groups around some of them, and arrows between.
///
/// A value knows nothing of coordinates; it prints itself as SVG, Mermaid and dot.
package struct Diagram: Equatable, Sendable {
  /// What the picture shows, above it.
  package var title: String
  /// The picture in a sentence, for those who can't see it.
  package var summary: String
  package var items: [Item]
  package var edges: [Edge]

  package init(title: String, summary: String, items: [Item], edges: [Edge]) {
    self.title = title
    self.summary = summary
    self.items = items
    self.edges = edges
  }

  /// What a node or a group is; it decides the colour.
  package enum Kind: String, CaseIterable, Sendable {
    /// Outside of what is described: the Internet, people.
    case place
    /// Where something comes in: a balancer, a domain, a trigger.
    case entry
    /// What does the work: servers, jobs.
    case work
    /// What keeps something: databases, buckets, artifacts.
    case store
    /// What looks on: checks, alerts.
    case watch
    /// What holds something up: a firewall, an approval.
    case gate
    /// What only holds things together: an environment, a network.
    case area
  }

  /// A box.
  package struct Node: Equatable, Sendable {
    /// Unique among the nodes and groups of a diagram; never shown.
    package var id: String
    package var kind: Kind
    /// What it is, in a word or two; above the title.
    package var caption: String
    package var title: String
    package var lines: [String]

    package init(
      _ id: String, _ kind: Kind, caption: String = "", title: String, lines: [String] = []
    ) {
      self.id = id
      self.kind = kind
      self.caption = caption
      self.title = title
      self.lines = lines
    }
  }

  /// A frame around nodes and other groups. One without a node in it isn't drawn.
  package struct Group: Equatable, Sendable {
    package var node: Node
    package var items: [Item]

    package init(
      _ id: String, _ kind: Kind, caption: String = "", title: String, lines: [String] = [],
      items: [Item]
    ) {
      node = Node(id, kind, caption: caption, title: title, lines: lines)
      self.items = items
    }
  }

  package indirect enum Item: Equatable, Sendable {
    case node(Node)
    case group(Group)
  }

  /// An arrow. One to a group ends at its frame. One whose ends aren't there, or are one and the
  /// same, isn't drawn.
  package struct Edge: Equatable, Sendable {
    package enum Style: String, Sendable { case solid, dashed }

    /// A node's ID.
    package var from: String
    /// A node's ID, or that of a group which isn't around ``from``.
    package var to: String
    package var label: String
    package var style: Style

    package init(_ from: String, _ to: String, _ label: String = "", style: Style = .solid) {
      self.from = from
      self.to = to
      self.label = label
      self.style = style
    }
  }
}

extension Diagram.Node {
  /// Everything that is written in it, a line each.
  var texts: [String] { [caption, title].filter { !$0.isEmpty } + lines }
}
