/// How a message repeats a name that someone wrote.
package enum QuotedName {
  /// The name in double quotes, cut to a length that fits a line, with escapes for what a terminal
  /// would obey and not show.
  package static func text(_ name: String) -> String {
    let limit = 64
    var text = ""
    for scalar in name.unicodeScalars.prefix(limit) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return "\"\(text)\(name.unicodeScalars.count > limit ? "\u{2026}" : "")\""
  }
}
