/// Text for `troff` with the `man` macros (groff_man(7), man(7) of mandoc).
enum Roff {
  /// The text of a line, with nothing left in it that `troff` would obey.
  ///
  /// Hyphens become minus signs, so that what is copied from a page can be typed; quotes and
  /// accents keep their shape (groff_char(7)); what is not ASCII is named by its code point.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "\"": result += "\\(dq"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "…": result += "..."
      case " "..."~": result.unicodeScalars.append(scalar)
      case "\u{80}"...: result += "\\[u\(hexadecimal(scalar))]"
      default: result += " "
      }
    }
    return result.utf8.first == UInt8(ascii: ".") ? "\\&" + result : result
  }

  static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
  static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  /// At least four digits, as groff wants them.
  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
