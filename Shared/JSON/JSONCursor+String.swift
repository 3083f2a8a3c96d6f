extension JSONCursor {
  /// Reads a string (RFC 8259 §7); the cursor is at the opening quote.
  ///
  /// - Parameter scratch: Room for the text of strings with escapes. It is empty before and after.
  mutating func string(scratch: inout MoveStack<UInt8>) throws(JSONFault) -> String {
    let start = offset + 1
    let stop = endOfPlainText(from: start)
    if stop < end, base[stop] == UInt8(ascii: "\"") {
      offset = stop + 1
      let text = UnsafeBufferPointer(start: base + start, count: stop - start)
      if let string = String(validating: text, as: UTF8.self) { return string }
      throw JSONFault(offset: firstInvalidByte(in: start..<stop) ?? start, kind: .encoding)
    }
    do throws(JSONFault) {
      return try escapedString(from: start, firstStop: stop, scratch: &scratch)
    } catch {
      // Whatever comes first in the text is told, not what was found first.
      guard let invalid = firstInvalidByte(in: start..<error.offset) else { throw error }
      throw JSONFault(offset: invalid, kind: .encoding)
    }
  }

  private mutating func escapedString(
    from start: Int, firstStop: Int, scratch: inout MoveStack<UInt8>
  ) throws(JSONFault) -> String {
    var runStart = start
    var stop = firstStop
    defer { scratch.removeAll() }
    while true {
      scratch.push(from: base + runStart, count: stop - runStart)
      guard stop < end else {
        throw JSONFault(offset: end, kind: .stringEnd(start: start - 1))
      }
      offset = stop + 1
      switch base[stop] {
      case UInt8(ascii: "\\"): try escape(into: &scratch)
      case UInt8(ascii: "\""):
        let text = UnsafeBufferPointer(start: scratch.base, count: scratch.count)
        if let string = String(validating: text, as: UTF8.self) { return string }
        throw JSONFault(offset: stop, kind: .encoding)
      default: throw JSONFault(offset: stop, kind: .controlCharacter)
      }
      runStart = offset
      stop = endOfPlainText(from: runStart)
    }
  }

  /// Reads what follows a backslash.
  private mutating func escape(into scratch: inout MoveStack<UInt8>) throws(JSONFault) {
    switch byte {
    case UInt8(ascii: "n"): scratch.push(0x0A)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.push(byte)
    case UInt8(ascii: "t"): scratch.push(0x09)
    case UInt8(ascii: "r"): scratch.push(0x0D)
    case UInt8(ascii: "b"): scratch.push(0x08)
    case UInt8(ascii: "f"): scratch.push(0x0C)
    case UInt8(ascii: "u"):
      try unicodeEscape(into: &scratch)
      return
    default: throw JSONFault(offset: offset, kind: .escape)
    }
    offset += 1
  }

  /// Reads one scalar: `uXXXX`, or `uXXXX\uXXXX` for one beyond U+FFFF.
  private mutating func unicodeEscape(
    into scratch: inout MoveStack<UInt8>
  ) throws(JSONFault) {
    let escape = offset - 1
    var scalar = try hexQuad()
    switch scalar {
    case 0xDC00...0xDFFF: throw JSONFault(offset: escape, kind: .loneLowSurrogate)
    case 0xD800...0xDBFF:
      guard offset + 1 < end, base[offset] == UInt8(ascii: "\\"),
        base[offset + 1] == UInt8(ascii: "u")
      else { throw JSONFault(offset: offset, kind: .lowSurrogate) }
      let second = offset
      offset += 1
      let low = try hexQuad()
      guard (0xDC00...0xDFFF).contains(low) else {
        throw JSONFault(offset: second, kind: .lowSurrogate)
      }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
    default: break
    }
    push(scalar, into: &scratch)
  }

  /// Reads `u` and four hexadecimal digits.
  private mutating func hexQuad() throws(JSONFault) -> UInt32 {
    offset += 1
    var value: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw JSONFault(offset: offset, kind: .hexDigit)
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }

  private func push(_ scalar: UInt32, into scratch: inout MoveStack<UInt8>) {
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift) & 0x3F }
    switch scalar {
    case 0..<0x80: scratch.push(UInt8(scalar))
    case 0x80..<0x800:
      scratch.push(0xC0 | UInt8(scalar >> 6))
      scratch.push(tail(0))
    case 0x800..<0x10000:
      scratch.push(0xE0 | UInt8(scalar >> 12))
      scratch.push(tail(6))
      scratch.push(tail(0))
    default:
      scratch.push(0xF0 | UInt8(scalar >> 18))
      scratch.push(tail(12))
      scratch.push(tail(6))
      scratch.push(tail(0))
    }
  }

  /// Where a range stops being UTF-8 (RFC 3629 §4): the first byte of the first bad sequence.
  func firstInvalidByte(in range: Range<Int>) -> Int? {
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard let length = scalarLength(at: offset, before: range.upperBound) else { return offset }
      offset += length
    }
    return nil
  }

  /// The length in bytes of the well-formed sequence at a place; `nil` where there is none.
  func scalarLength(at offset: Int, before end: Int) -> Int? {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch base[offset] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard offset + length <= end, second.contains(base[offset + 1]) else { return nil }
    for index in 2..<max(length, 2) where base[offset + index] & 0xC0 != 0x80 { return nil }
    return length
  }
}
