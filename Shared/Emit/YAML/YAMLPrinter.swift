extension YAML {
  /// How a document is written.
  package struct Style: Equatable, Sendable {
    /// `---` above the value.
    package var hasDocumentStart = false
    /// Blank lines between the entries of the outermost mapping.
    package var separatesTopLevel = false
    /// Spaces before a comment behind a value. yamllint asks for two; GitHub's own pins have one.
    package var trailingCommentSpaces = 2
    /// Lines of comment at the very top, without `#`; a blank line follows.
    package var header: String?
    /// Texts that make a line longer go over several lines, in double quotes; never where `nil`.
    package var width: Int?

    package init() {}
  }

  /// The document: UTF-8, no byte-order mark, ends with a newline.
  package func text(_ style: Style = Style()) -> String {
    let printer = YAMLPrinter(style: style)
    var lines = style.header.map { printer.comment($0, level: 0) } ?? []
    if style.hasDocumentStart { lines.append("---") }
    if style.header != nil, !style.hasDocumentStart { lines.append("") }
    lines += printer.document(self)
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Writes values as lines without a newline each.
struct YAMLPrinter {
  var style: YAML.Style

  private func indent(_ level: Int) -> String { String(repeating: " ", count: 2 * level) }

  func document(_ root: YAML) -> [String] {
    let (value, note) = root.parts
    let above = note.comment.map { comment($0, level: 0) } ?? []
    if value.isEmptyCollection || !value.isCollection || isFlow(value, note) {
      return above + scalarLines(value == .blank ? .null : value, note, head: "", level: -1)
    }
    let behind = note.trailing.map { comment($0, level: 0) } ?? []
    return above + behind + block(value, level: 0, isLast: true)
  }

  func comment(_ text: String, level: Int) -> [String] {
    lines(of: text).map { line in
      let trimmed = YAMLScalar.trimmingEnd(line)
      return indent(level) + (trimmed.isEmpty ? "#" : "# " + trimmed)
    }
  }

  private func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { YAMLScalar.printable(String($0)) }
  }

  /// The lines of a collection that is not empty, at an indentation.
  ///
  /// - Parameter isLast: Whether nothing of the document follows.
  private func block(_ value: YAML, level: Int, isLast: Bool) -> [String] {
    var lines: [String] = []
    func add(_ item: [String], above note: YAML.Note, isSeparated: Bool) {
      // Blank lines after a text that keeps its newlines would be part of it.
      if isSeparated || note.followsBlankLine, let last = lines.last, !last.isEmpty {
        lines.append("")
      }
      lines += item
    }
    switch value {
    case .sequence(let elements):
      for (index, element) in elements.enumerated() {
        add(
          item(element, level: level, isLast: isLast && index == elements.count - 1),
          above: element.parts.note, isSeparated: false)
      }
    case .mapping(let entries):
      for (index, entry) in entries.enumerated() {
        add(
          self.entry(entry, level: level, isLast: isLast && index == entries.count - 1),
          above: entry.value.parts.note, isSeparated: level == 0 && style.separatesTopLevel)
      }
    default: break
    }
    return lines
  }

  private func entry(_ entry: YAML.Entry, level: Int, isLast: Bool) -> [String] {
    let (value, note) = entry.value.parts
    let above = note.comment.map { comment($0, level: level) } ?? []
    let (before, head) = key(entry.key, level: level)
    if !value.isCollection || value.isEmptyCollection || isFlow(value, note) {
      return above + before + scalarLines(value, note, head: head, level: level, isLast: isLast)
    }
    return above + before + [indent(level) + head + trailing(note)]
      + block(value, level: level + 1, isLast: isLast)
  }

  /// `key:`, or for keys too long for one line (YAML 1.2.2 §7.4: 1024 characters) `? key` and `:`.
  private func key(_ key: YAML.Key, level: Int) -> (before: [String], head: String) {
    let text =
      switch key {
      case .plain(let text): text
      case .text(let text): YAMLScalar.inline(text, isFlow: false)
      }
    return text.unicodeScalars.count < 1000
      ? ([], text + ":") : ([indent(level) + "? " + text], ":")
  }

  private func item(_ element: YAML, level: Int, isLast: Bool) -> [String] {
    let (value, note) = element.parts
    let above = note.comment.map { comment($0, level: level) } ?? []
    if !value.isCollection || value.isEmptyCollection || isFlow(value, note) {
      return above + scalarLines(value, note, head: "-", level: level, isLast: isLast)
    }
    // A collection begins on the line of its dash; what stands above its first item moves up.
    let inner = block(value, level: level + 1, isLast: isLast)
    let start = inner.firstIndex { !$0.drop { $0 == " " }.hasPrefix("#") } ?? 0
    let moved = inner[..<start].map { String($0.dropFirst(2)) }
    let behind = note.trailing.map { comment($0, level: level) } ?? []
    let first = indent(level) + "- " + inner[start].dropFirst(2 * (level + 1))
    return above + behind + moved + [first] + inner[(start + 1)...]
  }

  /// A scalar, an empty collection or a flow sequence behind `key:` or `-`.
  private func scalarLines(
    _ value: YAML, _ note: YAML.Note, head: String, level: Int, isLast: Bool = true
  ) -> [String] {
    let start = head.isEmpty ? "" : indent(level) + head
    if case .string(let text) = value, level >= 0,
      let literal = YAMLScalar.literal(text, isLast: isLast)
    {
      let margin = indent(level + 1)
      return [start + " " + literal.header + trailing(note)]
        + literal.lines.map { $0.isEmpty ? "" : margin + $0 }
    }
    if level >= 0, !note.folds.isEmpty, note.folds.allSatisfy(YAMLScalar.isFoldable) {
      return [start + " >-" + trailing(note)] + note.folds.map { indent(level + 1) + $0 }
    }
    let written = inline(value, isFlow: false)
    let separator = head.isEmpty || written.isEmpty ? "" : " "
    let line = start + separator + written + trailing(note)
    if case .string(let text) = value, let width = style.width, level >= 0, line.count > width {
      var lines = YAMLScalar.folded(
        text, head: start + separator, margin: indent(level + 1), width: width)
      lines[lines.count - 1] += trailing(note)
      return lines
    }
    return [line]
  }

  private func trailing(_ note: YAML.Note) -> String {
    guard let text = note.trailing else { return "" }
    let line = YAMLScalar.trimmingEnd(lines(of: text).joined(separator: " "))
    return String(repeating: " ", count: style.trailingCommentSpaces) + "# " + line
  }

  private func inline(_ value: YAML, isFlow: Bool) -> String {
    switch value {
    case .null: "null"
    case .blank: isFlow ? "null" : ""
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .float(let number): YAMLScalar.float(number)
    case .string(let text): YAMLScalar.inline(text, isFlow: isFlow)
    case .sequence(let elements):
      "[" + elements.map { inline($0.parts.value, isFlow: true) }.joined(separator: ", ") + "]"
    case .mapping: "{}"
    case .noted(let value, _): inline(value, isFlow: isFlow)
    }
  }

  private func isFlow(_ value: YAML, _ note: YAML.Note) -> Bool {
    guard note.isFlow, case .sequence(let elements) = value else { return false }
    return elements.allSatisfy { element in
      let (value, note) = element.parts
      return (!value.isCollection || value.isEmptyCollection) && note.comment == nil
        && note.trailing == nil
    }
  }
}

extension YAML {
  fileprivate var isCollection: Bool {
    switch self {
    case .sequence, .mapping: true
    default: false
    }
  }

  fileprivate var isEmptyCollection: Bool { self == .sequence([]) || self == .mapping([]) }
}
