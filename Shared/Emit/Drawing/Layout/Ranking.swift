/// The row of each node: below everything that leads to it.
struct Ranking {
  /// By the node's number in the index; the first row is 0.
  private(set) var rows: [Int: Int] = [:]
  /// Links that would close a circle, by their position, and the node that each then comes from.
  private(set) var reversed: [Int: Int] = [:]

  private let index: DiagramIndex
  private let nodes: [Int]
  /// Pairs of nodes, the upper one first.
  private var pairs: [(upper: Int, lower: Int)] = []

  /// - Parameters:
  ///   - nodes: Numbers of nodes that lead nowhere else.
  ///   - links: Positions of the links between them.
  init(_ index: DiagramIndex, nodes: [Int], links: [Int]) {
    self.index = index
    self.nodes = nodes
    reverseCircles(links)
    for link in links {
      let from = index.links[link].from
      if let source = reversed[link] {
        pairs.append((source, from))
      } else {
        pairs += index.leaves(of: index.links[link].to).map { (from, $0) }
      }
    }
    rankByLongestPath()
    levelGroups()
    lowerSources()
    placeLoners()
    wrapWideRows()
    dropEmptyRows()
  }

  /// Depth first: a link to a node that the walk has come through closes a circle.
  private mutating func reverseCircles(_ links: [Int]) {
    let outgoing = Dictionary(grouping: links) { index.links[$0].from }
    var isOpen: [Int: Bool] = [:]
    func visit(_ node: Int, _ reversed: inout [Int: Int]) {
      isOpen[node] = true
      for link in outgoing[node] ?? [] {
        let targets = index.leaves(of: index.links[link].to)
        if let open = targets.first(where: { isOpen[$0] == true }) {
          reversed[link] = open
        } else {
          for target in targets where isOpen[target] == nil { visit(target, &reversed) }
        }
      }
      isOpen[node] = false
    }
    for node in nodes where isOpen[node] == nil { visit(node, &reversed) }
  }

  /// - Parameter floors: The first row that a node may have; 0 where it isn't in it.
  private mutating func rankByLongestPath(floors: [Int: Int] = [:]) {
    let above = Dictionary(grouping: pairs) { $0.lower }
    func row(of node: Int, _ rows: inout [Int: Int]) -> Int {
      if let row = rows[node] { return row }
      let longest = (above[node] ?? []).map { row(of: $0.upper, &rows) + 1 }.max() ?? 0
      let row = max(longest, floors[node] ?? 0)
      rows[node] = row
      return row
    }
    rows = [:]
    for node in nodes { _ = row(of: node, &rows) }
  }

  /// Nodes of one group stand in one row, where no way leads from one of them to another.
  private mutating func levelGroups() {
    let linked = Set(pairs.flatMap { [$0.upper, $0.lower] })
    var groups = Dictionary(grouping: nodes.filter(linked.contains)) { index.entries[$0].parent }
      .compactMap { $0.key == nil ? nil : $0.value }
      .sorted { $0[0] < $1[0] }
    groups.removeAll { members in
      members.contains { !descendants(of: $0).isDisjoint(with: members) }
    }
    var floors: [Int: Int] = [:]
    // Each round settles a group at least, unless two hold each other up.
    for _ in 0...groups.count {
      for members in groups {
        let last = members.compactMap { rows[$0] }.max() ?? 0
        for node in members { floors[node] = last }
      }
      if floors.allSatisfy({ rows[$0.key] == $0.value }) { return }
      rankByLongestPath(floors: floors)
    }
  }

  private func descendants(of node: Int) -> Set<Int> {
    let below = Dictionary(grouping: pairs) { $0.upper }
    var found: Set<Int> = []
    var waiting = [node]
    while let next = waiting.popLast() {
      for pair in below[next] ?? [] where found.insert(pair.lower).inserted {
        waiting.append(pair.lower)
      }
    }
    return found
  }

  /// What nothing leads to goes right above the first that it leads to.
  private mutating func lowerSources() {
    let lowers = Set(pairs.map(\.lower))
    for node in nodes where !lowers.contains(node) {
      let below = pairs.filter { $0.upper == node }.compactMap { rows[$0.lower] }
      if let first = below.min() { rows[node] = first - 1 }
    }
  }

  /// What has no arrow goes into the last row of its group, or into rows of its own.
  private mutating func placeLoners() {
    let linked = Set(pairs.flatMap { [$0.upper, $0.lower] })
    for (group, loners) in Dictionary(
      grouping: nodes.filter { !linked.contains($0) }, by: { index.entries[$0].parent })
    {
      let kin = group.map(index.leaves) ?? nodes
      let last = kin.filter(linked.contains).compactMap { rows[$0] }.max()
      for (position, node) in loners.sorted().enumerated() {
        rows[node] = last ?? position / 4
      }
    }
  }

  /// A row that is too wide goes on in the next, with what leads nowhere.
  private mutating func wrapWideRows() {
    let uppers = Set(pairs.map(\.upper))
    var row = 0
    while true {
      let members = nodes.filter { rows[$0] == row }
      if members.isEmpty && row > (rows.values.max() ?? 0) { return }
      let ends = members.filter { !uppers.contains($0) }
      let room = max(2, Spacing.row - (members.count - ends.count))
      for node in ends.dropFirst(room) { rows[node] = row + 1 }
      row += 1
    }
  }

  private mutating func dropEmptyRows() {
    let used = Set(rows.values).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    rows = rows.mapValues { numbers[$0] ?? $0 }
  }
}
