/// A place in bytes that moves forward over the tokens of JSON.
///
/// The bytes must outlive it. It never reads at or beyond `end`.
struct JSONCursor {
  let base: UnsafePointer<UInt8>
  let end: Int
  var offset: Int

  /// The byte here; NUL, which no token starts with, at the end.
  var byte: UInt8 { offset < end ? base[offset] : 0 }

  /// Moves to the first byte that is no white space (RFC 8259 §2).
  mutating func skipSpace() {
    while offset < end {
      switch base[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
      // Indentation comes in runs.
      while offset + 8 <= end, word(at: offset) == 0x2020_2020_2020_2020 { offset += 8 }
    }
  }

  /// Reads a literal name; its first byte has been seen.
  mutating func literal(_ name: StaticString) throws(JSONFault) {
    for matched in 1..<name.utf8CodeUnitCount {
      guard offset + matched < end, base[offset + matched] == name.utf8Start[matched] else {
        throw JSONFault(
          offset: min(offset + matched, end), kind: .literal(name, matched: matched))
      }
    }
    offset += name.utf8CodeUnitCount
  }

  /// Reads a number (RFC 8259 §6), which starts with `-` or a digit.
  mutating func number() throws(JSONFault) -> JSONNumber {
    let start = offset
    if byte == UInt8(ascii: "-") { offset += 1 }
    if byte == UInt8(ascii: "0") {
      offset += 1
      if isDigit { throw JSONFault(offset: offset, kind: .leadingZero) }
    } else {
      try digits(after: "-")
    }
    if byte == UInt8(ascii: ".") {
      offset += 1
      try digits(after: ".")
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset += 1 }
      try digits(after: "e")
    }
    return JSONNumber(validated: String(ascii: base + start, count: offset - start))
  }

  private var isDigit: Bool { byte &- UInt8(ascii: "0") < 10 }

  private mutating func digits(after mark: StaticString) throws(JSONFault) {
    guard isDigit else { throw JSONFault(offset: offset, kind: .digit(after: mark)) }
    repeat { offset += 1 } while isDigit
  }

  /// Eight bytes, the first in the lowest place.
  ///
  /// - Precondition: They lie before `end`.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Moves to the first byte that can't stand for itself in a string: a quote, a backslash or a
  /// control character (RFC 8259 §7). Moves to the end where there is none.
  ///
  /// - Returns: Whether all bytes passed are ASCII.
  mutating func skipPlainText() -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highBits: UInt64 = ones &* 0x80
    var seen: UInt64 = 0
    while offset + 8 <= end {
      let word = word(at: offset)
      // A byte becomes less than 0x21 exactly where it is a quote (0x22) or below 0x20; it becomes
      // zero where it is a backslash. Less than n is: its high bit appears when n is subtracted.
      // A borrow can mark only bytes above one that is marked rightly, and the lowest counts.
      let quoteOrControl = (word ^ (ones &* 0x02)) &- (ones &* 0x21)
      let backslash = (word ^ (ones &* 0x5C)) &- ones
      let stops = (quoteOrControl | backslash) & ~word & highBits
      if stops != 0 {
        let passed = stops.trailingZeroBitCount - 7
        offset += passed / 8
        return (seen | word & ~(~0 << UInt64(passed))) & highBits == 0
      }
      seen |= word
      offset += 8
    }
    while offset < end {
      switch base[offset] {
      case 0x00..<0x20, 0x22, 0x5C: return seen & highBits == 0
      default: seen |= UInt64(base[offset])
      }
      offset += 1
    }
    return seen & highBits == 0
  }
}

extension String {
  /// Copies bytes that are known to be ASCII.
  init(ascii base: UnsafePointer<UInt8>, count: Int) {
    let bytes = UnsafeBufferPointer(start: base, count: count).span
    self.init(copying: UTF8Span(unchecked: bytes, isKnownASCII: true))
  }
}
