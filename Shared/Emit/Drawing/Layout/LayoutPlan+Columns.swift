extension LayoutPlan {
  /// Places all blocks sideways: first within their frames, then absolutely.
  mutating func placeColumns() {
    placeColumns(in: 0)
    for block in blocks.indices {
      // A frame is before what is in it.
      for child in blocks[block].children { blocks[child].x += blocks[block].x }
    }
  }

  /// The room between two blocks of a row.
  private func gap(_ left: Int, _ right: Int) -> Int {
    blocks[left].isLane || blocks[right].isLane ? Spacing.lane : Spacing.column
  }

  private mutating func placeColumns(in frame: Int) {
    let children = blocks[frame].children
    for child in children where blocks[child].isFrame { placeColumns(in: child) }
    let pulls = pulls(in: children)
    let loners = children.filter { child in
      !blocks[child].isHeading && !pulls.contains { $0.child == child }
    }
    let others = children.filter { !loners.contains($0) }
    let apart = neighbours(in: others)
    for child in others { blocks[child].x = leftLimit(of: child, apart) ?? 0 }
    for _ in 0..<32 {
      pull(others, pulls, apart)
      pullTogether(others, pulls, apart)
    }
    pull(others, pulls, apart)
    for (position, loner) in loners.enumerated() {
      let placed = others + loners[..<position]
      blocks[loner].x = leftLimit(of: loner, neighbours(in: placed + [loner])) ?? 0
    }
    wrap(frame)
  }

  /// Each as near to its wish as its neighbours let it.
  private mutating func pull(_ children: [Int], _ pulls: [Pull], _ apart: [Neighbours]) {
    for child in children.reversed() {
      guard let wish = wish(of: child, pulls), wish > blocks[child].x else { continue }
      blocks[child].x = max(blocks[child].x, min(wish, rightLimit(of: child, apart) ?? wish))
    }
    for child in children {
      guard let wish = wish(of: child, pulls), wish < blocks[child].x else { continue }
      blocks[child].x = min(blocks[child].x, max(wish, leftLimit(of: child, apart) ?? wish))
    }
  }

  /// Those that touch each other move together, by the mean of what pulls at them from elsewhere.
  private mutating func pullTogether(_ children: [Int], _ pulls: [Pull], _ apart: [Neighbours]) {
    var waiting = children.filter { !blocks[$0].isHeading }
    while let first = waiting.first {
      let cluster = cluster(of: first, among: Set(waiting), apart)
      waiting.removeAll { cluster.contains($0) }
      let wishes = pulls.filter { cluster.contains($0.child) && !cluster.contains($0.other) }
        .map { blocks[$0.other].x + $0.offset - blocks[$0.child].x }
      guard cluster.count > 1, !wishes.isEmpty else { continue }
      var room = (left: Int.max, right: Int.max)
      for pair in apart {
        let gap = blocks[pair.right].x - blocks[pair.left].x - pair.distance
        switch (cluster.contains(pair.left), cluster.contains(pair.right)) {
        case (true, false): room.right = min(room.right, gap)
        case (false, true): room.left = min(room.left, gap)
        default: break
        }
      }
      let mean = wishes.reduce(0, +) / wishes.count
      for child in cluster { blocks[child].x += max(-room.left, min(mean, room.right)) }
    }
  }

  /// A block with all that touch it, or touch what does.
  private func cluster(
    of first: Int, among children: Set<Int>, _ apart: [Neighbours]
  ) -> Set<Int> {
    var cluster: Set<Int> = [first]
    var waiting = [first]
    while let block = waiting.popLast() {
      for pair in apart where blocks[pair.right].x - blocks[pair.left].x == pair.distance {
        guard let other = pair.left == block ? pair.right : pair.right == block ? pair.left : nil,
          children.contains(other), cluster.insert(other).inserted
        else { continue }
        waiting.append(other)
      }
    }
    return cluster
  }

  /// Makes a frame as wide as what is in it.
  private mutating func wrap(_ frame: Int) {
    let children = blocks[frame].children
    let left = children.map { blocks[$0].x }.min() ?? 0
    let padding = frame == 0 ? 0 : Spacing.frame
    for child in children {
      // Nothing in its rows is left of a heading.
      blocks[child].x = padding + (blocks[child].isHeading ? 0 : blocks[child].x - left)
    }
    let right = children.map { blocks[$0].x + blocks[$0].width }.max() ?? 0
    let words = blocks[frame].text?.width ?? 0
    let width = max(right + padding, words + 2 * padding)
    blocks[frame].width = width + width % 2
  }

  /// Two blocks that share a row, and how far their left edges are apart at least.
  private typealias Neighbours = (left: Int, right: Int, distance: Int)

  private func neighbours(in children: [Int]) -> [Neighbours] {
    children.enumerated().flatMap { position, right in
      children[..<position].filter { blocks[$0].rows.overlaps(blocks[right].rows) }
        .map { ($0, right, blocks[$0].width + gap($0, right)) }
    }
  }

  private func leftLimit(of block: Int, _ neighbours: [Neighbours]) -> Int? {
    neighbours.filter { $0.right == block }.map { blocks[$0.left].x + $0.distance }.max()
  }

  private func rightLimit(of block: Int, _ neighbours: [Neighbours]) -> Int? {
    neighbours.filter { $0.left == block }.map { blocks[$0.right].x - $0.distance }.min()
  }

  /// A child that is better off where another is, so much to the right.
  private typealias Pull = (child: Int, other: Int, offset: Int)

  private func pulls(in children: [Int]) -> [Pull] {
    var owners: [Int: (child: Int, center: Int)] = [:]
    for child in children {
      for leaf in leaves(of: child) { owners[leaf] = (child, center(of: leaf, in: child)) }
    }
    return wires.flatMap { wire -> [Pull] in
      guard let upper = owners[wire.upper], let lower = owners[wire.lower],
        upper.child != lower.child
      else { return [] }
      let offset = upper.center - lower.center
      return [(upper.child, lower.child, -offset), (lower.child, upper.child, offset)]
    }
  }

  /// How far the middle of a block is from the left edge of a frame around it.
  private func center(of leaf: Int, in frame: Int) -> Int {
    var center = blocks[leaf].width / 2
    var block = leaf
    while block != frame, let parent = blocks[block].parent {
      center += blocks[block].x
      block = parent
    }
    return center
  }

  /// The mean of what pulls at a block; `nil` where nothing does.
  private func wish(of child: Int, _ pulls: [Pull]) -> Int? {
    let places = pulls.filter { $0.child == child }.map { blocks[$0.other].x + $0.offset }
    return places.isEmpty ? nil : places.reduce(0, +) / places.count
  }
}
