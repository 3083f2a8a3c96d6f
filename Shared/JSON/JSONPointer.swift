/// A place in a JSON document (RFC 6901).
package struct JSONPointer: Hashable, Sendable {
  /// The reference tokens, unescaped. Empty for the whole document.
  package var tokens: [String]

  /// - Parameter tokens: Unescaped.
  package init(_ tokens: [String] = []) { self.tokens = tokens }

  /// Reads the string form: empty, or `/` before each token, with `~0` for `~` and `~1` for `/`.
  ///
  /// - Returns: `nil` where the text has neither form.
  package init?(parsing text: String) {
    if text.isEmpty { self.init(); return }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    // By bytes: a combining mark behind a slash would hide it as a character.
    let parts = text.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for part in parts {
      guard let token = JSONPointer.unescaped(part) else { return nil }
      tokens.append(token)
    }
    self.init(tokens)
  }

  /// The place of a member of this place.
  package func appending(_ name: String) -> JSONPointer { JSONPointer(tokens + [name]) }
  /// The place of an element, counted from 0, of this place.
  package func appending(_ index: Int) -> JSONPointer { JSONPointer(tokens + [String(index)]) }

  /// An array index: digits without a leading zero (RFC 6901 §4).
  package static func index(_ token: String) -> Int? {
    guard token == "0" || token.utf8.first != UInt8(ascii: "0"),
      token.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(token)
  }

  private static func unescaped(_ part: Substring.UTF8View) -> String? {
    var token: [UInt8] = []
    var isEscaped = false
    for byte in part {
      switch (isEscaped, byte) {
      case (true, UInt8(ascii: "0")): token.append(UInt8(ascii: "~"))
      case (true, UInt8(ascii: "1")): token.append(UInt8(ascii: "/"))
      case (true, _): return nil
      case (false, UInt8(ascii: "~")): break
      case (false, _): token.append(byte)
      }
      isEscaped = !isEscaped && byte == UInt8(ascii: "~")
    }
    return isEscaped ? nil : String(decoding: token, as: UTF8.self)
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The string form, which ``init(parsing:)`` reads.
  package var description: String {
    tokens.map { "/" + JSONPointer.escaped($0) }.joined()
  }

  private static func escaped(_ token: String) -> String {
    token.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
