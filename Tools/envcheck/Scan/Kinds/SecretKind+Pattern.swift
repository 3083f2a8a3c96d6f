extension SecretKind {
  /// The pattern that finds the secret and captures it.
  var wholePattern: String {
    if !pattern.isEmpty { return pattern }
    if near.isEmpty { return boundary + "(?<secret>\(token))(?![0-9A-Za-z_-])" }
    return SecretKind.name(of: near) + SecretKind.assignment + "(?<secret>\(token))"
      + SecretKind.end
  }

  /// The pattern that finds places to look at: what the first pass over a file searches for.
  var firstPattern: String {
    if !trigger.isEmpty { return trigger }
    if !pattern.isEmpty { return pattern }
    if near.isEmpty { return token }
    return "(?i:\(near.map(SecretKind.escaped).joined(separator: "|")))"
      + SecretKind.assignment + token
  }

  /// Looks for the keywords first, and for the pattern around them.
  mutating func triggerByKeywords() {
    trigger = "(?i:\(keywords.map(SecretKind.escaped).joined(separator: "|")))"
    reach = PatternSet.longest
  }

  /// A word in a name: at its start or at a hump, and not ended in the middle of one (`sumOf` has no
  /// `sumo`).
  private static func name(of words: [String]) -> String {
    "(?:(?<![A-Za-z])|(?<=[a-z0-9_])(?=[A-Z]))"
      + "(?i:\(words.map(escaped).joined(separator: "|")))(?<![a-z][A-Z](?=[a-z]))"
  }

  /// From a word of the name to the value: the name's rest, and what assigns in some language.
  private static let assignment =
    #"[\w.\- \t]{0,24}?["'\]\s)]{0,4}(?:=>|:{0,3}=|\?=|\|\||:|=|>|,)[`'"\s=(\[]{0,5}"#

  private static let end = #"(?=[\s"'`;,<>)\]}&|@]|\\|$)"#

  /// What may stand before a token. One without punctuation in its first letters could be a piece of
  /// base64, and so needs more of a boundary.
  private var boundary: String {
    let isMarked = opening.utf8.contains { "_.:~-".utf8.contains($0) }
    return isMarked
      ? #"(?:(?<![0-9A-Za-z.])|(?<=\\[nrt]))"# : #"(?:(?<![0-9A-Za-z+/_.-])|(?<=\\[nrt]))"#
  }

  /// The fixed text that tokens of this kind begin with; empty where there is none.
  var opening: String {
    guard near.isEmpty, pattern.isEmpty else { return "" }
    var result = ""
    var rest = Substring(token.hasPrefix("(?i:") ? String(token.dropFirst(4)) : token)
    while let first = rest.popFirst() {
      if first == "\\", let escaped = rest.popFirst(), escaped == "." || escaped == "$" {
        result.append(escaped)
      } else if first.isLetter || first.isNumber || "_:~/-".contains(first) {
        result.append(first)
      } else {
        if "?*{".contains(first) { result = String(result.dropLast()) }
        break
      }
    }
    return result
  }

  private static func escaped(_ word: String) -> String {
    word.reduce(into: "") { text, character in
      if !(character.isLetter || character.isNumber || "_- ".contains(character)) { text += "\\" }
      text.append(character)
    }
  }
}
