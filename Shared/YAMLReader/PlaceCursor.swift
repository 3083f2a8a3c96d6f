import JSON

/// Turns libyaml's places, which are numbers of characters, into those of an editor. libyaml's own
/// lines end at three characters more than editors and ``TextPosition`` know.
struct PlaceCursor {
  let bytes: UnsafeBufferPointer<UInt8>
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

  /// The place of a byte, counted from the start of the text.
  func position(ofByte offset: Int) -> TextPosition {
    let place = TextPosition(offset: offset - start, in: Array(bytes[start...]))
    return TextPosition(offset: offset, line: place.line, column: place.column)
  }

  /// The character at a place; `nil` at the end, and where the bytes are no UTF-8.
  func character(at position: TextPosition) -> Unicode.Scalar? {
    var decoder = Unicode.UTF8()
    var rest = bytes[min(position.offset, bytes.count)...].prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
    return scalar
  }

  /// What is before a place on its line.
  func line(before position: TextPosition) -> Slice<UnsafeBufferPointer<UInt8>> {
    let before = bytes[..<min(position.offset, bytes.count)]
    let end = before.lastIndex { $0 == 0x0A || $0 == 0x0D }
    return before[(end.map { $0 + 1 } ?? 0)...]
  }
}
