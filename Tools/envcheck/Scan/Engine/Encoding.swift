/// A way to write text with other characters, in which secrets are found, too.
enum Encoding: Equatable, Sendable {
  /// RFC 4648, §4 and §5. `lead`: bytes before the text in its group of three.
  case base64(lead: Int)
  /// RFC 4648, §8.
  case hexadecimal
  /// RFC 3986, §2.1.
  case percent

  var name: String {
    switch self {
    case .base64: "base64"
    case .hexadecimal: "hexadecimal"
    case .percent: "percent-encoding"
    }
  }

  /// Bytes of a text, at the most, that are decoded on either side of a place.
  private static let reach = 6144

  /// What is written around a place in this encoding.
  ///
  /// - Parameter place: Of the text that the encoding was recognised by.
  /// - Returns: Where it stands, and what it says; `nil` where it is too short for a secret.
  func decoded(
    around place: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> (range: Range<Int>, text: [UInt8])? {
    let range = run(around: place, in: text)
    guard range.count >= 16 else { return nil }
    let bytes = text[range]
    switch self {
    case .base64: return (range, Base64.decoded(bytes))
    case .hexadecimal: return (range, Encoding.pairs(Array(bytes)))
    case .percent: return (range, Encoding.unescaped(Array(bytes)))
    }
  }

  /// The characters of the encoding around a place; of base 64 and hexadecimal, from the start of a group.
  private func run(around place: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let (lead, group) =
      switch self {
      case .base64(let lead): ([0, 2, 3][lead], 4)
      case .hexadecimal: (0, 2)
      case .percent: (0, 1)
      }
    var start = place.lowerBound - lead
    if start < 0 || !text[start..<place.lowerBound].allSatisfy(isDigit) { start += group }
    let first = max(0, place.lowerBound - Encoding.reach)
    while start - group >= first, text[(start - group)..<start].allSatisfy(isDigit) {
      start -= group
    }
    let last = min(text.count, place.upperBound + Encoding.reach)
    var end = place.upperBound
    while end < last, isDigit(text[end]) { end += 1 }
    return start..<max(start, end)
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    switch (self, byte) {
    case (.base64, _): Base64.isDigit(byte)
    case (.hexadecimal, _): Encoding.digit(byte) != nil
    case (.percent, 0x21...0x7e): !"\"'`<>".utf8.contains(byte)
    case (.percent, _): false
    }
  }

  private static func pairs(_ text: [UInt8]) -> [UInt8] {
    stride(from: 0, to: text.count - 1, by: 2).map { index in
      (digit(text[index]) ?? 0) << 4 | (digit(text[index + 1]) ?? 0)
    }
  }

  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
        let high = digit(text[index + 1]),
        let low = digit(text[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
