/// How text is written in quotes and in heredocs (hclsyntax/spec.md, "Template Expressions").
enum HCLQuoting {
  /// A quoted string, quotes included.
  static func quoted(_ text: String) -> String { "\"" + escaped(text, before: .end) + "\"" }

  /// A block's label, quotes included. `terraform fmt` writes labels anew and escapes all that Go's
  /// `unicode.IsPrint` refuses. Labels with `${` or `%{` have no form that it keeps.
  static func label(_ text: String) -> String {
    let scalars = quoted(text).unicodeScalars
    return scalars.reduce(into: "") { result, scalar in
      switch scalar.properties.generalCategory {
      case .format, .spaceSeparator, .privateUse, .unassigned:
        if scalar == " " { result += " " } else { result += unicodeEscape(scalar) }
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// What follows a piece of text. `$` before `${` needs care: `$${` is itself an escape.
  enum Follower { case end, interpolation }

  /// Text for the inside of quotes. Control characters, and those that hide or turn text around,
  /// become `\uXXXX`.
  static func escaped(_ text: String, before follower: Follower) -> String {
    var result = ""
    for piece in pieces(of: text, before: follower) {
      switch piece {
      case .scalar(let scalar): append(scalar, to: &result)
      case .sigil(let sigil): result += unicodeEscape(sigil)
      case .opener(let sigil): result += "\(sigil)\(sigil){"
      }
    }
    return result
  }

  /// Text for the inside of a heredoc, which knows no backslash escapes.
  static func heredoc(_ text: String, before follower: Follower) -> String {
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
    case _ where isInvisible(scalar): text += unicodeEscape(scalar)
    default: text.unicodeScalars.append(scalar)
    }
  }

  static func unicodeEscape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return digits.count <= 4
      ? "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      : "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Controls, line and paragraph separators, the byte-order mark, and bidirectional controls.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff: true
    default: false
    }
  }
}

extension HCL {
  /// Whether a text is an identifier as we write them: ASCII letters, digits and `_`.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return text.utf8.allSatisfy(isWordByte)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Words that are not names: keywords of the language, roots of references, and what Terraform
  /// refuses as the name of a variable ("reserved for meta-arguments in module blocks").
  private static let reservedWords: Set<String> = [
    "for", "in", "if", "else", "endif", "endfor", "null", "true", "false",
    "var", "local", "locals", "module", "data", "path", "terraform", "each", "self", "resource",
    "source", "version", "providers", "provider", "count", "for_each", "lifecycle", "depends_on",
    "variable", "output", "dynamic", "connection", "provisioner",
  ]

  /// A Terraform name made from any text: snake_case ASCII, never empty, a reserved word or
  /// beginning with a digit (`my-name` → `my_name`, `HTTPServer` → `http_server`, `9x` → `_9x`,
  /// `count` → `count_`).
  ///
  /// Characters outside ASCII become their code points (`é` → `ue9`). Different texts may give one
  /// name (`a-b`, `a_b`): where that matters, the caller looks for it.
  package static func identifier(from text: String) -> String {
    var words: [String] = [""]
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "a"..."z", "0"..."9": words[words.count - 1].unicodeScalars.append(scalar)
      case "A"..."Z":
        if startsWord(at: index, in: scalars) { words.append("") }
        words[words.count - 1] += scalar.properties.lowercaseMapping
      case _ where scalar.isASCII: words.append("")
      default: words += ["u" + String(scalar.value, radix: 16), ""]
      }
    }
    let name = words.filter { !$0.isEmpty }.joined(separator: "_")
    if name.isEmpty { return "unnamed" }
    if reservedWords.contains(name) { return name + "_" }
    return isIdentifier(name) ? name : "_" + name
  }

  /// An upper-case letter begins a word after a lower-case letter or digit, and before a
  /// lower-case letter where it ends a run of capitals.
  private static func startsWord(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard index > 0 else { return false }
    let before = scalars[index - 1]
    if ("a"..."z").contains(before) || ("0"..."9").contains(before) { return true }
    guard ("A"..."Z").contains(before), index + 1 < scalars.count else { return false }
    return ("a"..."z").contains(scalars[index + 1])
  }

  /// Words an object's key may not be without quotes: the parser reads them as something else.
  private static let keyKeywords: Set<String> = ["for", "null", "true", "false"]

  /// Whether a key is printed without quotes.
  static func isBareKey(_ text: String) -> Bool {
    isIdentifier(text) && !keyKeywords.contains(text)
  }
}
