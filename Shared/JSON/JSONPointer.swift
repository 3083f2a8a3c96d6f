/// A place in a JSON document (RFC 6901).
package struct JSONPointer: Hashable, Sendable {
  /// The reference tokens, unescaped. Empty for the whole document.
  package var tokens: [String]

  package init(_ tokens: [String] = []) { self.tokens = tokens }

  /// Reads the string form: empty, or `/` before each token, with `~0` for `~` and `~1` for `/`.
  ///
  /// - Returns: `nil` where the text has neither form.
  package init?(parsing text: String) {
    if text.isEmpty { self.init(); return }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let token = JSONPointer.unescaped(part) else { return nil }
      tokens.append(token)
    }
    self.init(tokens)
  }

  package func appending(_ name: String) -> JSONPointer { JSONPointer(tokens + [name]) }
  package func appending(_ index: Int) -> JSONPointer { JSONPointer(tokens + [String(index)]) }

  /// An array index: digits without a leading zero (RFC 6901 §4).
  package static func index(_ token: String) -> Int? {
    guard token == "0" || token.utf8.first != UInt8(ascii: "0"),
      token.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(token)
  }

  private static func unescaped(_ part: Substring) -> String? {
    var token = ""
    var isEscaped = false
    for character in part.unicodeScalars {
      switch (isEscaped, character) {
      case (true, "0"): token.append("~")
      case (true, "1"): token.append("/")
      case (true, _): return nil
      case (false, "~"): break
      case (false, _): token.unicodeScalars.append(character)
      }
      isEscaped = !isEscaped && character == "~"
    }
    return isEscaped ? nil : token
  }
}

extension JSONPointer: CustomStringConvertible {
  package var description: String {
    tokens.map { token in
      "/" + token.unicodeScalars.reduce(into: "") { text, scalar in
        switch scalar {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.unicodeScalars.append(scalar)
        }
      }
    }.joined()
  }
}
