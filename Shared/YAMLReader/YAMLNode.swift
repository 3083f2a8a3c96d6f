import JSON

/// A node of a YAML document, with where it begins. Aliases are written out.
package struct YAMLNode: Sendable {
  /// What it holds.
  package var content: Content
  /// Where it begins: a collection at its first item, an empty value behind its `:` or `-`, and what
  /// an alias stands for at the alias.
  package var position: TextPosition
  /// Its tag with the handle resolved: `!reset`, `tag:yaml.org,2002:str` for `!!str`.
  package var tag: String?

  /// The three kinds of node (YAML 1.2.2 §3.2.1.1).
  package enum Content: Sendable {
    /// Text, its escapes and folds undone.
    case scalar(text: String, style: Style)
    case sequence([YAMLNode])
    /// As written: in order, ``Entry/isMerge`` among them.
    case mapping([Entry])
  }

  /// How a scalar is written, which decides whether it may be more than text.
  package enum Style: Sendable {
    case plain
    /// In single or double quotes.
    case quoted
    /// After `|` or `>`.
    case block
  }

  /// One `key: value`. The key is a scalar, and its text is unique in the mapping.
  package struct Entry: Sendable {
    package var key: YAMLNode
    package var value: YAMLNode

    package init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  /// A node that is made elsewhere than in the parser.
  package init(content: Content, position: TextPosition, tag: String? = nil) {
    self.content = content
    self.position = position
    self.tag = tag
  }
}

extension YAMLNode {
  /// The text of a scalar, whatever it means; `nil` for collections.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The elements of a sequence; `nil` for any other kind.
  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The entries of a mapping, those of merge keys in their place; `nil` for any other kind.
  ///
  /// A mapping's own keys win over those merged, and of these the first (yaml.org/type/merge).
  package var entries: [Entry]? {
    guard case .mapping(let written) = content else { return nil }
    guard written.contains(where: \.isMerge) else { return written }
    var names = Set(written.filter { !$0.isMerge }.map(\.name))
    return written.flatMap { entry in
      guard entry.isMerge else { return [entry] }
      return entry.merged.filter { names.insert($0.name).inserted }
    }
  }

  /// The entry of a key, with the key's own place; merge keys are looked through.
  ///
  /// - Complexity: O(n).
  package func entry(_ key: String) -> Entry? {
    guard case .mapping(let written) = content else { return nil }
    let own = written.first { !$0.isMerge && ExactString.areEqual($0.key.text ?? "", key) }
    if let own { return own }
    for entry in written where entry.isMerge {
      for source in entry.sources {
        if let found = source.entry(key) { return found }
      }
    }
    return nil
  }

  /// The value of a key, or `nil` where there is none or this is no mapping.
  package subscript(key: String) -> YAMLNode? { entry(key)?.value }
}

extension YAMLNode.Entry {
  /// Whether it is `<<`, whose value's entries belong to the mapping around (yaml.org/type/merge).
  package var isMerge: Bool {
    guard case .scalar("<<", .plain) = key.content else { return false }
    return key.tag == nil || key.tag == "tag:yaml.org,2002:merge"
  }

  /// The mappings that a merge key takes entries from.
  fileprivate var sources: [YAMLNode] { value.elements ?? [value] }
  fileprivate var merged: [YAMLNode.Entry] { sources.flatMap { $0.entries ?? [] } }
  fileprivate var name: ExactString { ExactString(key.text ?? "") }
}
