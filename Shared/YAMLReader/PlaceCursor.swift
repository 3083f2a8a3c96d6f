import JSON

/// Turns libyaml's places, which are numbers of characters, into those of an editor. libyaml's own
/// lines end at three characters more than editors and ``TextPosition`` know.
struct PlaceCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: Int
  private var offset: Int
  private var index = 0
  private var line = 1
  private var column = 1

  /// - Parameter start: Where character 0 is: behind a byte order mark.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    self.start = start
    offset = start
  }

  /// The place of a character; beyond the end it is the end.
  ///
  /// - Complexity: The distance to the last place asked for; from the start where it lies before.
  mutating func position(at wanted: Int) -> TextPosition {
    if wanted < index { self = PlaceCursor(bytes, from: start) }
    while index < wanted, offset < bytes.count {
      switch bytes[offset] {
      case 0x0A where offset > start && bytes[offset - 1] == 0x0D: break
      case 0x0A, 0x0D: (line, column) = (line + 1, 1)
      default: column += 1
      }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      index += 1
    }
    return TextPosition(offset: offset, line: line, column: column)
  }

  /// The place of a byte.
  func position(ofByte offset: Int) -> TextPosition {
    TextPosition(offset: start + offset, in: Array(bytes))
  }

  /// The byte at a place; `nil` at the end.
  func byte(at position: TextPosition) -> UInt8? {
    position.offset < bytes.count ? bytes[position.offset] : nil
  }
}
