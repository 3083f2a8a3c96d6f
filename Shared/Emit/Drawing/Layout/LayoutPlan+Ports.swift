extension LayoutPlan {
  /// Where each bundle enters its target, and leaves its sources.
  mutating func placePorts() {
    for block in blocks.indices where !blocks[block].isFrame { placeEntries(of: block) }
    for block in blocks.indices where !blocks[block].isFrame { placeExits(of: block) }
  }

  /// Side by side, in the order that their sources are in, each with room for its label.
  private mutating func placeEntries(of block: Int) {
    let entering = bundles.indices.filter { bundles[$0].target == block }.sorted { one, other in
      let means = (mean(of: bundles[one]), mean(of: bundles[other]))
      return means.0 == means.1 ? one < other : means.0 < means.1
    }
    guard !entering.isEmpty else { return }
    let spare = blocks[block].width - entering.map { bundles[$0].slot }.reduce(0, +)
    var left = blocks[block].x
    for (position, bundle) in entering.enumerated() {
      let share = spare * (position + 1) / entering.count - spare * position / entering.count
      let width = bundles[bundle].slot + share
      bundles[bundle].entry = left + width / 2
      left += width
    }
  }

  private func mean(of bundle: Bundle) -> Int {
    let uppers = bundle.lane.map { [$0] } ?? bundle.sources
    return uppers.map { blocks[$0].center }.reduce(0, +) / uppers.count
  }

  /// Right above where the arrow goes, where that is below the block; else near the middle.
  private mutating func placeExits(of block: Int) {
    let (left, right) = (blocks[block].x + 12, blocks[block].x + blocks[block].width - 12)
    let center = blocks[block].center
    var exits = bundles.indices.filter { bundles[$0].sources.contains(block) }.map { bundle in
      (bundle: bundle, goal: goal(of: bundle, from: block), x: 0)
    }
    exits.sort { $0.goal == $1.goal ? $0.bundle < $1.bundle : $0.goal < $1.goal }
    for position in exits.indices {
      let goal = exits[position].goal
      let start = center + (2 * position + 1 - exits.count) * Spacing.port / 2
      exits[position].x = (left...right).contains(goal) ? goal : start
      if position > 0 {
        exits[position].x = max(exits[position].x, exits[position - 1].x + Spacing.port)
      }
    }
    var limit = right
    for position in exits.indices.reversed() {
      exits[position].x = min(exits[position].x, limit)
      limit = exits[position].x - Spacing.port
    }
    for position in exits.indices {
      let (bundle, _, x) = exits[position]
      let others = exits.indices.filter { $0 != position }.map { exits[$0].x }
      let free = clear(x, of: bundle, from: block, besides: others, within: left...right)
      exits[position].x = free
      if bundles[bundle].exits.isEmpty {
        bundles[bundle].exits = Array(repeating: 0, count: bundles[bundle].sources.count)
      }
      for (source, other) in bundles[bundle].sources.enumerated() where other == block {
        bundles[bundle].exits[source] = free
      }
    }
  }

  private func goal(of bundle: Int, from block: Int) -> Int {
    let next = hop(bundles[bundle], from: block)
    return next == bundles[bundle].target ? bundles[bundle].entry : blocks[next].center
  }

  /// A place near one, that isn't right above where another bundle goes down.
  private func clear(
    _ x: Int, of bundle: Int, from block: Int, besides others: [Int], within range: ClosedRange<Int>
  ) -> Int {
    let row = row(of: block)
    let taken = bundles.indices.compactMap { other -> Int? in
      other == bundle ? nil : lowerEnd(of: other, below: row)
    }
    let steps = [0, 8, -8, 16, -16, 24, -24, 32, -32]
    return steps.map { x + $0 }.first { place in
      range.contains(place) && !taken.contains { abs($0 - place) < 8 }
        && !others.contains { abs($0 - place) < 8 }
    } ?? x
  }

  /// Where a bundle leaves the channel below a row; `nil` where it isn't in it.
  func lowerEnd(of position: Int, below row: Int) -> Int? {
    let bundle = bundles[position]
    if self.row(of: bundle.target) == row + 1 { return bundle.entry }
    guard let lane = bundle.lane, blocks[lane].rows.contains(row + 1) else { return nil }
    return blocks[lane].center
  }
}
