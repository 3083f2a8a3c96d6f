extension Dockerfile {
  /// A word that the builder reads: text that stands for itself, and variables it expands.
  package struct Word: Equatable, Sendable {
    /// In order; neighbouring texts are one.
    package var parts: [Part]

    /// A piece of a word.
    package enum Part: Equatable, Sendable {
      case text(String)
      /// `${name}`
      case variable(String)
    }

    package init(_ text: String) { parts = [.text(text)] }
    package init(parts: [Part]) { self.parts = parts }

    /// `${name}` alone.
    package static func variable(_ name: String) -> Word { Word(parts: [.variable(name)]) }
    /// One word of the parts of two.
    package static func + (left: Word, right: Word) -> Word {
      Word(parts: left.parts + right.parts)
    }

    /// Whether an instruction can say a text. A Dockerfile has no form for a line break in a word;
    /// the printer writes a space.
    package static func canSay(_ text: String) -> Bool {
      !text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0 == "\0" }
    }
  }
}

/// `"\(variable: "BASE")-alpine"`: literal parts and strings stand for themselves.
extension Dockerfile.Word: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }
  package init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  package struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }
    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    package mutating func appendInterpolation(variable name: String) {
      parts.append(.variable(name))
    }
  }
}

/// The forms of a word (BuildKit, `shell/lex.go`).
extension Dockerfile.Word {
  /// As one word of a line that is split at spaces: bare, or in double quotes.
  var quoted: String {
    let isBare = parts.allSatisfy { part in
      if case .text(let text) = part { text.utf8.allSatisfy(Self.isBare) } else { true }
    }
    if isBare && !parts.allSatisfy({ $0 == .text("") }) { return escaped("") }
    return "\"" + escaped("\"\\$") + "\""
  }

  /// As the whole rest of a line, or an element of a JSON array: no quotes around it, but the
  /// builder still takes quotes, backslashes and variables for its own.
  var unquoted: String { escaped("\"'\\$") }

  /// Whether the word is split where words are split at spaces.
  var hasSpace: Bool {
    parts.contains { part in
      if case .text(let text) = part {
        text.isEmpty
          || text.utf8.contains { $0 <= 0x20 || $0 > 0x7f } && text.contains(where: \.isWhitespace)
      } else {
        false
      }
    }
  }

  private func escaped(_ special: String) -> String {
    parts.map { part in
      switch part {
      case .variable(let name): return "${\(name)}"
      case .text(let text):
        let isPlain = text.utf8.allSatisfy { byte in
          byte >= 0x20 && !special.utf8.contains(byte)
        }
        if isPlain { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
          if special.unicodeScalars.contains(scalar) { result += "\\" }
          result.unicodeScalars.append(Dockerfile.isLineBreak(scalar) ? " " : scalar)
        }
      }
    }.joined()
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: barePunctuation.contains(byte)
    }
  }

  private static let barePunctuation = Set("_@%+=:,./-".utf8)
}

extension Dockerfile {
  static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\0"
  }

  /// A JSON array of strings on one line (the exec form).
  static func json(_ words: [String]) -> String {
    "[" + words.map(json).joined(separator: ", ") + "]"
  }

  private static func json(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "\"") { result, scalar in
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where Invisible.contains(scalar): result += Invisible.escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    } + "\""
  }

  /// Go's form of a duration: `90s`, `500ms`, `1m30s` (time.ParseDuration).
  static func text(of duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = attoseconds / 1_000_000_000_000_000
    if milliseconds != 0 { return "\(seconds * 1000 + milliseconds)ms" }
    return seconds >= 120 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }
}
