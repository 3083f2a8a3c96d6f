/// Lines of a text, by offset.
struct Lines {
  private let text: UnsafeBufferPointer<UInt8>
  /// How far it has come.
  private(set) var offset = 0
  /// The line of ``offset``.
  private var line: Int
  private var start = 0

  /// Bytes of a line that are looked at on either side.
  private static let near = 4096

  /// - Parameter line: The number of the text's first line.
  init(_ text: UnsafeBufferPointer<UInt8>, from line: Int) {
    self.text = text
    self.line = line
  }

  /// Line and column of an offset, which is not before the last one asked for.
  mutating func place(of target: Int) -> (line: Int, column: Int) {
    while offset < target {
      if text[offset] == UInt8(ascii: "\n") {
        line += 1
        start = offset + 1
      }
      offset += 1
    }
    let column = text[start..<target].reduce(1) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 }
    return (line, column)
  }

  /// The line, or lines, that a range is on; of long ones, what is near.
  static func around(
    _ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    let newline = UInt8(ascii: "\n")
    let first = max(0, range.lowerBound - Lines.near)
    let last = min(text.count, range.upperBound + Lines.near)
    let start = text[first..<range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? first
    let end = text[max(range.lowerBound, range.upperBound - 1)..<last].firstIndex(of: newline)
    return text[start..<(end ?? last)]
  }
}

extension Lines {
  /// Whether a comment on the lines of a match lets it stand.
  static func isAllowed(_ match: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let lines = around(match, in: text)
    return comments.contains { comment in
      lines.indices.contains { lines[$0...].starts(with: comment) }
    }
  }

  private static let comments = ["envcheck:allow", "gitleaks:allow", "betterleaks:allow"]
    .map { Array($0.utf8) }
}
