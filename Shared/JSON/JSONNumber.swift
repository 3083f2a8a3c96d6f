/// A number as it was written, so that it is printed as it was read (RFC 8259 §6).
package struct JSONNumber: Hashable, Sendable {
  /// The JSON text of the number, always valid.
  package let text: String

  /// For the parser, which has checked `text` against the grammar.
  package init(validated text: String) { self.text = text }

  /// A whole number, in digits.
  package init(_ value: Int) { text = String(value) }

  /// The shortest text that gives the same `Double` again.
  ///
  /// - Returns: `nil` for infinities and NaN, which JSON can't say.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = value.description
  }

  /// The nearest `Double`; `nil` for what is beyond its range.
  package var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

  /// The number where it is whole and fits, however written (`3`, `3.0`, `30e-1`). Never rounded.
  package var integer: Int? {
    if let value = Int(text) { return value }
    guard let (digits, exponent) = decimal else { return nil }
    // The 19 digits of the largest integer bound the zeros that can matter.
    guard exponent >= 0, digits.utf8.count + exponent <= 19 else { return nil }
    let sign = text.utf8.first == UInt8(ascii: "-") ? "-" : ""
    return Int(sign + digits + String(repeating: "0", count: exponent))
  }

  /// The number as digits times a power of ten, with no zeros at either end; zero is `0` and 0.
  ///
  /// - Returns: `nil` where the exponent is beyond any machine integer and the number isn't zero.
  private var decimal: (digits: String, exponent: Int)? {
    let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
    let mantissa = parts[0].drop { $0 == UInt8(ascii: "-") }
    let fraction = mantissa.drop { $0 != UInt8(ascii: ".") }.dropFirst()
    let digits = mantissa.filter { $0 != UInt8(ascii: ".") }.drop { $0 == UInt8(ascii: "0") }
    guard let last = digits.lastIndex(where: { $0 != UInt8(ascii: "0") }) else { return ("0", 0) }
    guard let written = parts.count > 1 ? Int(Substring(parts[1])) : 0 else { return nil }
    let zeros = digits.distance(from: last, to: digits.endIndex) - 1
    let (exponent, overflow) = written.subtractingReportingOverflow(fraction.count - zeros)
    return overflow ? nil : (String(decoding: digits[...last], as: UTF8.self), exponent)
  }
}
