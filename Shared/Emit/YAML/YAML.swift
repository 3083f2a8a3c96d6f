/// A YAML value that reads alike under YAML 1.1 and 1.2.
///
/// Sources of the rules: yaml.org/spec/1.2.2 (chapters 5 to 8 and 10), yaml.org/type (the 1.1
/// types: bool, int, float, null, timestamp, merge, value), libyaml's scanner for what readers
/// really accept, and yamllint's default rules for the house style: two spaces, sequences indented
/// under their key, comments where their item is.
package indirect enum YAML: Equatable, Sendable {
  case null
  /// Null written as nothing: `workflow_dispatch:`.
  case blank
  case bool(Bool)
  case int(Int)
  case float(Double)
  /// Text of any kind; how it is written is the printer's business.
  case string(String)
  case sequence([YAML])
  /// Keys should be unique; the order is kept.
  case mapping([Entry])
  /// A value with what is written around it.
  case noted(YAML, Note)

  /// One `key: value`.
  package struct Entry: Equatable, Sendable {
    package var key: Key
    package var value: YAML

    package init(_ key: Key, _ value: YAML) {
      self.key = key
      self.value = value
    }
  }

  /// A mapping's key.
  package enum Key: Equatable, Sendable, ExpressibleByStringLiteral {
    /// Quoted by the rules for values.
    case text(String)
    /// Written as it is, where the reader is known: GitHub's `on`.
    case plain(String)

    package init(stringLiteral value: String) { self = .text(value) }
  }

  /// What is written around a value. It never changes the value.
  package struct Note: Equatable, Sendable {
    /// Lines above the item, without `#`.
    package var comment: String?
    /// After a scalar, on its line: `uses: actions/checkout@… # v4.2.2`.
    package var trailing: String?
    /// A blank line above the item and its comment, unless the item is the first.
    package var followsBlankLine = false
    /// `[a, b]` for a sequence of scalars.
    package var isFlow = false
    /// The parts of a text of one line, a line each, which a reader joins by spaces.
    package var folds: [String] = []

    package init() {}
  }
}

extension YAML {
  /// With lines of comment above the item.
  package func comment(_ text: String) -> YAML { with { $0.comment = text } }

  /// With a comment behind the value.
  package func trailing(_ text: String) -> YAML { with { $0.trailing = text } }

  /// With a blank line above the item.
  package var afterBlankLine: YAML { with { $0.followsBlankLine = true } }

  /// On one line, where it is a sequence of scalars that have no comments.
  package static func flow(_ elements: [YAML]) -> YAML {
    YAML.sequence(elements).with { $0.isFlow = true }
  }

  /// A text of one line, its parts over several (`>-`, YAML 1.2.2 §8.1.3): a command's options.
  /// Parts that folding would not bring back, such as empty ones, go on one line.
  package static func folded(_ parts: [String]) -> YAML {
    YAML.string(parts.joined(separator: " ")).with { $0.folds = parts }
  }

  private func with(_ change: (inout Note) -> Void) -> YAML {
    var (value, note) = parts
    change(&note)
    return .noted(value, note)
  }

  /// The value and all that is noted around it.
  var parts: (value: YAML, note: Note) {
    guard case .noted(let inner, let outer) = self else { return (self, Note()) }
    var (value, note) = inner.parts
    note.comment = outer.comment ?? note.comment
    note.trailing = outer.trailing ?? note.trailing
    note.followsBlankLine = outer.followsBlankLine || note.followsBlankLine
    note.isFlow = outer.isFlow || note.isFlow
    note.folds = outer.folds.isEmpty ? note.folds : outer.folds
    return (value, note)
  }

  /// The value without notes, at every level.
  package var plain: YAML {
    switch parts.value {
    case .sequence(let elements): .sequence(elements.map(\.plain))
    case .mapping(let entries): .mapping(entries.map { Entry($0.key, $0.value.plain) })
    case let scalar: scalar
    }
  }
}

extension YAML: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .float(value) }
  package init(arrayLiteral elements: YAML...) { self = .sequence(elements) }
  package init(dictionaryLiteral entries: (Key, YAML)...) {
    self = .mapping(entries.map { Entry($0, $1) })
  }

  /// A mapping with entries that may depend on something. Lines that begin with a dot are one
  /// chain for Swift, which is why `entry` is both static and chained (as in ``HCL/Body``).
  ///
  ///     YAML.mapping {
  ///       .entry("image", "postgres:15-alpine")
  ///       if isPublished { .entry("ports", [.string(port)]) }
  ///     }
  package static func mapping(@EntryBuilder _ entries: () -> Entries) -> YAML {
    .mapping(entries().list)
  }

  /// The entries of a mapping, in order.
  package struct Entries: Equatable, Sendable {
    /// In order; keys should be unique.
    package var list: [Entry]

    package init(_ list: [Entry] = []) { self.list = list }

    /// One entry.
    package static func entry(_ key: Key, _ value: YAML) -> Entries { Entries([Entry(key, value)]) }

    /// These entries, and one after them.
    package func entry(_ key: Key, _ value: YAML) -> Entries {
      Entries(list + [Entry(key, value)])
    }
  }

  /// Collects the entries of a mapping; takes `if`, `switch` and `for`.
  @resultBuilder
  package enum EntryBuilder {
    package static func buildExpression(_ entries: Entries) -> Entries { entries }
    package static func buildExpression(_ entry: Entry) -> Entries { Entries([entry]) }
    package static func buildExpression(_ entries: [Entry]) -> Entries { Entries(entries) }
    package static func buildBlock(_ parts: Entries...) -> Entries { buildArray(parts) }
    package static func buildOptional(_ entries: Entries?) -> Entries { entries ?? Entries() }
    package static func buildEither(first entries: Entries) -> Entries { entries }
    package static func buildEither(second entries: Entries) -> Entries { entries }
    package static func buildArray(_ parts: [Entries]) -> Entries {
      Entries(parts.flatMap(\.list))
    }
  }
}
