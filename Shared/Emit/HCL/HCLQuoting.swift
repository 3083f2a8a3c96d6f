/// How text is written in quotes and in heredocs (hclsyntax/spec.md, "Template Expressions").
enum HCLQuoting {
  /// A quoted string, quotes included.
  static func quoted(_ text: String) -> String { "\"" + escaped(text, before: .end) + "\"" }

  /// A block's label, quotes included. `terraform fmt` writes labels anew and escapes all that Go's
  /// `unicode.IsPrint` refuses. Labels with `${` or `%{` have no form that it keeps.
  static func label(_ text: String) -> String {
    let quoted = quoted(text)
    if quoted.isPrintableASCII { return quoted }
    return quoted.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar.properties.generalCategory {
      case .format, .spaceSeparator, .privateUse, .unassigned:
        if scalar == " " { result += " " } else { result += Invisible.escape(scalar) }
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// What follows a piece of text. `$` before `${` needs care: `$${` is itself an escape.
  enum Follower { case end, interpolation }

  /// Text for the inside of quotes. Control characters, and those that hide or turn text around,
  /// become `\u` and four digits.
  static func escaped(_ text: String, before follower: Follower) -> String {
    if text.utf8.allSatisfy(standsForItself) { return text }
    var result = ""
    for piece in pieces(of: text, before: follower) {
      switch piece {
      case .scalar(let scalar): append(scalar, to: &result)
      case .sigil(let sigil): result += Invisible.escape(sigil)
      case .opener(let sigil): result += "\(sigil)\(sigil){"
      }
    }
    return result
  }

  private static func standsForItself(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "%"): false
    default: (0x20..<0x7f).contains(byte)
    }
  }

  /// Text for the inside of a heredoc, which knows no backslash escapes.
  static func heredoc(_ text: String, before follower: Follower) -> String {
    let sigils = [UInt8(ascii: "$"), UInt8(ascii: "%")]
    if !text.utf8.contains(where: sigils.contains) { return text }
    var result = ""
    for piece in pieces(of: text, before: follower) {
      switch piece {
      case .scalar(let scalar): result.unicodeScalars.append(scalar)
      case .sigil(let sigil): result += "${\"\(sigil)\"}"
      case .opener(let sigil): result += "\(sigil)\(sigil){"
      }
    }
    return result
  }

  private enum Piece {
    case scalar(Unicode.Scalar)
    /// `$` or `%` that must not be written bare, since an opener follows.
    case sigil(Unicode.Scalar)
    /// Literal `${` or `%{`.
    case opener(Unicode.Scalar)
  }

  private static func pieces(of text: String, before follower: Follower) -> [Piece] {
    let scalars = Array(text.unicodeScalars)
    var pieces: [Piece] = []
    var index = 0
    while index < scalars.count {
      guard scalars[index] == "$" || scalars[index] == "%" else {
        pieces.append(.scalar(scalars[index]))
        index += 1
        continue
      }
      let end = scalars[index...].firstIndex { $0 != "$" && $0 != "%" } ?? scalars.count
      let opens = end < scalars.count && scalars[end] == "{"
      let meetsOpener = opens || (end == scalars.count && follower == .interpolation)
      for position in index..<end {
        if opens && position == end - 1 {
          pieces.append(.opener(scalars[position]))
        } else {
          pieces.append(meetsOpener ? .sigil(scalars[position]) : .scalar(scalars[position]))
        }
      }
      index = opens ? end + 1 : end
    }
    return pieces
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case _ where Invisible.contains(scalar): text += Invisible.escape(scalar)
    default: text.unicodeScalars.append(scalar)
    }
  }
}
