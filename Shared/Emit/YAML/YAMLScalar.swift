/// How text becomes a scalar that every reader takes for the same text.
enum YAMLScalar {
  /// Plain where that is safe, else in quotes: single ones where only they keep it readable.
  static func inline(_ text: String, isFlow: Bool) -> String {
    if isPlain(text, isFlow: isFlow) { return text }
    let scalars = text.unicodeScalars
    if scalars.contains(where: { $0 == "\"" || $0 == "\\" }), scalars.allSatisfy(isVisible) {
      return singleQuoted(text)
    }
    return doubleQuoted(text)
  }

  /// YAML 1.2.2 §7.3.3, narrowed to what is text in every schema.
  static func isPlain(_ text: String, isFlow: Bool) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last, scalars.allSatisfy(isVisible),
      first != " ", last != " ", last != ":", !indicators.contains(first),
      !resolves(text)
    else { return false }
    if first == "-",
      scalars.count == 1 || scalars[1] == " " || scalars.starts(with: "---".unicodeScalars)
    {
      return false
    }
    if text.hasPrefix("...") { return false }
    if isFlow, scalars.contains(where: { ",[]{}:#?".unicodeScalars.contains($0) }) { return false }
    return !zip(scalars, scalars.dropFirst()).contains { $0 == ":" && $1 == " " }
      && !zip(scalars, scalars.dropFirst()).contains { $0 == " " && $1 == "#" }
  }

  /// What a plain scalar may not begin with (YAML 1.2.2 §5.3); `-` is looked at by itself.
  private static let indicators = Set("?:,[]{}#&*!|>'\"%@`=".unicodeScalars)

  private static func singleQuoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar)
      if scalar == "'" { result += "'" }
    }
    return result + "'"
  }

  /// YAML 1.2.2 §7.3.1, with escapes that YAML 1.1 has too.
  static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where isVisible(scalar): result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x100: result += "\\x" + hex(scalar, digits: 2)
      case _ where scalar.value < 0x10000: result += "\\u" + hex(scalar, digits: 4)
      default: result += "\\U" + hex(scalar, digits: 8)
      }
    }
    return result + "\""
  }

  private static func hex(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let text = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// Whether a character is written as it is: not a control, a line break of any YAML version,
  /// a space that looks like another, a mark that hides or turns text around, or no character.
  static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0xa0, 0xad, 0x1680, 0x2000...0x200c, 0x200e...0x200f, 0x2028...0x202f,
      0x205f...0x206f, 0x3000, 0xfeff, 0xfff0...0xfffb:
      false
    default: scalar.value & 0xfffe != 0xfffe
    }
  }

  /// For comments, which know no escapes: tabs become spaces, what can't be seen is left out.
  static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\t" { result += " " }
      if isVisible(scalar) { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  static func trimmingEnd(_ text: String) -> String {
    String(text.trimmingEnd { $0 == " " || $0 == "\t" })
  }

  /// A float that 1.1 readers take for one: a point in the mantissa, a sign in the exponent.
  static func float(_ value: Double) -> String {
    if value.isNaN { return ".nan" }
    if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
    let text = value.description
    guard let mark = text.firstIndex(of: "e") else { return text }
    let mantissa = text[..<mark]
    return mantissa + (mantissa.contains(".") ? "" : ".0") + text[mark...]
  }
}

/// A text over several lines (YAML 1.2.2 §8.1).
extension YAMLScalar {
  struct Literal {
    /// `|`, `|-`, `|+`, with the indentation where the text begins with a space.
    var header: String
    var lines: [String]
  }

  /// yamllint allows no trailing spaces, no blank lines at the end of a document, and no more than
  /// two in a row.
  ///
  /// - Parameter isLast: Whether the text ends the document.
  /// - Returns: `nil` for text of one line, and for what a literal would lose or hide.
  static func literal(_ text: String, isLast: Bool) -> Literal? {
    let scalars = text.unicodeScalars
    guard scalars.contains("\n"),
      scalars.allSatisfy({ $0 == "\n" || $0 == "\t" || isVisible($0) })
    else { return nil }
    var lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    let ending = lines.reversed().prefix { $0.isEmpty }.count
    guard ending < lines.count,
      !lines.contains(where: { $0.last == " " || $0.last == "\t" }),
      longestGap(in: lines) <= 2
    else { return nil }
    if ending > 1 && isLast { return nil }
    let chomping = ending == 0 ? "-" : ending == 1 ? "" : "+"
    if ending > 0 { lines.removeLast() }
    let firstText = lines.first { !$0.isEmpty }?.first
    let needsIndicator = firstText == " " || firstText == "\t"
    return Literal(
      header: "|" + (needsIndicator ? "2" : "") + chomping,
      lines: lines.map { String(String.UnicodeScalarView($0)) })
  }

  private static func longestGap(in lines: [Substring.UnicodeScalarView]) -> Int {
    var longest = 0
    var current = 0
    for line in lines {
      current = line.isEmpty ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
