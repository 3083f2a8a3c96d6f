extension Markdown {
  /// The text of the document; ends with one newline, empty where there are no blocks.
  package var text: String {
    let lines = Self.lines(of: blocks)
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// Blocks with a blank line between two of them.
  private static func lines(of blocks: [Block]) -> [String] {
    var lines: [String] = []
    var previous: Block?
    for block in blocks {
      let written = self.lines(of: block)
      if written.isEmpty { continue }
      if let previous {
        lines.append("")
        // Two lists of a kind would be one.
        if isList(previous), isList(block) { lines += ["<!-- -->", ""] }
      }
      lines += written
      previous = block
    }
    return lines
  }

  private static func isList(_ block: Block) -> Bool {
    switch block {
    case .list, .orderedList: true
    default: false
    }
  }

  private static func lines(of block: Block) -> [String] {
    switch block {
    case .heading(let level, let text):
      return [String(repeating: "#", count: min(max(level, 1), 6)) + " " + heading(text)]
    case .paragraph(let text):
      let line = MarkdownText.line(text)
      return line.isEmpty ? [] : [line]
    case .list(let items): return items.flatMap { item($0, marker: "-") }
    case .orderedList(let items, let start):
      return items.enumerated().flatMap { item($1, marker: "\(start + $0).") }
    case .code(let text, let language): return code(text, language)
    case .table(let table): return lines(of: table)
    case .quote(let blocks):
      return lines(of: blocks).map { $0.isEmpty ? ">" : "> " + $0 }
    case .rule: return ["---"]
    case .comment(let text): return ["<!-- " + MarkdownText.comment(text) + " -->"]
    }
  }

  /// `#`s at the end of a heading would be taken off it (CommonMark §4.2).
  private static func heading(_ text: Text) -> String {
    let line = MarkdownText.line(text, isAtStart: false)
    let hashes = line.reversed().prefix { $0 == "#" }.count
    guard hashes > 0, hashes == line.count || line.dropLast(hashes).last == " " else {
      return line
    }
    return line.dropLast(hashes) + String(repeating: "\\#", count: hashes)
  }

  private static func item(_ item: Item, marker: String) -> [String] {
    let box = item.isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
    let margin = String(repeating: " ", count: marker.utf8.count + 1)
    let text = MarkdownText.line(item.text)
    var lines = [text.isEmpty && box.isEmpty ? marker : marker + " " + box + text]
    var previous: Block?
    for block in item.blocks {
      let written = self.lines(of: block)
      if written.isEmpty { continue }
      // A list right below the text keeps the outer list tight.
      if previous != nil || !isList(block) { lines.append("") }
      if let previous, isList(previous), isList(block) { lines += [margin + "<!-- -->", ""] }
      lines += written.map { $0.isEmpty ? "" : margin + $0 }
      previous = block
    }
    return lines
  }

  /// A fence longer than any run of backticks in the code (CommonMark §4.5).
  private static func code(_ text: String, _ language: String) -> [String] {
    let fence = String(repeating: "`", count: max(3, MarkdownText.longestBacktickRun(in: text) + 1))
    let info = language.filter { !$0.isNewline && $0 != "`" }
    var lines = text.lines
    if lines.last?.isEmpty == true { lines.removeLast() }
    return [fence + info] + lines + [fence]
  }

  private static func lines(of table: Table) -> [String] {
    let width = max(table.header.count, table.rows.map(\.count).max() ?? 0)
    guard width > 0 else { return [] }
    func row(_ cells: [String]) -> String {
      var line = "|"
      for index in 0..<width {
        line += " "
        if index < cells.count { line += cells[index] }
        line += " |"
      }
      return line
    }
    let alignments =
      table.alignments.prefix(width).map(\.rawValue)
      + Array(repeating: "---", count: max(0, width - table.alignments.count))
    return [row(table.header.map(MarkdownText.cell)), row(alignments)]
      + table.rows.map { row($0.map(MarkdownText.cell)) }
  }
}

/// Inline text, escaped so that what is no markup in the value is none in the document.
enum MarkdownText {
  /// The text on one line.
  ///
  /// - Parameter isAtStart: Whether the line begins with it, where more characters are markup.
  static func line(_ text: Markdown.Text, isAtStart: Bool = true) -> String {
    let line = trimmed(inlines(text.inlines, isCell: false))
    return isAtStart ? escapingStart(line) : line
  }

  /// The text as a cell: bars escaped, even in code (GFM §4.10), lines broken by `<br>`.
  static func cell(_ text: Markdown.Text) -> String { trimmed(inlines(text.inlines, isCell: true)) }

  /// A comment may hold no `--`, and not begin with `>` or `->` (CommonMark §4.6, HTML).
  static func comment(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "-" && result.hasSuffix("-") { result += " " }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  static func longestBacktickRun(in text: String) -> Int {
    text.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
  }

  private static func trimmed(_ text: String) -> String {
    if isInk(text.utf8.first), isInk(text.utf8.last) { return text }
    let start = text.drop(while: \.isWhitespace)
    return String(start.trimmingEnd())
  }

  /// A character of ASCII that is no white space, whatever stands beside it.
  private static func isInk(_ byte: UInt8?) -> Bool {
    byte.map { (0x21..<0x7f).contains($0) } ?? true
  }

  private static func inlines(_ inlines: [Markdown.Inline], isCell: Bool) -> String {
    inlines.enumerated().map { index, inline in
      switch inline {
      case .text(let text):
        let isLast = index == inlines.count - 1
        return MarkdownEscaping.escaped(text, isCell: isCell, precedesMarkup: !isLast)
      case .code(let text): return code(text, isCell: isCell)
      case .strong(let text): return "**" + self.inlines(text.inlines, isCell: isCell) + "**"
      case .emphasis(let text): return "*" + self.inlines(text.inlines, isCell: isCell) + "*"
      case .link(let text, let target):
        return "[" + self.inlines(text.inlines, isCell: isCell) + "](" + destination(target) + ")"
      case .image(let text, let source):
        let label = MarkdownEscaping.escaped(text, isCell: isCell, precedesMarkup: false)
        return "![" + label + "](" + destination(source) + ")"
      }
    }.joined()
  }

  /// A code span: a run of backticks that is not in the text (CommonMark §6.1).
  private static func code(_ text: String, isCell: Bool) -> String {
    let line = text.isPrintableASCII ? text : String(text.map { $0.isNewline ? " " : $0 })
    guard !line.isEmpty else { return "" }
    let fence = String(repeating: "`", count: longestBacktickRun(in: line) + 1)
    let isAllSpace = line.allSatisfy { $0 == " " }
    let needsPadding =
      line.hasPrefix("`") || line.hasSuffix("`")
      || line.hasPrefix(" ") && line.hasSuffix(" ") && !isAllSpace
    let padding = needsPadding ? " " : ""
    let inner =
      isCell && line.utf8.contains(UInt8(ascii: "|"))
      ? line.split(separator: "|", omittingEmptySubsequences: false)
        .joined(separator: "\\|") : line
    return fence + padding + inner + padding + fence
  }

  /// A link's target: what would end it is percent-encoded (RFC 3986 §2.1).
  private static func destination(_ target: String) -> String {
    target.utf8.reduce(into: "") { result, byte in
      switch byte {
      case 0...0x20, 0x7f, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "`"),
        UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"), 0x80...:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
  }

  private static func escapingStart(_ line: String) -> String {
    MarkdownEscaping.escapedStart(line)
  }
}
