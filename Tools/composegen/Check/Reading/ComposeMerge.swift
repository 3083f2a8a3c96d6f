import JSON

/// How one compose file lies over another (compose-spec, 13-merge).
enum ComposeMerge {
  /// The values of both, those of `over` before those of `base`.
  ///
  /// - Returns: `nil` where `over` resets the value.
  static func merged(_ base: ComposeNode, _ over: ComposeNode, at key: String = "") -> ComposeNode?
  {
    if over.tag == "!reset" { return nil }
    if over.tag == "!override" || over.isNull && base.entries == nil { return over }
    if over.isNull { return base }
    switch (base.content, over.content) {
    case (.map(let below), .map(let above)):
      return ComposeNode(.map(merged(below, above)), place: over.place)
    case (.list(let below), .list(let above)):
      if replaced.contains(key) { return over }
      return ComposeNode(.list(joined(below, above, at: key)), place: over.place)
    case (.list, .map), (.map, .list):
      guard let below = named(base), let above = named(over) else { return over }
      return ComposeNode(.map(merged(below, above)), place: over.place)
    default: return over
    }
  }

  /// Lists that are one value.
  private static let replaced: Set<String> = ["command", "entrypoint", "test"]

  private static func merged(
    _ below: [ComposeNode.Entry], _ above: [ComposeNode.Entry]
  ) -> [ComposeNode.Entry] {
    var entries: [ComposeNode.Entry] = below.compactMap { entry in
      guard let other = above.first(where: { $0.key == entry.key }) else { return entry }
      guard let value = merged(entry.value, other.value, at: entry.key) else { return nil }
      return ComposeNode.Entry(
        key: entry.key, place: other.place, value: value, hasTextKey: other.hasTextKey)
    }
    entries += above.filter { entry in
      entry.value.tag != "!reset" && !below.contains { $0.key == entry.key }
    }
    return entries
  }

  /// Both lists; what is about the same thing is there once, from above.
  private static func joined(
    _ below: [ComposeNode], _ above: [ComposeNode], at key: String
  ) -> [ComposeNode] {
    let taken = Set(above.compactMap { identity(of: $0, at: key) })
    return below.filter { node in identity(of: node, at: key).map { !taken.contains($0) } ?? true }
      + above
  }

  /// What an element is about: a variable's name, the place of a mount, or all its text.
  private static func identity(of node: ComposeNode, at key: String) -> String? {
    guard let text = node.text else { return node["target"]?.text }
    switch key {
    case "environment", "labels", "args", "annotations", "sysctls":
      return String(text.prefix { $0 != "=" })
    case "volumes": return Mount.target(ofShort: text)
    default: return text
    }
  }

  /// The entries that a list of `NAME=VALUE`, or of names, stands for.
  private static func named(_ node: ComposeNode) -> [ComposeNode.Entry]? {
    if let entries = node.entries { return entries }
    return node.elements?.compactMap { element in
      guard let text = element.text else { return nil }
      let name = String(text.prefix { $0 != "=" })
      let value = name.utf8.count < text.utf8.count ? String(text.dropFirst(name.count + 1)) : ""
      let scalar = ComposeNode.Scalar(
        text: value, isPlain: value.isEmpty, value: value.isEmpty ? .null : .string(value))
      return ComposeNode.Entry(
        key: name, place: element.place, value: ComposeNode(.scalar(scalar), place: element.place))
    }
  }
}
