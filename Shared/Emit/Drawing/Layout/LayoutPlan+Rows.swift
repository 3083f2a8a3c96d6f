extension LayoutPlan {
  var rows: ClosedRange<Int> { blocks[0].rows }

  /// The channel below each row but the last.
  var channels: [Channel] {
    (rows.lowerBound..<rows.upperBound).map { row in
      Channel(
        bundles.indices.compactMap { position in
          guard let end = lowerEnd(of: position, below: row) else { return nil }
          let starts = upperEnds(of: position, above: row)
          return starts.isEmpty
            ? nil : Channel.Passage(bundle: position, starts: starts.map(\.x), end: end)
        })
    }
  }

  /// Where a bundle comes into the channel below a row: its sources there, and its lane.
  func upperEnds(of position: Int, above row: Int) -> [(x: Int, source: Int?)] {
    let bundle = bundles[position]
    let sources = bundle.sources.indices.filter { self.row(of: bundle.sources[$0]) == row }
      .map { (x: bundle.exits[$0], source: Int?.some(bundle.sources[$0])) }
    guard let lane = bundle.lane, blocks[lane].rows.contains(row) else { return sources }
    return sources + [(blocks[lane].center, nil)]
  }

  /// Places all blocks from top to bottom.
  ///
  /// - Returns: Where each channel's tracks begin.
  mutating func placeRows(_ channels: [Channel]) -> [Int] {
    var tops: [Int] = []
    var y = 0
    for row in rows {
      y += blocks.indices.filter { $0 != 0 && self.row(of: $0) == row }.map(above).max() ?? 0
      let members = blocks.indices.filter {
        !blocks[$0].isFrame && blocks[$0].rows.contains(row)
      }
      for block in members where !blocks[block].isLane { blocks[block].y = y }
      y += members.map(depth).max() ?? 0
      placeBottoms(of: row, at: y)
      y +=
        blocks.indices.filter { $0 != 0 && blocks[$0].rows.upperBound == row }.map(below).max() ?? 0
      guard row < rows.upperBound else { break }
      tops.append(y + Spacing.channel)
      y += channels[row - rows.lowerBound].height
    }
    blocks[0].height = y
    placeTops()
    return tops
  }

  /// How far a block goes down from the top of its row. A heading begins above it.
  private func depth(_ block: Int) -> Int {
    guard blocks[block].isHeading, let frame = blocks[block].parent else {
      return blocks[block].isLane ? 0 : blocks[block].height
    }
    return blocks[block].height - inner(frame) + Spacing.frame - 4
  }

  /// For now a frame's height is where it ends.
  private mutating func placeBottoms(of row: Int, at y: Int) {
    for block in blocks.indices.dropFirst()
    where blocks[block].isFrame && blocks[block].rows.upperBound == row {
      blocks[block].height = y + below(block)
    }
  }

  private mutating func placeTops() {
    for block in blocks.indices.dropFirst() where blocks[block].isFrame {
      let first = leaves(of: block).first { row(of: $0) == row(of: block) && !blocks[$0].isLane }
      let y = (first.map { blocks[$0].y } ?? 0) - inner(block)
      blocks[block].height -= y
      blocks[block].y = y
      for child in blocks[block].children where blocks[child].isHeading {
        blocks[child].y = y + Spacing.frame - 4
      }
    }
  }

  /// The room that a block needs above the tops of its first row's nodes.
  private func above(_ block: Int) -> Int {
    switch blocks[block].content {
    case .whole, .lane, .heading: 0
    case .node: headroom(block)
    case .group:
      inner(block)
        + (blocks[block].children.first { blocks[$0].isHeading }.map(headroom) ?? 0)
    }
  }

  /// From the top of a frame to the tops of its first row's nodes.
  private func inner(_ frame: Int) -> Int {
    let children = blocks[frame].children.filter { row(of: $0) == row(of: frame) }
    let words = blocks[frame].text.map { $0.height + 8 } ?? 0
    return (children.map(above).max() ?? 0) + Spacing.frame + words
  }

  private func headroom(_ block: Int) -> Int {
    bundles.filter { $0.target == block }.map(\.headroom).max() ?? 0
  }

  /// The room that a block needs below its last row.
  private func below(_ block: Int) -> Int {
    guard blocks[block].isFrame else { return 0 }
    let last = blocks[block].children.filter {
      blocks[$0].rows.upperBound == blocks[block].rows.upperBound
    }
    return (last.map(below).max() ?? 0) + Spacing.frame
  }
}
