/// A Markdown document (CommonMark 0.31 with GitHub's tables and task lists).
///
/// Sources of the rules: spec.commonmark.org/0.31.2, github.github.com/gfm, and markdownlint's
/// default rules for the style: blank lines around blocks, `-` for bullets, one line a paragraph.
package struct Markdown: Equatable, Sendable {
  /// In order.
  package var blocks: [Block]

  package init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// What takes lines of its own.
  package enum Block: Equatable, Sendable {
    /// Levels 1 to 6; others are brought into that range.
    case heading(Int, Text)
    case paragraph(Text)
    case list([Item])
    /// Numbered from a number up.
    case orderedList([Item], start: Int = 1)
    case code(String, language: String = "")
    case table(Table)
    case quote([Block])
    case rule
    /// `<!-- … -->`
    case comment(String)
  }

  /// An item of a list: its text, and what is below it.
  package struct Item: Equatable, Sendable, ExpressibleByStringInterpolation {
    package var text: Text
    /// In order.
    package var blocks: [Block]
    /// `[ ]` or `[x]`, for an item of a task list.
    package var isDone: Bool?

    package init(_ text: Text, isDone: Bool? = nil, _ blocks: [Block] = []) {
      self.text = text
      self.isDone = isDone
      self.blocks = blocks
    }

    package init(stringLiteral value: String) { self.init(Text(value)) }
    package init(stringInterpolation: Text.Interpolation) {
      self.init(Text(stringInterpolation: stringInterpolation))
    }
  }

  /// A table. Rows that are shorter than the widest are filled up.
  package struct Table: Equatable, Sendable {
    /// How a column is aligned; the raw value is its delimiter (GFM §4.10).
    package enum Alignment: String, Sendable {
      case none = "---"
      case left = ":--"
      case center = ":-:"
      case right = "--:"
    }

    package var header: [Text]
    /// Each of any length.
    package var rows: [[Text]]
    /// A column's alignment; `.none` for columns without one.
    package var alignments: [Alignment]

    package init(_ header: [Text], rows: [[Text]], alignments: [Alignment] = []) {
      self.header = header
      self.rows = rows
      self.alignments = alignments
    }
  }

  /// Text within a block. Strings stand for themselves: what would be markup is escaped.
  ///
  ///     "Run \(code: "make test"), see \(link: "the guide", to: "docs/guide.md")."
  package struct Text: Equatable, Sendable {
    package var inlines: [Inline]

    package init(inlines: [Inline]) { self.inlines = inlines }
    package init(_ text: String) { inlines = [.text(text)] }

    /// A code span.
    package static func code(_ text: String) -> Text { Text(inlines: [.code(text)]) }
    /// Bold text.
    package static func strong(_ text: Text) -> Text { Text(inlines: [.strong(text)]) }
    /// Italic text.
    package static func emphasis(_ text: Text) -> Text { Text(inlines: [.emphasis(text)]) }
    /// A link; the target is a URL or a relative path.
    package static func link(_ text: Text, to target: String) -> Text {
      Text(inlines: [.link(text, to: target)])
    }

    /// The inlines of one text after those of another.
    package static func + (left: Text, right: Text) -> Text {
      Text(inlines: left.inlines + right.inlines)
    }

    /// The text without markup.
    package var plain: String {
      inlines.map { inline in
        switch inline {
        case .text(let text), .code(let text): text
        case .strong(let text), .emphasis(let text), .link(let text, _): text.plain
        case .image(let text, _): text
        }
      }.joined()
    }
  }

  /// A piece of a text.
  package indirect enum Inline: Equatable, Sendable {
    case text(String)
    case code(String)
    case strong(Text)
    case emphasis(Text)
    case link(Text, to: String)
    case image(String, source: String)
  }
}

extension Markdown.Text: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }
  package init(stringInterpolation: Interpolation) { inlines = stringInterpolation.inlines }

  package struct Interpolation: StringInterpolationProtocol {
    var inlines: [Markdown.Inline] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { inlines.append(.text(literal)) }
    }
    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    package mutating func appendInterpolation(_ text: Markdown.Text) { inlines += text.inlines }
    package mutating func appendInterpolation(code text: String) { inlines.append(.code(text)) }
    package mutating func appendInterpolation(strong text: Markdown.Text) {
      inlines.append(.strong(text))
    }
    package mutating func appendInterpolation(emphasis text: Markdown.Text) {
      inlines.append(.emphasis(text))
    }
    package mutating func appendInterpolation(link text: Markdown.Text, to target: String) {
      inlines.append(.link(text, to: target))
    }
  }
}

extension Markdown {
  /// The anchors GitHub gives to headings, in order (github/html-pipeline, `TableOfContentsFilter`).
  package struct Anchors: Sendable {
    private var uses: [String: Int] = [:]

    package init() {}

    /// The anchor of the next heading: without `#`; `-1`, `-2`, … where it was there before.
    package mutating func next(_ heading: String) -> String {
      let slug = Self.slug(heading)
      let count = uses[slug, default: 0]
      uses[slug] = count + 1
      return count == 0 ? slug : "\(slug)-\(count)"
    }

    /// Lower case; letters, marks, digits, `_` and `-` stay, spaces become `-`.
    package static func slug(_ heading: String) -> String {
      var result = ""
      for scalar in heading.lowercased().unicodeScalars {
        let properties = scalar.properties
        if scalar == " " {
          result += "-"
        } else if scalar == "-" || properties.isAlphabetic || properties.numericType != nil
          || isWordMark(properties.generalCategory)
        {
          result.unicodeScalars.append(scalar)
        }
      }
      return result
    }

    private static func isWordMark(_ category: Unicode.GeneralCategory) -> Bool {
      switch category {
      case .connectorPunctuation, .nonspacingMark, .spacingMark, .enclosingMark: true
      default: false
      }
    }
  }

  /// A list of links to the headings of these levels, deeper ones nested.
  package func contents(levels: ClosedRange<Int> = 2...3) -> Block {
    var anchors = Anchors()
    var entries: [(level: Int, item: Item)] = []
    for case .heading(let level, let text) in blocks {
      let anchor = anchors.next(text.plain)
      if levels.contains(level) {
        entries.append((level, Item(.link(Text(text.plain), to: "#" + anchor))))
      }
    }
    return .list(Self.nested(entries[...]))
  }

  private static func nested(_ entries: ArraySlice<(level: Int, item: Item)>) -> [Item] {
    var items: [Item] = []
    var rest = entries
    while let first = rest.popFirst() {
      let below = rest.prefix { $0.level > first.level }
      rest = rest.dropFirst(below.count)
      var item = first.item
      if !below.isEmpty { item.blocks = [.list(nested(below))] }
      items.append(item)
    }
    return items
  }
}
