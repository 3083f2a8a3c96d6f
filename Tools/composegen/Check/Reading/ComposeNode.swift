import JSON
import YAMLReader

/// Where something is written: in which of the files that were read, and where there.
struct ComposePlace: Hashable {
  /// The number of the file in ``ComposeReader/sources``.
  let file: Int
  /// From 1.
  let line: Int
  let column: Int
}

/// A value of a compose file, with its place. Files are joined by `extends`, `include` and overrides,
/// so two values of one service may come from two files.
struct ComposeNode {
  /// One value that is neither a list nor a mapping.
  struct Scalar {
    /// As written, without quotes.
    let text: String
    /// Whether it stands without quotes, so that YAML decides what it is.
    let isPlain: Bool
    /// What it is by YAML 1.2.
    let value: JSONValue
  }

  struct Entry {
    let key: String
    let place: ComposePlace
    var value: ComposeNode
    /// Whether YAML takes the key for text; it takes `true:` for something else.
    var hasTextKey = true
  }

  enum Content {
    case scalar(Scalar)
    case list([ComposeNode])
    case map([Entry])
  }

  var content: Content
  let place: ComposePlace
  /// `!reset` or `!override`, by which an override says how it is merged.
  var tag: String?

  init(_ content: Content, place: ComposePlace, tag: String? = nil) {
    self.content = content
    self.place = place
    self.tag = tag
  }

  /// The node as it was read. It calls itself once a level; the reader's limit bounds that.
  init(_ node: YAMLNode, file: Int) {
    let place = ComposePlace(file: file, line: node.position.line, column: node.position.column)
    let content: Content
    switch node.content {
    case .scalar(let text, let style):
      content = .scalar(Scalar(text: text, isPlain: style == .plain, value: node.json))
    case .sequence(let elements):
      content = .list(elements.map { ComposeNode($0, file: file) })
    case .mapping:
      content = .map(
        (node.entries ?? []).map { entry in
          let key = entry.key.position
          return Entry(
            key: entry.key.text ?? "",
            place: ComposePlace(file: file, line: key.line, column: key.column),
            value: ComposeNode(entry.value, file: file),
            hasTextKey: entry.key.json.string != nil)
        })
    }
    self.init(content, place: place, tag: node.tag)
  }

  /// A value that another program read, all of it at one place.
  init(_ json: JSONValue, place: ComposePlace) {
    switch json {
    case .array(let elements):
      self.init(.list(elements.map { ComposeNode($0, place: place) }), place: place)
    case .object(let object):
      self.init(
        .map(
          object.members.map {
            Entry(key: $0.name, place: place, value: ComposeNode($0.value, place: place))
          }), place: place)
    default:
      let text =
        switch json {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let value): String(value)
        default: ""
        }
      self.init(
        .scalar(Scalar(text: text, isPlain: json.string == nil, value: json)), place: place)
    }
  }
}

extension ComposeNode {
  /// The text of a scalar that is something; `nil` for null, too.
  var text: String? {
    guard case .scalar(let scalar) = content, !scalar.isNull else { return nil }
    return scalar.text
  }
  var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
  var elements: [ComposeNode]? { if case .list(let elements) = content { elements } else { nil } }
  var entries: [Entry]? { if case .map(let entries) = content { entries } else { nil } }
  var isNull: Bool { scalar?.isNull ?? false }

  func entry(_ key: String) -> Entry? { entries?.first { $0.key == key } }

  subscript(key: String) -> ComposeNode? { entry(key)?.value }

  /// The value that the keys lead to.
  subscript(path path: [String]) -> ComposeNode? {
    path.reduce(self as ComposeNode?) { node, key in node?[key] }
  }

  /// Whether it says yes, with or without quotes, as compose takes it.
  var isTrue: Bool { text?.lowercased() == "true" }
  var isFalse: Bool { text?.lowercased() == "false" }

  /// A list of texts, or the one text that stands for it.
  var texts: [ComposeNode] {
    if let elements { return elements.filter { $0.text != nil } }
    return text == nil ? [] : [self]
  }

  /// Every scalar within, in order, itself where it is one.
  var scalars: [ComposeNode] {
    switch content {
    case .scalar: [self]
    case .list(let elements): elements.flatMap(\.scalars)
    case .map(let entries): entries.flatMap(\.value.scalars)
    }
  }
}

extension ComposeNode.Scalar {
  var isNull: Bool { if case .null = value { true } else { false } }
  var isBool: Bool { value.bool != nil }
  var number: JSONNumber? { if case .number(let number) = value { number } else { nil } }
}
