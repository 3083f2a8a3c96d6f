/// A generator's block in a file of the user's, between two marker lines.
///
/// The opening marker carries the mark, so an edited block is known like an edited file.
package enum Block {
  /// Why a block can't be placed.
  package enum Fault: Error, Equatable, Sendable {
    /// An opening marker without a closing one.
    case unclosed(line: Int)
    /// The block was changed by hand.
    case edited
  }

  private static func opening(_ generator: String) -> String { "# >>> slipway \(generator) >>>" }
  private static func closing(_ generator: String) -> String { "# <<< slipway \(generator) <<<" }

  /// The block with its markers and its mark, ending with a newline.
  package static func marked(_ file: GeneratedFile) -> String {
    opening(file.generator) + "\n" + Mark.marked(file) + closing(file.generator) + "\n"
  }

  /// The user's bytes with the block in place: where it was, or at the end.
  ///
  /// - Parameters:
  ///   - block: As ``marked(_:)`` gives it.
  ///   - bytes: Empty where there is no file yet.
  ///   - isForced: Whether a block that was edited is replaced.
  package static func placed(
    _ block: String, generator: String, in bytes: [UInt8], isForced: Bool
  ) throws(Fault) -> [UInt8] {
    guard let range = try range(of: generator, in: bytes) else {
      return appended(block, to: bytes)
    }
    let inner = innerRange(of: range, in: bytes)
    if !isForced, !bytes[range].elementsEqual(block.utf8) {
      guard case .untouched = Mark.state(of: Array(bytes[inner])) else { throw .edited }
    }
    return Array(bytes[..<range.lowerBound]) + Array(block.utf8) + Array(bytes[range.upperBound...])
  }

  private static func appended(_ block: String, to bytes: [UInt8]) -> [UInt8] {
    guard let last = bytes.last else { return Array(block.utf8) }
    let newline = UInt8(ascii: "\n")
    let gap = last == newline ? [newline] : [newline, newline]
    return bytes + gap + Array(block.utf8)
  }

  /// The bytes from the opening marker to the end of the closing one's line.
  private static func range(
    of generator: String, in bytes: [UInt8]
  ) throws(Fault) -> Range<Int>? {
    var start: (offset: Int, line: Int)?
    var offset = 0
    for (index, line) in bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    )
    .enumerated() {
      let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      let end = min(offset + line.count + 1, bytes.count)
      if start == nil, text.elementsEqual(opening(generator).utf8) {
        start = (offset, index + 1)
      } else if let start, text.elementsEqual(closing(generator).utf8) {
        return start.offset..<end
      }
      offset = end
    }
    if let start { throw .unclosed(line: start.line) }
    return nil
  }

  /// What stands between the markers' lines.
  private static func innerRange(of range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let first = bytes[range].firstIndex(of: newline).map { $0 + 1 } ?? range.upperBound
    let body = bytes[first..<max(first, range.upperBound - 1)]
    let last = body.lastIndex(of: newline).map { $0 + 1 } ?? first
    return first..<max(first, last)
  }
}
