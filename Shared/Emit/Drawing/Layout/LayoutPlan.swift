/// A part of a picture that no arrow leaves, on its way to a layout: blocks in rows, and bundles of
/// arrows between them. Rows go from top to bottom; all arrows but those that would close a circle
/// go down. Sugiyama, Tagawa and Toda's method (IEEE Transactions on Systems, Man, and Cybernetics
/// 11, 1981), with arrows as wires in channels between rows.
struct LayoutPlan {
  let index: DiagramIndex
  /// The first is the whole.
  var blocks: [Block] = []
  var bundles: [Bundle] = []
  /// The blocks of entries: of a node its own, of a group its heading's where it has one.
  private var ends: [Int: Int] = [:]
  private let ranking: Ranking

  /// - Parameters:
  ///   - top: Numbers of the entries that are in no group.
  ///   - links: Positions of the links between what is in them.
  init(_ index: DiagramIndex, top: [Int], links: [Int]) {
    self.index = index
    ranking = Ranking(index, nodes: top.flatMap(index.leaves), links: links)
    blocks.append(Block(content: .whole, parent: nil, rows: 0...0))
    let crossed = Set(
      links.flatMap { link -> [Int] in
        let (from, to) = (index.links[link].from, index.links[link].to)
        let around = (Set(index.ancestors(of: from)), Set(index.ancestors(of: to)))
        return Array(around.0.symmetricDifference(around.1)) + (from == to ? [] : [to])
      })
    for number in top { addBlock(number, in: 0, crossed) }
    blocks[0].rows = rows(of: blocks[0].children)
    for link in links { addBundle(link) }
    for bundle in bundles.indices { addLane(bundle) }
    for block in blocks.indices { fit(block) }
  }

  private func rows(of children: [Int]) -> ClosedRange<Int> {
    let rows = children.map { blocks[$0].rows }
    return (rows.map(\.lowerBound).min() ?? 0)...(rows.map(\.upperBound).max() ?? 0)
  }

  /// - Parameter crossed: Groups whose frames arrows cross or end at.
  private mutating func addBlock(_ number: Int, in parent: Int, _ crossed: Set<Int>) {
    let entry = index.entries[number]
    let block = blocks.count
    blocks[parent].children.append(block)
    let text = TextBox(entry.node)
    guard let children = entry.children else {
      let row = ranking.rows[number] ?? 0
      blocks.append(Block(content: .node(number), parent: parent, rows: row...row, text: text))
      ends[number] = block
      return
    }
    blocks.append(Block(content: .group(number), parent: parent, rows: 0...0))
    for child in children { addBlock(child, in: block, crossed) }
    blocks[block].rows = rows(of: blocks[block].children)
    guard crossed.contains(number) else {
      blocks[block].text = text
      return
    }
    let first = blocks[block].rows.lowerBound
    ends[number] = blocks.count
    blocks[block].children.insert(blocks.count, at: 0)
    blocks.append(
      Block(content: .heading(number), parent: block, rows: first...first, text: text))
  }

  private mutating func addBundle(_ position: Int) {
    let link = index.links[position]
    let source = ranking.reversed[position]
    guard let from = ends[source ?? link.from], let to = ends[source == nil ? link.to : link.from]
    else { return }
    let kin = bundles.firstIndex { bundle in
      let edge = index.links[bundle.links[0]].edge
      return bundle.target == to && source == nil && !bundle.pointsUp
        && edge.label == link.edge.label && edge.style == link.edge.style
    }
    if let kin {
      bundles[kin].links.append(position)
      if !bundles[kin].sources.contains(from) { bundles[kin].sources.append(from) }
    } else {
      bundles.append(
        Bundle(
          sources: [from], target: to, label: TextBox(label: link.edge.label),
          style: link.edge.style, links: [position], pointsUp: source != nil))
    }
  }

  func row(of block: Int) -> Int { blocks[block].rows.lowerBound }

  /// A bundle that comes from further up than the row above its target passes what is between in
  /// the innermost frame around all of its ends.
  private mutating func addLane(_ position: Int) {
    let bundle = bundles[position]
    let first = (bundle.sources.map(row).min() ?? 0) + 1
    let last = row(of: bundle.target) - 1
    guard first <= last else { return }
    let around = bundle.sources.map { Set(frames(around: $0)) }
    let parent = frames(around: bundle.target).first { frame in
      around.allSatisfy { $0.contains(frame) }
    }
    bundles[position].lane = blocks.count
    blocks[parent ?? 0].children.append(blocks.count)
    blocks.append(Block(content: .lane, parent: parent ?? 0, rows: first...last))
  }

  /// The innermost first. What an arrow to a group ends at is its frame, so a heading isn't in it.
  func frames(around block: Int) -> [Int] {
    var frames: [Int] = []
    var next = blocks[block].parent
    while let frame = next {
      frames.append(frame)
      next = blocks[frame].parent
    }
    return Array(frames.dropFirst(blocks[block].isHeading ? 1 : 0))
  }

  /// Room for words, and for the arrows that enter and leave.
  private mutating func fit(_ block: Int) {
    guard let text = blocks[block].text, !blocks[block].isFrame else { return }
    let slots = bundles.filter { $0.target == block }.map(\.slot).reduce(0, +)
    let ports = bundles.count { $0.sources.contains(block) } * Spacing.port + 24
    let words =
      text.width + (blocks[block].isHeading ? 8 : Spacing.inset.left + Spacing.inset.right)
    let least = blocks[block].isHeading ? 0 : Spacing.node
    let width = max(least, words, slots, ports)
    blocks[block].width = width + width % 2
    blocks[block].height = text.height + (blocks[block].isHeading ? 4 : 20)
  }
}
