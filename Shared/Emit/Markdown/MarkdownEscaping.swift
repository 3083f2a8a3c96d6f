/// Backslashes before what would be markup (CommonMark §2.4). `snake_case` and other text that is
/// no markup anyway stays readable.
enum MarkdownEscaping {
  /// Text for anywhere in a line. Line breaks become spaces, in a table's cell `<br>`.
  ///
  /// - Parameter precedesMarkup: Whether markup follows: `!` before a link would make it an image.
  static func escaped(_ text: String, isCell: Bool, precedesMarkup: Bool) -> String {
    if text.utf8.allSatisfy(standsForItself) { return text }
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch scalar {
      case "\r" where next == "\n": break
      case "\n", "\r": result += isCell ? "<br>" : " "
      case "\\", "`", "*", "[", "]", "<", "~": append(scalar, to: &result)
      case "|" where isCell: append(scalar, to: &result)
      case "!" where next == "[" || next == nil && precedesMarkup: append(scalar, to: &result)
      case "_" where !isWithinWord(index, in: scalars): append(scalar, to: &result)
      case "&" where beginsEntity(scalars[(index + 1)...]): append(scalar, to: &result)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func standsForItself(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\\"), UInt8(ascii: "`"),
      UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"),
      UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "_"),
      UInt8(ascii: "&"):
      false
    default: true
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    text += "\\"
    text.unicodeScalars.append(scalar)
  }

  /// `_` between letters or digits is no emphasis (CommonMark §6.2).
  private static func isWithinWord(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let run = { (scalar: Unicode.Scalar) in scalar == "_" }
    let before = scalars[..<index].last { !run($0) }
    let after = scalars[index...].first { !run($0) }
    guard let before, let after else { return false }
    return isAlphanumeric(before) && isAlphanumeric(after)
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// `&name;`, `&#1;`, `&#xa;`
  private static func beginsEntity(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = rest.prefix { $0.isASCII && (isAlphanumeric($0) || $0 == "#") }
    return !name.isEmpty && rest.dropFirst(name.count).first == ";"
  }

  /// A line that would begin a block of another kind (CommonMark §4 and §5), begun otherwise.
  static func escapedStart(_ line: String) -> String {
    guard let first = line.unicodeScalars.first else { return line }
    switch first {
    case "#", ">", "+", "=": return "\\" + line
    case "-" where isMarker(line): return "\\" + line
    case "0"..."9":
      let digits = line.prefix { ("0"..."9").contains($0) }
      let after = line.dropFirst(digits.count)
      guard digits.count <= 9, let mark = after.first, mark == "." || mark == ")",
        after.dropFirst().first.map(\.isWhitespace) ?? true
      else { return line }
      return digits + "\\" + after
    default: return line
    }
  }

  /// A bullet, or a line of dashes.
  private static func isMarker(_ line: String) -> Bool {
    let after = line.dropFirst().first
    return after == nil || after == " " || line.allSatisfy { $0 == "-" || $0 == " " }
  }
}
