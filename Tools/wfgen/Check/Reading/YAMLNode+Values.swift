import JSON
import YAMLReader

extension YAMLNode {
  /// Whether it is nothing: `null`, `~`, or a key without a value.
  var isNull: Bool {
    guard case .scalar(_, .plain) = content else { return false }
    if case .null = json { return true }
    return false
  }

  /// The text of a scalar that is something.
  var string: String? { isNull ? nil : text }

  var isMapping: Bool { if case .mapping = content { true } else { false } }

  /// Whether an expression stands for the whole value.
  var isExpression: Bool {
    guard let text = string?.trimmed else { return false }
    return text.hasPrefix("${{") && text.hasSuffix("}}")
  }

  /// What messages call it.
  var kind: String {
    switch content {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar:
      switch json {
      case .null: return "nothing"
      case .bool: return "true or false"
      case .number: return "a number"
      default: return "text"
      }
    }
  }

  /// A list of texts, or the one text that stands for it.
  var texts: [YAMLNode] {
    if let elements { return elements.filter { $0.string != nil } }
    return string == nil ? [] : [self]
  }

  /// The value that the keys and indices lead to.
  subscript(path path: [String]) -> YAMLNode? {
    path.reduce(self as YAMLNode?) { node, key in
      if let elements = node?.elements {
        guard let index = Int(key), elements.indices.contains(index) else { return nil }
        return elements[index]
      }
      return node?[key]
    }
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var rest = Substring(self)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}

extension YAMLNode {
  /// Whether an expression is all of the value, at a place where that may be a list or a mapping.
  func isExpressionForStructure(_ found: FoundExpression) -> Bool {
    let structures = ["matrix", "include", "exclude", "env", "runs-on", "services", "labels"]
    return isExpression && (structures.contains(found.key) || found.site.path.contains("matrix"))
  }
}
