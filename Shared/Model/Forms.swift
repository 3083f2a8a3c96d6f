import JSON

/// The forms of text that a stack is made of. Each pattern says in ECMA-262 what the check beside
/// it accepts; a test holds the two together.
package enum Forms {
  /// A name that is safe as a DNS label (RFC 1123 §2.1), a container name, a Terraform label with
  /// its hyphens replaced, and the stem of a shell variable.
  package static func name(_ what: String, upTo length: Int) -> TextForm {
    TextForm(
      "\(what) (lower-case letters and digits, in words joined by single hyphens, starting with "
        + "a letter, at most \(length) characters)",
      pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", lengths: 1...length
    ) { text in
      let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      return isLower(text.utf8.first)
        && words.allSatisfy { !$0.isEmpty && $0.allSatisfy { isLower($0) || isDigit($0) } }
    }
  }

  /// The name of an environment variable (POSIX.1-2017 §8.1), in capitals.
  package static let variableName = TextForm(
    "a variable's name (capitals, digits and underscores, starting with a capital)",
    pattern: "^[A-Z][A-Z0-9_]*$", lengths: 1...64
  ) { text in
    isUpper(text.utf8.first)
      && text.utf8.allSatisfy { isUpper($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// A path inside the repository: portable characters only, no `.` or `..` component.
  static let path = TextForm(
    "a path inside the repository (relative, components of letters, digits, \".\", \"_\", \"-\", "
      + "\"@\" and \"+\", without \"..\")",
    pattern: #"^(?!.*(^|/)\.{1,2}(/|$))[A-Za-z0-9._@+-]+(/[A-Za-z0-9._@+-]+)*$"#,
    lengths: 1...200, accepts: isPath)

  /// A ``path``, or `.` for the repository's root.
  static let folder = TextForm(
    "a folder inside the repository (relative, without \"..\"), or \".\"",
    pattern: #"^(\.|(?!.*(^|/)\.{1,2}(/|$))[A-Za-z0-9._@+-]+(/[A-Za-z0-9._@+-]+)*)$"#,
    lengths: 1...200
  ) { $0 == "." || isPath($0) }

  /// One line of text for people.
  package static let line = TextForm(
    "one line of text", pattern: #"^[^\u0000-\u001f\u007f\u0085\u2028\u2029]+$"#, lengths: 1...300
  ) { text in
    text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && ![0x7f, 0x85, 0x2028, 0x2029].contains($0.value)
    }
  }

  /// A value of a variable. It may be meant to be secret, so no message shows it.
  static let value = TextForm(
    "one line of text, at most 2000 characters", pattern: #"^[^\u0000-\u001f\u007f]*$"#,
    lengths: 0...2000, isPublic: false
  ) { text in text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f } }

  /// A word of a command line, or of a version: no white space, quotes or shell characters.
  static func word(_ what: String, upTo length: Int = 100) -> TextForm {
    TextForm(
      "\(what) (letters, digits and \". _ : / @ + = , ~ -\")",
      pattern: "^[A-Za-z0-9._:/@+=,~-]+$", lengths: 1...length
    ) { $0.utf8.allSatisfy { isAlphanumeric($0) || "._:/@+=,~-".utf8.contains($0) } }
  }

  /// A command as it would be typed. It is split at white space, and no shell reads it.
  static let command = TextForm(
    "a command (words separated by single spaces, without quotes or shell characters)",
    pattern: "^[A-Za-z0-9._:/@+=,~%^-]+( [A-Za-z0-9._:/@+=,~%^-]+)*$", lengths: 1...500
  ) { text in
    text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy { isAlphanumeric($0) || "._:/@+=,~%^-".utf8.contains($0) }
    }
  }

  /// An absolute path of a URL (RFC 3986 §3.3), without query.
  static let urlPath = TextForm(
    "an absolute path of a URL, as \"/health\"", pattern: "^/[A-Za-z0-9._~/-]*$", lengths: 1...200
  ) { text in
    text.utf8.first == UInt8(ascii: "/")
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._~/-".utf8.contains($0) }
  }

  /// A DNS name of at least two labels (RFC 1123 §2.1).
  static let domain = TextForm(
    "a domain name, as \"api.example.com\"",
    pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$",
    lengths: 3...253
  ) { text in
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count > 1
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
          && label.last != UInt8(ascii: "-")
          && label.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  /// A tag at DigitalOcean: the provider's own pattern, `^[A-Za-z0-9:\-_]{1,255}$`.
  static let tag = TextForm(
    "a tag (letters, digits, \":\", \"_\" and \"-\")", pattern: "^[A-Za-z0-9:_-]+$",
    lengths: 1...255
  ) { $0.utf8.allSatisfy { isAlphanumeric($0) || ":_-".utf8.contains($0) } }

  /// A slug of a region, a size or an image at DigitalOcean.
  static func slug(_ what: String) -> TextForm {
    TextForm(
      "the slug of \(what) (lower-case letters, digits, hyphens and underscores)",
      pattern: "^[a-z0-9_-]+$", lengths: 1...64
    ) { $0.utf8.allSatisfy { isLower($0) || isDigit($0) || "_-".utf8.contains($0) } }
  }

  /// A region of DigitalOcean; which ones there are is tfgen's to know.
  static let region = slug("a region, as nyc3")

  static func isPath(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
        && $0.allSatisfy { isAlphanumeric($0) || "._@+-".utf8.contains($0) }
    }
  }

  package static func isLower(_ byte: UInt8?) -> Bool {
    byte.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } ?? false
  }

  package static func isUpper(_ byte: UInt8?) -> Bool {
    byte.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
  }

  package static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  package static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLower(byte) || isUpper(byte) || isDigit(byte)
  }
}

extension Shape where Value == String {
  static func name(_ what: String, upTo length: Int = 24) -> Shape<String> {
    .text(Forms.name(what, upTo: length))
  }

  static func slug(_ what: String) -> Shape<String> { .text(Forms.slug(what)) }
  static let line = Shape<String>.text(Forms.line)
  static let path = Shape<String>.text(Forms.path)
  static let folder = Shape<String>.text(Forms.folder)
  static let urlPath = Shape<String>.text(Forms.urlPath)
}

extension Shape where Value == [String] {
  /// A command, as its words.
  static let command = Shape<String>.text(Forms.command).map {
    $0.split(separator: " ").map(String.init)
  }
}

extension Shape where Value == Int {
  /// A TCP port (RFC 6335 §6); 0 is no port.
  package static let port = Shape<Int>.integer("a port", 1...65535)
  package static let percent = Shape<Int>.integer("a percentage", 1...100)
  static let minutes = Shape<Int>.integer("minutes", 1...360)
}
