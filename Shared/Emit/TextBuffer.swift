/// Text in the making, as its bytes: a `String` would look at all that is appended.
struct TextBuffer {
  private var bytes: [UInt8] = []

  /// - Parameter capacity: About how many bytes it will have.
  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// In bytes.
  var count: Int { bytes.count }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  static func += (buffer: inout TextBuffer, text: String) {
    buffer.bytes.append(contentsOf: text.utf8)
  }

  mutating func append(spaces count: Int) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
  }

  mutating func removeLast() { bytes.removeLast() }
}
