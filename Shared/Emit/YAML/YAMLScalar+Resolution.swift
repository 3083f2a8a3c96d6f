/// What readers of YAML 1.1 (yaml.org/type), of 1.2's core schema (YAML 1.2.2 §10.3), or of both
/// after their own fashion (go-yaml) would take for something else than text.
extension YAMLScalar {
  /// Whether a plain scalar would be read as null, a boolean, a number, a date, or a merge key.
  static func resolves(_ text: String) -> Bool {
    if words.contains(text.lowercased()) { return true }
    let bytes = Array(text.utf8)
    let unsigned =
      bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
      ? bytes.dropFirst()
      : bytes[...]
    return isPrefixed(unsigned) || isDecimal(unsigned) || isSexagesimal(unsigned) || isDate(bytes)
  }

  /// Compared without regard to case: `Yes`, `NO` and `Null` are booleans and null too.
  private static let words: Set<String> = [
    "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=",
    ".inf", "-.inf", "+.inf", ".nan",
  ]

  /// `0x1f`, `0o17`, `0b1`.
  private static func isPrefixed(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count > 2, bytes.first == UInt8(ascii: "0") else { return false }
    let digits = bytes.dropFirst(2)
    switch bytes[bytes.startIndex + 1] | 0x20 {
    case UInt8(ascii: "x"):
      return digits.allSatisfy { isDigit($0) || isHexLetter($0) || $0 == score }
    case UInt8(ascii: "o"), UInt8(ascii: "b"):
      return digits.allSatisfy { isDigit($0) || $0 == score }
    default: return false
    }
  }

  /// `12`, `0755`, `1_000`, `1.5`, `.5`, `1.`, `1e3`.
  private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.contains(where: isDigit) else { return false }
    var rest = bytes.drop { isDigit($0) || $0 == score }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst().drop { isDigit($0) || $0 == score }
    }
    guard let mark = rest.first else { return true }
    guard mark | 0x20 == UInt8(ascii: "e"), rest.startIndex > bytes.startIndex else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    return rest.allSatisfy { isDigit($0) || $0 == score }
  }

  /// `12:30:45`, `5432:5432`, `1:30.5`.
  private static func isSexagesimal(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, isDigit(first), bytes.contains(UInt8(ascii: ":")) else {
      return false
    }
    return bytes.allSatisfy {
      isDigit($0) || $0 == score || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
    }
  }

  /// `2001-12-14`, alone or before a time of day.
  private static func isDate(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(
      separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
      parts[0].allSatisfy(isDigit), parts[1].allSatisfy(isDigit)
    else { return false }
    let day = parts[2].prefix(while: isDigit)
    let after = parts[2].dropFirst(day.count).first
    return (1...2).contains(day.count)
      && [nil, UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(after)
  }

  private static let score = UInt8(ascii: "_")

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isHexLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
