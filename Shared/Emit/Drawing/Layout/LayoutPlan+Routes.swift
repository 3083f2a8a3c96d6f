extension LayoutPlan {
  /// Nodes and frames, each frame before what is in it.
  var shapes: [DiagramLayout.Shape] {
    blocks.compactMap { block in
      let box = DiagramLayout.Box(
        x: block.x, y: block.y, width: block.width, height: block.height)
      switch block.content {
      case .whole, .lane, .heading: return nil
      case .node(let number):
        return DiagramLayout.Shape(
          number: number, box: box, text: block.text ?? TextBox(index.entries[number].node),
          textAt: DiagramLayout.Point(x: block.x + Spacing.inset.left, y: block.y + 10))
      case .group(let number):
        let heading = block.children.map { blocks[$0] }.first { $0.isHeading }
        return DiagramLayout.Shape(
          number: number, box: box, text: heading?.text ?? block.text ?? TextBox(label: ""),
          textAt: DiagramLayout.Point(
            x: heading?.x ?? block.x + Spacing.frame, y: heading?.y ?? block.y + Spacing.frame - 4))
      }
    }
  }

  func routes(_ channels: [Channel], _ tops: [Int]) -> [DiagramLayout.Route] {
    bundles.indices.map { route(of: $0, channels, tops) }
  }

  /// The top of what an arrow ends at: a node, or a frame.
  private func top(of target: Int) -> Int {
    guard blocks[target].isHeading, let frame = blocks[target].parent else {
      return blocks[target].y
    }
    return blocks[frame].y
  }

  private func route(
    of position: Int, _ channels: [Channel], _ tops: [Int]
  ) -> DiagramLayout.Route {
    let bundle = bundles[position]
    let tip = DiagramLayout.Point(x: bundle.entry, y: top(of: bundle.target))
    var lines: [[DiagramLayout.Point]] = []
    var start = 0
    for (offset, channel) in channels.enumerated() {
      guard let passage = channel.passages.first(where: { $0.bundle == position }) else { continue }
      let track = passage.track.map { tops[offset] + Spacing.track * $0 }
      let ends = upperEnds(of: position, above: rows.lowerBound + offset)
      let starts = ends.map { end in
        let bottom = end.source.map {
          blocks[$0].y + blocks[$0].height + (bundle.pointsUp ? Spacing.arrow : 0)
        }
        return DiagramLayout.Point(x: end.x, y: bottom ?? start)
      }
      start = lay(starts, to: passage.end, track, &lines)
    }
    let end = tip.y - (bundle.pointsUp ? 0 : Spacing.arrow)
    lines.append([DiagramLayout.Point(x: tip.x, y: start), DiagramLayout.Point(x: tip.x, y: end)])
    let width = bundle.label.width + 12
    let tips =
      bundle.pointsUp
      ? bundle.sources.indices.map {
        DiagramLayout.Point(
          x: bundle.exits[$0],
          y: blocks[bundle.sources[$0]].y + blocks[bundle.sources[$0]].height)
      } : [tip]
    return DiagramLayout.Route(
      links: bundle.links, style: bundle.style, lines: lines, tips: tips,
      pointsUp: bundle.pointsUp, label: bundle.label,
      labelBox: DiagramLayout.Box(
        x: tip.x - width / 2, y: end - bundle.label.height - 5, width: width,
        height: bundle.label.height + 2))
  }

  /// Lines through a channel. On each side of where they go on, only the one from farthest away
  /// takes the whole track; the others join it.
  ///
  /// - Returns: How far down they lead.
  private func lay(
    _ starts: [DiagramLayout.Point], to x: Int, _ track: Int?,
    _ lines: inout [[DiagramLayout.Point]]
  ) -> Int {
    guard let track else { return starts.map(\.y).min() ?? 0 }
    let corner = DiagramLayout.Point(x: x, y: track)
    let bottom = DiagramLayout.Point(x: x, y: track + 8)
    for start in starts {
      let turn = DiagramLayout.Point(x: start.x, y: track)
      if start.x == x {
        lines.append([start, bottom])
      } else if start.x == (start.x < x ? starts.map(\.x).min() : starts.map(\.x).max()) {
        lines.append([start, turn, corner, bottom])
      } else {
        lines.append([start, turn])
      }
    }
    return bottom.y
  }
}
