/// A script for bash as a value: what is a word, and what is a variable, is the printer's business.
package enum Shell {
  /// One word, never split and never matched against file names.
  ///
  ///     let word: Shell.Word = "/home/\(variable: "user")/.ssh"
  package struct Word: Equatable, Sendable {
    enum Part: Equatable, Sendable {
      case text(String)
      case variable(String)
      case output(Statement)
    }

    var parts: [Part]

    package init(_ text: String) { parts = [.text(text)] }
    /// The value of a variable.
    package static func variable(_ name: String) -> Word { Word(parts: [.variable(name)]) }
    /// What a command prints, without the newlines at its end.
    package static func output(_ command: Statement) -> Word { Word(parts: [.output(command)]) }

    init(parts: [Part]) { self.parts = parts }
  }

  /// A command, or what is made of several.
  package indirect enum Statement: Equatable, Sendable {
    /// Lines above what they are about, without `#`.
    case comment(String)
    case blank
    /// `name=word`
    case set(String, Word)
    /// `local name…`
    case local([String])
    case run([Word])
    /// Standard output into a file, or behind what it holds.
    case write(Statement, to: Word, appends: Bool = false)
    /// With nothing printed.
    case quiet(Statement)
    case not(Statement)
    case all([Statement])
    case pipe([Statement])
    case when(Statement, then: [Statement], otherwise: [Statement] = [])
    /// Once for each of some words; `.variable("@")` is each argument.
    case each(String, in: Word, body: [Statement])
    /// Once for each word in a variable's value, split at spaces.
    case eachWord(String, of: String, body: [Statement])
    case function(String, body: [Statement])
  }
}

extension Shell.Word: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }
  package init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  package struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { parts.append(.text(text)) }
    }
    package mutating func appendInterpolation(variable name: String) {
      parts.append(.variable(name))
    }
    package mutating func appendInterpolation(output command: Shell.Statement) {
      parts.append(.output(command))
    }
    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
  }
}
