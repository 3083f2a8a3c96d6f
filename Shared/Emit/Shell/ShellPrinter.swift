extension Shell {
  /// The statements as lines, each with its newline.
  package static func text(_ statements: [Statement]) -> String {
    lines(statements, level: 0).map { $0 + "\n" }.joined()
  }

  private static func lines(_ statements: [Statement], level: Int) -> [String] {
    statements.flatMap(lines).map { $0.isEmpty ? "" : String(repeating: "  ", count: level) + $0 }
  }

  private static func lines(_ statement: Statement) -> [String] {
    switch statement {
    case .blank: [""]
    case .comment(let text): text.split(separator: "\n").map { "# \($0)" }
    case .when(let condition, let then, let otherwise):
      ["if \(line(condition)); then"] + lines(then, level: 1)
        + (otherwise.isEmpty ? [] : ["else"] + lines(otherwise, level: 1)) + ["fi"]
    case .each(let name, let words, let body):
      ["for \(name) in \(self.word(words)); do"] + lines(body, level: 1) + ["done"]
    case .eachWord(let name, let variable, let body):
      ["for \(name) in $\(variable); do"] + lines(body, level: 1) + ["done"]
    case .function(let name, let body): ["\(name)() {"] + lines(body, level: 1) + ["}"]
    default: [line(statement)]
    }
  }

  /// What fits on a line: compound commands with semicolons.
  static func line(_ statement: Statement) -> String {
    switch statement {
    case .set(let name, let value): "\(name)=\(value.parts == [.text("")] ? "" : word(value))"
    case .local(let names): "local " + names.joined(separator: " ")
    case .run(let words): command(words)
    case .write(let command, let file, let appends):
      "\(line(command)) \(appends ? ">>" : ">")\(word(file))"
    case .quiet(let command): "\(line(command)) >/dev/null 2>&1"
    case .not(let command): "! \(line(command))"
    case .all(let commands): commands.map(line).joined(separator: " && ")
    case .pipe(let commands): commands.map(line).joined(separator: " | ")
    default: lines(statement).joined(separator: "; ")
    }
  }

  /// The first word is quoted where it would be something else than a command, as
  /// ``ShellWords/join(_:)`` has it.
  private static func command(_ words: [Word]) -> String {
    words.enumerated().map { index, value in
      if index == 0, case .text(let text)? = value.parts.first, value.parts.count == 1 {
        return ShellWords.join([text])
      }
      return word(value)
    }.joined(separator: " ")
  }

  /// As it is, or in single quotes; in double quotes where something is filled in (IEEE Std
  /// 1003.1-2024, Shell Command Language §2.2.3).
  static func word(_ word: Word) -> String {
    let texts = word.parts.compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }
    if texts.count == word.parts.count { return ShellWords.quote(texts.joined()) }
    return "\"" + word.parts.indices.map { part(at: $0, of: word.parts) }.joined() + "\""
  }

  private static func part(at index: Int, of parts: [Word.Part]) -> String {
    switch parts[index] {
    case .text(let text): return escaped(text)
    case .output(let command): return "$(\(line(command)))"
    case .variable(let name):
      guard index + 1 < parts.count, case .text(let next) = parts[index + 1],
        let first = next.utf8.first, isNameByte(first) || first == UInt8(ascii: "[")
      else { return "$\(name)" }
      return "${\(name)}"
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if "\"\\$`".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
