extension LayoutPlan {
  /// Puts what is connected beside each other: each block goes to the mean place of what it is
  /// connected with, some times over; the order with the fewest crossings is kept.
  mutating func order() {
    let wires = wires
    var best = blocks.map(\.children)
    var fewest = crossings(of: wires)
    for _ in 0..<8 where fewest > 0 {
      sweep(wires)
      let count = crossings(of: wires)
      if count < fewest {
        fewest = count
        best = blocks.map(\.children)
      }
    }
    for (block, children) in best.enumerated() { blocks[block].children = children }
  }

  /// Pairs of blocks that an arrow runs between without a stop, the upper first.
  var wires: [(upper: Int, lower: Int)] {
    bundles.flatMap { bundle in
      bundle.sources.map { source -> (upper: Int, lower: Int) in (source, hop(bundle, from: source))
      }
        + (bundle.lane.map { [($0, bundle.target)] } ?? [])
    }
  }

  /// What an arrow comes to first.
  func hop(_ bundle: Bundle, from source: Int) -> Int {
    guard let lane = bundle.lane, row(of: source) < row(of: bundle.target) - 1 else {
      return bundle.target
    }
    return lane
  }

  /// The places of blocks that hold no others, from left to right.
  private var places: [Int: Double] {
    var places: [Int: Double] = [:]
    func visit(_ block: Int) {
      if blocks[block].isFrame {
        blocks[block].children.forEach(visit)
      } else {
        places[block] = Double(places.count)
      }
    }
    visit(0)
    return places
  }

  private func crossings(of wires: [(upper: Int, lower: Int)]) -> Int {
    let places = places
    let spans = wires.map { wire in
      // A wire joins a lane right below where it begins.
      let first = blocks[wire.upper].rows.upperBound
      let last = blocks[wire.lower].isLane ? first + 1 : row(of: wire.lower)
      return (
        rows: first...last, upper: places[wire.upper] ?? 0, lower: places[wire.lower] ?? 0
      )
    }
    var count = 0
    for (position, one) in spans.enumerated() {
      for other in spans[(position + 1)...]
      where one.rows.lowerBound < other.rows.upperBound
        && other.rows.lowerBound < one.rows.upperBound
        && (one.upper - other.upper) * (one.lower - other.lower) < 0
      { count += 1 }
    }
    return count
  }

  private mutating func sweep(_ wires: [(upper: Int, lower: Int)]) {
    for frame in blocks.indices where blocks[frame].isFrame {
      let places = places
      let children = blocks[frame].children
      let keys = children.enumerated().map { position, child -> (Int, Double, Int) in
        let inside = Set(leaves(of: child))
        let ends = wires.compactMap { wire -> Int? in
          switch (inside.contains(wire.upper), inside.contains(wire.lower)) {
          case (true, false): wire.lower
          case (false, true): wire.upper
          default: nil
          }
        }
        let far = (ends.isEmpty ? Array(inside) : ends).map { places[$0] ?? 0 }
        let mean = far.reduce(0, +) / Double(max(1, far.count))
        return (blocks[child].isHeading ? 0 : 1, mean, position)
      }
      blocks[frame].children = keys.sorted { $0 < $1 }.map { children[$0.2] }
    }
  }

  /// Itself, or what is in it and holds nothing else.
  func leaves(of block: Int) -> [Int] {
    blocks[block].isFrame ? blocks[block].children.flatMap(leaves) : [block]
  }
}
