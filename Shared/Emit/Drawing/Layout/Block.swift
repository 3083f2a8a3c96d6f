/// Something that takes room in a picture.
struct Block {
  enum Content: Equatable {
    /// The picture, or a part of it that no arrow leaves.
    case whole
    /// A group, by its number.
    case group(Int)
    /// The words of a group, where arrows cross its frame; they end above these words.
    case heading(Int)
    /// A node, by its number.
    case node(Int)
    /// The way of a bundle past rows that it doesn't stop at.
    case lane
  }

  let content: Content
  /// The block around it; `nil` for the whole.
  let parent: Int?
  /// The rows it stands in.
  var rows: ClosedRange<Int>
  var text: TextBox?
  /// From left to right.
  var children: [Int] = []
  /// From the left edge of its parent, and in the end from that of the picture.
  var x = 0
  var y = 0
  var width = 0
  var height = 0

  var center: Int { x + width / 2 }
  var isLane: Bool { content == .lane }
  var isHeading: Bool { if case .heading = content { true } else { false } }
  /// Whether it holds others.
  var isFrame: Bool {
    switch content {
    case .whole, .group: true
    case .heading, .node, .lane: false
    }
  }
}

/// Arrows with one label to one target. They join on their way, and have one head.
struct Bundle {
  /// Blocks of nodes.
  var sources: [Int]
  /// The block of a node, or of a group's heading.
  let target: Int
  let label: TextBox
  let style: Diagram.Edge.Style
  /// Positions of its links in the index.
  var links: [Int]
  /// Whether its head is at the source, which is above its target only to break a circle.
  let pointsUp: Bool
  /// Its way past rows between.
  var lane: Int?
  /// Where it enters its target.
  var entry = 0
  /// Where it leaves each source.
  var exits: [Int] = []

  /// The room that it takes above its target, sideways.
  var slot: Int { max(24, label.width + 22) }

  /// The height of its label and its head.
  var headroom: Int {
    (label.lines.isEmpty ? 4 : label.height + 10) + (pointsUp ? 0 : Spacing.arrow)
  }
}
