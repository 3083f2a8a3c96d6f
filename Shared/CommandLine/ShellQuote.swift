/// Words of a script that stand for themselves.
enum ShellQuote {
  /// In single quotes, for a POSIX shell (§2.2.2).
  static func posix(_ text: String) -> String { quoted(text) { $0 == "'" ? "'\\''" : nil } }

  /// In single quotes, for fish, where a backslash escapes a quote and itself.
  static func fish(_ text: String) -> String {
    quoted(text) { $0 == "'" || $0 == "\\" ? "\\\($0)" : nil }
  }

  private static func quoted(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      if let escaped = escape(scalar) {
        result += escaped
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }
}
