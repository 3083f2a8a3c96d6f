/// Whether texts have the forms that the stack's schema asks for, so that what hasn't can be left
/// out and said. The stack's own decoder decides in the end.
enum StackForm {
  static func isPath(_ text: String) -> Bool {
    text.utf8.count <= 200 && !text.isEmpty
      && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part != "." && part != ".."
          && part.utf8.allSatisfy { isAlphanumeric($0) || "._@+-".utf8.contains($0) }
      }
  }

  static func isFolder(_ text: String) -> Bool { text == "." || isPath(text) }

  static func isCommand(_ words: [String]) -> Bool {
    !words.isEmpty && words.joined(separator: " ").utf8.count <= 500
      && words.allSatisfy { word in
        !word.isEmpty
          && word.utf8.allSatisfy { isAlphanumeric($0) || "._:/@+=,~%^-".utf8.contains($0) }
      }
  }

  static func isWord(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._:/@+=,~-".utf8.contains($0) }
  }

  static func isPackage(_ text: String) -> Bool {
    let (base, scope) = Names.parts(ofPackage: text)
    let isPart = { (part: String) in
      part.utf8.first.map { !"._".utf8.contains($0) } == true
        && part.utf8.allSatisfy { isLower($0) || isDigit($0) || "._~-".utf8.contains($0) }
    }
    return text.utf8.count <= 214 && isPart(base) && scope.map(isPart) ?? true
      && (scope != nil || !text.hasPrefix("@"))
  }

  static func isVariable(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.first.map(isUpper) == true
      && text.utf8.allSatisfy { isUpper($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// A name of PostgreSQL that needs no quotes.
  static func isIdentifier(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count)
      && text.utf8.first.map { isLower($0) || $0 == UInt8(ascii: "_") } == true
      && text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// One line of printable text, at most 300 characters.
  static func isLine(_ text: String) -> Bool {
    (1...300).contains(text.unicodeScalars.count)
      && text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && ![0x7f, 0x85, 0x2028, 0x2029].contains($0.value)
      }
  }

  static func isImage(_ text: String) -> Bool {
    guard text.utf8.count <= 300, let colon = text.lastIndex(of: ":") else { return false }
    let name = text[..<colon].utf8
    let tag = text[text.index(after: colon)...].utf8
    return name.first.map { isLower($0) || isDigit($0) } == true
      && name.allSatisfy { isLower($0) || isDigit($0) || "._/:-".utf8.contains($0) }
      && (1...128).contains(tag.count) && tag.first.map { !".-".utf8.contains($0) } == true
      && tag.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLower(byte) || isUpper(byte) || isDigit(byte)
  }
}
