import JSON
import YAMLReader

/// The text of a file by lines, for places that YAML's nodes don't tell: within a text, and comments.
struct SourceText {
  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// A line without its end; the number counts from 1.
  func line(_ number: Int) -> String {
    guard number >= 1, number <= starts.count else { return "" }
    let end = number < starts.count ? starts[number] : bytes.count
    let line = bytes[starts[number - 1]..<end]
    return String(decoding: line.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
  }

  /// The place some bytes after another, on the same line: an expression rarely spans several.
  func position(_ position: TextPosition, plus offset: Int) -> TextPosition {
    let end = min(position.offset + offset, bytes.count)
    guard end > position.offset else { return position }
    var (line, column) = (position.line, position.column)
    for byte in bytes[position.offset..<end] {
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return TextPosition(offset: end, line: line, column: column)
  }

  /// Where the text within the braces of an expression begins: its `${{` is the one of that number
  /// behind the beginning of the value, however the value is written.
  func expression(_ number: Int, of node: YAMLNode) -> TextPosition {
    guard !isAlias(node) else { return node.position }
    let braces = Array("${{".utf8)
    var offset = node.position.offset
    for _ in 0...number {
      guard let range = bytes[min(offset, bytes.count)...].firstRange(of: braces) else {
        return node.position
      }
      offset = range.upperBound
    }
    return position(node.position, plus: offset - node.position.offset)
  }

  /// Where the text of a value begins: behind its quote, or on the line after `|`.
  func content(of node: YAMLNode) -> TextPosition {
    guard !isAlias(node), case .scalar(_, let style) = node.content else { return node.position }
    switch style {
    case .plain: return node.position
    case .quoted: return position(node.position, plus: 1)
    case .block: return line(0, of: node) ?? node.position
    }
  }

  /// Where a line of a text after `|` begins; `nil` for texts that are written otherwise.
  func line(_ index: Int, of node: YAMLNode) -> TextPosition? {
    guard case .scalar(_, .block) = node.content, !isAlias(node),
      node.position.offset < bytes.count, bytes[node.position.offset] == UInt8(ascii: "|")
    else { return nil }
    let number = node.position.line + 1 + index
    guard number <= starts.count else { return nil }
    let start = TextPosition(offset: starts[number - 1], line: number, column: 1)
    return position(start, plus: line(number).utf8.prefix { $0 == 0x20 }.count)
  }

  private func isAlias(_ node: YAMLNode) -> Bool {
    node.position.offset < bytes.count && bytes[node.position.offset] == UInt8(ascii: "*")
  }

  /// The comment at the end of the line on which a value ends, without `#`; `nil` for none.
  func comment(behind node: YAMLNode) -> String? {
    let line = Array(line(node.position.line).utf8)
    let start = min(max(0, node.position.column - 1), line.count)
    let rest = line[start...]
    guard let hash = rest.firstRange(of: Array(" #".utf8)) else { return nil }
    return String(decoding: rest[hash.upperBound...], as: UTF8.self).trimmed
  }

  /// Whether a comment stands alone on the line before a node.
  func hasComment(above node: YAMLNode) -> Bool {
    line(node.position.line - 1).trimmed.hasPrefix("#")
  }
}
