/// How strictly a text is read.
package enum JSONDialect: Sendable {
  /// RFC 8259, and nothing beside.
  case strict
  /// What configuration files of the JavaScript world add: a byte order mark in front, comments
  /// (`// …`, `/* … */`), and a comma behind the last element or member.
  case commented
}

extension JSONDialect {
  /// The text as strict JSON, of the same length: what the dialect adds is blank, so that offsets,
  /// lines and ``JSONLocator`` mean what they mean in `bytes`.
  ///
  /// - Throws: Where a comment has no end. Nothing else is checked here.
  package func plain(_ bytes: [UInt8]) throws(JSONSyntaxError) -> [UInt8] {
    switch self {
    case .strict: return bytes
    case .commented:
      var blanking = Blanking(bytes)
      try blanking.run()
      return blanking.text
    }
  }
}

/// Writes spaces over what isn't strict JSON.
private struct Blanking {
  private(set) var text: [UInt8]
  private let original: [UInt8]
  private var offset = 0
  /// A comma that follows a value, while nothing but space and comments follows it.
  private var comma: Int?
  /// The last byte that is neither space nor comment.
  private var last: UInt8?

  init(_ bytes: [UInt8]) {
    text = bytes
    original = bytes
  }

  mutating func run() throws(JSONSyntaxError) {
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { blank(to: 3) }
    while offset < text.count {
      switch text[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      case UInt8(ascii: "/") where follows(UInt8(ascii: "/")): blankLine()
      case UInt8(ascii: "/") where follows(UInt8(ascii: "*")): try blankBlock()
      case let byte: token(byte)
      }
    }
  }

  private func follows(_ byte: UInt8) -> Bool {
    offset + 1 < text.count && text[offset + 1] == byte
  }

  /// Blanks up to a place, save line ends, by which lines are counted.
  private mutating func blank(to end: Int) {
    for index in offset..<end where text[index] != 0x0A && text[index] != 0x0D {
      text[index] = 0x20
    }
    offset = end
  }

  private mutating func blankLine() {
    blank(to: text[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count)
  }

  private mutating func blankBlock() throws(JSONSyntaxError) {
    var end = offset + 2
    while end + 1 < text.count {
      if text[end] == UInt8(ascii: "*"), text[end + 1] == UInt8(ascii: "/") {
        return blank(to: end + 2)
      }
      end += 1
    }
    throw JSONSyntaxError(
      position: TextPosition(offset: offset, in: original),
      message: "expected \"*/\" after the comment that begins here, found end of input")
  }

  private mutating func token(_ byte: UInt8) {
    let opening: [UInt8?] = [
      nil, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"),
    ]
    switch byte {
    case UInt8(ascii: "\""): skipString()
    case UInt8(ascii: ","):
      comma = opening.contains(last) ? nil : offset
      offset += 1
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if let comma { text[comma] = 0x20 }
      comma = nil
      offset += 1
    default:
      comma = nil
      offset += 1
    }
    last = byte
  }

  private mutating func skipString() {
    comma = nil
    offset += 1
    while offset < text.count {
      switch text[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return
      case UInt8(ascii: "\\"): offset = min(offset + 2, text.count)
      default: offset += 1
      }
    }
  }
}
