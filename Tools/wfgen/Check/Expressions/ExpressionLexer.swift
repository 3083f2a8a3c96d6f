/// Splits the text of an expression into tokens.
struct ExpressionLexer {
  enum Token: Equatable {
    case word(String)
    case string(String)
    case number
    /// An operator, a bracket, a comma or a dot.
    case mark(String)
    case end
  }

  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  private static func isWordStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_")
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isWord(_ byte: UInt8) -> Bool {
    isWordStart(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    index + ahead < bytes.count ? bytes[index + ahead] : nil
  }

  /// The next token and where it begins.
  mutating func next() throws(ExpressionFault) -> (token: Token, offset: Int) {
    while let byte = peek(), byte <= 0x20 { index += 1 }
    let start = index
    guard let byte = peek() else { return (.end, start) }
    if ExpressionLexer.isWordStart(byte) {
      while let next = peek(), ExpressionLexer.isWord(next) { index += 1 }
      return (.word(String(decoding: bytes[start..<index], as: UTF8.self)), start)
    }
    if byte == UInt8(ascii: "'") { return (.string(try string(from: start)), start) }
    if ExpressionLexer.isDigit(byte)
      || ([UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ".")].contains(byte)
        && peek(1).map(ExpressionLexer.isDigit) == true)
    {
      return (try number(from: start), start)
    }
    return (try mark(byte, at: start), start)
  }

  private mutating func string(from start: Int) throws(ExpressionFault) -> String {
    var text: [UInt8] = []
    index += 1
    while let byte = peek() {
      index += 1
      if byte != UInt8(ascii: "'") {
        text.append(byte)
      } else if peek() == UInt8(ascii: "'") {
        text.append(byte)
        index += 1
      } else {
        return String(decoding: text, as: UTF8.self)
      }
    }
    throw ExpressionFault(
      offset: start, message: "the quote that begins here is never closed",
      remedy: "close it; a quote within a text is written twice: 'it''s'")
  }

  /// JSON's numbers, and hexadecimal ones.
  private mutating func number(from start: Int) throws(ExpressionFault) -> Token {
    while let byte = peek(),
      ExpressionLexer.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
    {
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    let isNumber =
      Double(text) != nil || (text.hasPrefix("0x") && Int(text.dropFirst(2), radix: 16) != nil)
      || (text.hasPrefix("0o") && Int(text.dropFirst(2), radix: 8) != nil)
    guard isNumber else {
      throw ExpressionFault(
        offset: start, message: "\"\(text.prefix(40))\" is no number",
        remedy: "put text in single quotes")
    }
    return .number
  }

  private mutating func mark(_ byte: UInt8, at start: Int) throws(ExpressionFault) -> Token {
    let one = String(decoding: [byte], as: UTF8.self)
    let two = peek(1).map { String(decoding: [byte, $0], as: UTF8.self) } ?? ""
    if ["==", "!=", "<=", ">=", "&&", "||"].contains(two) {
      index += 2
      return .mark(two)
    }
    index += 1
    if "()[].,!<>*".contains(one) { return .mark(one) }
    let remedy =
      switch one {
      case "\"": "text is put in single quotes"
      case "=": "equality is =="
      case "&": "\"and\" is &&"
      case "|": "\"or\" is ||"
      case "+", "-", "/", "%": "expressions don't calculate; do it in a script"
      case "$": "an expression isn't within another; take the inner ${{ }} away"
      default: "take it out, or put text in single quotes"
      }
    throw ExpressionFault(
      offset: start,
      message:
        "\(one == "\"" ? "a double quote" : "\"\(printable(byte))\"") means nothing in an expression",
      remedy: remedy)
  }

  private func printable(_ byte: UInt8) -> String {
    byte < 0x7f ? String(Unicode.Scalar(byte)) : "a character beyond ASCII"
  }
}
