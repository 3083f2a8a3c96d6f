extension JSONCursor {
  /// Reads a string (RFC 8259 §7); the cursor is at the opening quote.
  ///
  /// - Parameter scratch: Room for the text of strings with escapes. It is empty before and after.
  mutating func string(scratch: inout MoveStack<UInt8>) throws(JSONFault) -> String {
    offset += 1
    let start = offset
    let isASCII = skipPlainText()
    if byte == UInt8(ascii: "\"") {
      offset += 1
      let length = offset - 1 - start
      if isASCII { return String(ascii: base + start, count: length) }
      return try validated(base + start, count: length, stringStart: start)
    }
    do throws(JSONFault) {
      return try escapedString(from: start, isASCII: isASCII, scratch: &scratch)
    } catch {
      // Whatever comes first in the text is told, not what was found first.
      try checkEncoding(of: start..<error.offset)
      throw error
    }
  }

  /// Goes on where a string that starts at `start` has its first byte that isn't plain.
  private mutating func escapedString(
    from start: Int, isASCII: Bool, scratch: inout MoveStack<UInt8>
  ) throws(JSONFault) -> String {
    var isASCII = isASCII
    var runStart = start
    defer { scratch.removeAll() }
    while true {
      scratch.push(from: base + runStart, count: offset - runStart)
      guard offset < end else {
        throw JSONFault(offset: end, kind: .stringEnd(start: start - 1))
      }
      offset += 1
      switch base[offset - 1] {
      case UInt8(ascii: "\\"): isASCII = try escape(into: &scratch) && isASCII
      case UInt8(ascii: "\""):
        if isASCII { return String(ascii: scratch.base, count: scratch.count) }
        return try validated(scratch.base, count: scratch.count, stringStart: start)
      default: throw JSONFault(offset: offset - 1, kind: .controlCharacter)
      }
      runStart = offset
      isASCII = skipPlainText() && isASCII
    }
  }

  /// The text of a string whose closing quote the cursor has passed.
  private func validated(
    _ text: UnsafePointer<UInt8>, count: Int, stringStart: Int
  ) throws(JSONFault) -> String {
    do throws(Unicode.UTF8.ValidationError) {
      let bytes = UnsafeBufferPointer(start: text, count: count).span
      return String(copying: try UTF8Span(validating: bytes))
    } catch {
      // Escapes neither make nor mend bad sequences, so the same one is in the source.
      try checkEncoding(of: stringStart..<(offset - 1))
      throw JSONFault(offset: stringStart, kind: .encoding)
    }
  }

  /// Throws for the first place of a range that is not UTF-8 (RFC 3629 §4).
  private func checkEncoding(of range: Range<Int>) throws(JSONFault) {
    do throws(Unicode.UTF8.ValidationError) {
      let bytes = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count).span
      _ = try UTF8Span(validating: bytes)
    } catch {
      throw JSONFault(offset: range.lowerBound + error.byteOffsets.lowerBound, kind: .encoding)
    }
  }

  /// Reads what follows a backslash.
  ///
  /// - Returns: Whether it stands for an ASCII character.
  private mutating func escape(into scratch: inout MoveStack<UInt8>) throws(JSONFault) -> Bool {
    switch byte {
    case UInt8(ascii: "n"): scratch.push(0x0A)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.push(byte)
    case UInt8(ascii: "t"): scratch.push(0x09)
    case UInt8(ascii: "r"): scratch.push(0x0D)
    case UInt8(ascii: "b"): scratch.push(0x08)
    case UInt8(ascii: "f"): scratch.push(0x0C)
    case UInt8(ascii: "u"): return try unicodeEscape(into: &scratch) < 0x80
    default: throw JSONFault(offset: offset, kind: .escape)
    }
    offset += 1
    return true
  }

  /// Reads one scalar: `u` and four digits, twice for one beyond U+FFFF.
  private mutating func unicodeEscape(
    into scratch: inout MoveStack<UInt8>
  ) throws(JSONFault) -> UInt32 {
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
    return scalar
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
}
