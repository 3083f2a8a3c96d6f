/// Words of a POSIX shell (IEEE Std 1003.1-2024, Shell Command Language §2.2 "Quoting" and
/// §2.4 "Reserved Words").
package enum ShellWords {
  /// One word that a shell reads as exactly this text: as it is where that is safe, else in single
  /// quotes.
  ///
  /// - Precondition: No NUL in the text: no argument of a Unix process can hold one.
  package static func quote(_ text: String) -> String {
    if !text.isEmpty, text.utf8.allSatisfy(isSafe) { return text }
    return singleQuoted(text)
  }

  /// A command line of these words. The first is quoted too where it would be an assignment or a
  /// reserved word instead of a command.
  package static func join(_ words: some Sequence<String>) -> String {
    words.enumerated().map { index, word in
      let isSpecial =
        index == 0 && (word.utf8.contains(UInt8(ascii: "=")) || reserved.contains(word))
      return isSpecial ? singleQuoted(word) : quote(word)
    }.joined(separator: " ")
  }

  private static func singleQuoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { result += "'\\''" } else { result.unicodeScalars.append(scalar) }
    }
    return result + "'"
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: safePunctuation.contains(byte)
    }
  }

  private static let safePunctuation = Set("_@%+=:,./-".utf8)

  /// POSIX's reserved words, and those of bash and zsh; `!`, `{`, `[[` and `}` are unsafe anyway.
  private static let reserved: Set<String> = [
    "case", "coproc", "do", "done", "elif", "else", "end", "esac", "fi", "for", "foreach",
    "function", "if", "in", "namespace", "nocorrect", "repeat", "select", "then", "time", "until",
    "while",
  ]
}
