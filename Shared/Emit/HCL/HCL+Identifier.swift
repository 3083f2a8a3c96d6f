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
