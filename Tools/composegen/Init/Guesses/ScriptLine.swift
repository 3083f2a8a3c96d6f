/// A script of package.json as the commands that it runs, without a shell's finer points.
struct ScriptLine: Sendable {
  /// The words of each command, without quotes.
  let commands: [[String]]

  init(_ text: String) {
    var commands: [[String]] = [[]]
    let plain = String(text.map { "\"'`\\()\t\n\r".contains($0) ? " " : $0 })
    for word in plain.split(separator: " ") {
      if ["&&", "||", ";", "&", "|"].contains(word) {
        commands.append([])
      } else if word.hasSuffix(";") || word.hasSuffix("&") {
        commands[commands.count - 1].append(String(word.dropLast()))
        commands.append([])
      } else {
        commands[commands.count - 1].append(String(word))
      }
    }
    self.commands = commands.filter { !$0.isEmpty }
  }

  /// A program, named by its path or without.
  static func program(_ word: String) -> String { RepositoryPath.last(word) }

  /// Whether it is `NAME=VALUE`.
  static func isAssignment(_ word: String) -> Bool {
    guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
    return word[..<equals].utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }

  /// What stands behind a program in the first command that has it; `nil` where none has.
  func arguments(of program: String) -> [String]? {
    for command in commands {
      if let index = command.firstIndex(where: { ScriptLine.program($0) == program }) {
        return Array(command[(index + 1)...])
      }
    }
    return nil
  }

  /// Whether one of the programs runs in it, for more than a check or a build; a program with a
  /// word behind it only with that command.
  func runs(_ programs: Set<String>) -> Bool {
    programs.contains { program in
      let words = program.split(separator: " ").map(String.init)
      guard let arguments = arguments(of: words[0]) else { return false }
      let first = arguments.first ?? ""
      return words.count > 1 ? first == words[1] : !ScriptLine.short.contains(first)
    }
  }

  /// Commands of programs that serve, which end by themselves.
  private static let short: Set<String> = [
    "build", "lint", "check", "info", "export", "typegen", "test", "generate", "telemetry",
    "prepare", "sync", "inspect", "type-gen", "types",
  ]

  /// The port that a flag or a variable says, whatever program it is for.
  var port: Int? {
    for command in commands {
      for (index, word) in command.enumerated() {
        if let port = ScriptLine.port(
          word, next: index + 1 < command.count ? command[index + 1] : "")
        {
          return port
        }
      }
    }
    return nil
  }

  private static func port(_ word: String, next: String) -> Int? {
    for flag in ["-p", "--port", "-P", "--http-port", "-l", "--listen"] where word == flag {
      return number(next)
    }
    for prefix in ["--port=", "-p=", "PORT=", "--http-port=", "VITE_PORT=", "NEXT_PORT=", "-p"]
    where word.hasPrefix(prefix) {
      if let port = number(String(word.dropFirst(prefix.count))) { return port }
    }
    return nil
  }

  /// `3100`, `${PORT:-3100}`, `tcp://0.0.0.0:3100`.
  private static func number(_ text: String) -> Int? {
    var digits = text[...]
    if digits.hasPrefix("${"), let sign = digits.firstIndex(of: "-") {
      digits = digits[digits.index(after: sign)...].prefix { $0 != "}" }
    } else if let colon = digits.lastIndex(of: ":") {
      digits = digits[digits.index(after: colon)...]
    }
    return Int(digits).flatMap { (1...65_535).contains($0) ? $0 : nil }
  }
}
