import JSON

/// The entries of a mapping that is being read: keys and values by turns.
struct UniqueEntries {
  private(set) var list: [YAMLNode.Entry] = []
  /// The key whose value comes next.
  private var key: YAMLNode?
  /// The keys, where they are too many to be compared one by one.
  private var names: Set<ExactString> = []

  private static let comparedKeys = 16

  /// Adds a key, or the value of the one before.
  mutating func add(_ node: YAMLNode) throws(YAMLFault) {
    guard let key else {
      try check(key: node)
      self.key = node
      return
    }
    let entry = YAMLNode.Entry(key: key, value: node)
    if entry.isMerge { try check(merged: node) }
    list.append(entry)
    self.key = nil
  }

  private mutating func check(key: YAMLNode) throws(YAMLFault) {
    guard let name = key.text else {
      let kind = key.elements == nil ? "a mapping" : "a list"
      throw YAMLFault(
        position: key.position,
        message: "\(kind) can't be a key; if it is meant as text, put it in quotes")
    }
    guard isTaken(name) else { return }
    let first = list.first { ExactString.areEqual($0.key.text ?? "", name) }
    let place = first.map { ", first given at \($0.key.position)" } ?? ""
    throw YAMLFault(
      position: key.position,
      message: "duplicate key \(QuotedName.text(name))\(place); remove one of them")
  }

  private mutating func isTaken(_ name: String) -> Bool {
    guard list.count >= UniqueEntries.comparedKeys else {
      return list.contains { ExactString.areEqual($0.key.text ?? "", name) }
    }
    if names.isEmpty { names = Set(list.map { ExactString($0.key.text ?? "") }) }
    return !names.insert(ExactString(name)).inserted
  }

  /// The merged value is a mapping, or a sequence of them (yaml.org/type/merge).
  private func check(merged value: YAMLNode) throws(YAMLFault) {
    let wrong = (value.elements ?? [value]).first { node in
      if case .mapping = node.content { false } else { true }
    }
    guard let wrong else { return }
    throw YAMLFault(
      position: wrong.position,
      message: "the key << takes a mapping or a list of mappings; write an alias of one: <<: *name")
  }
}
