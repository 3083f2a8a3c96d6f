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
    let text = UnsafeBufferPointer(start: base + start, count: offset - start)
    return JSONNumber(validated: String(decoding: text, as: UTF8.self))
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

  /// The first byte from `start` on that can't stand for itself in a string: a quote, a backslash
  /// or a control character (RFC 8259 §7). The end where there is none.
  func endOfPlainText(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var offset = start
    while offset + 8 <= end {
      let word = word(at: offset)
      // A byte becomes less than 0x21 exactly where it is a quote (0x22) or below 0x20.
      let quoteOrControl = (word ^ (ones &* 0x02)) &- (ones &* 0x21)
      let backslash = (word ^ (ones &* 0x5C)) &- ones
      let found = (quoteOrControl | (backslash & ~(word ^ (ones &* 0x5C)))) & ~word & (ones &* 0x80)
      if found != 0 { return offset + found.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < end {
      switch base[offset] {
      case 0x00..<0x20, 0x22, 0x5C: return offset
      default: offset += 1
      }
    }
    return end
  }
}
