/// A diagram's nodes and groups by number, in the order they are written in.
struct DiagramIndex {
  struct Entry {
    let node: Diagram.Node
    /// The number of the group around it.
    let parent: Int?
    /// Numbers of what is in it; `nil` for a node.
    var children: [Int]?

    var isGroup: Bool { children != nil }
  }

  /// An edge whose ends are there.
  struct Link {
    let from: Int
    let to: Int
    let edge: Diagram.Edge
  }

  private(set) var entries: [Entry] = []
  private(set) var top: [Int] = []
  private(set) var links: [Link] = []
  private var numbers: [String: Int] = [:]

  init(_ diagram: Diagram) {
    top = diagram.items.compactMap { add($0, in: nil) }
    links = diagram.edges.compactMap { edge in
      guard let from = numbers[edge.from], let to = numbers[edge.to], from != to,
        !entries[from].isGroup, !(ancestors(of: from).contains(to))
      else { return nil }
      return Link(from: from, to: to, edge: edge)
    }
  }

  /// - Returns: `nil` for a group without a node.
  private mutating func add(_ item: Diagram.Item, in parent: Int?) -> Int? {
    let number = entries.count
    switch item {
    case .node(let node):
      entries.append(Entry(node: node, parent: parent, children: nil))
      numbers[node.id] = number
    case .group(let group):
      entries.append(Entry(node: group.node, parent: parent, children: []))
      let children = group.items.compactMap { add($0, in: number) }
      if children.isEmpty {
        entries.removeLast()
        return nil
      }
      entries[number].children = children
      numbers[group.node.id] = number
    }
    return number
  }

  /// The groups around an entry, the innermost first.
  func ancestors(of number: Int) -> [Int] {
    var groups: [Int] = []
    var next = entries[number].parent
    while let group = next {
      groups.append(group)
      next = entries[group].parent
    }
    return groups
  }

  /// The nodes of a group; the node itself for a node.
  func leaves(of number: Int) -> [Int] {
    entries[number].children.map { $0.flatMap(leaves) } ?? [number]
  }
}
