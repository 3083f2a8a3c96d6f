import Diagnostics

extension Command {
  /// Reads the words of a command line, without the tool's name.
  ///
  /// `--help`, `--version`, `--completions` and `--manual` go before anything that is wrong.
  ///
  /// - Throws: Everything that is wrong with them, at once; exit status 2.
  package func parse(_ words: [String]) throws(Failure) -> Invocation {
    let located = CommandLocator(tool: self, words: words).located()
    var reading = Reading(
      chain: located.problem == nil ? located.chain : located.chain.resolvingDefaults)
    let items = OptionScanner(
      words: words, named: located.option(named:), lettered: located.option(lettered:)
    ).items()
    for item in items {
      switch item {
      case .options(let occurrences): occurrences.forEach { reading.take($0) }
      case .word(let word, let index):
        if !located.commandWords.contains(index) { reading.positionals.append(word) }
      }
    }
    if let request = reading.request(for: located.chain) { return request }
    if let problem = located.problem { reading.problems.append(problem) } else { reading.finish() }
    if let index = words.firstIndex(where: { $0.utf8.contains(0) }) {
      reading.problems = ["argument \(index + 1) contains a NUL byte"]
    }
    guard reading.problems.isEmpty else {
      throw Failure(
        status: .invalid, messages: reading.problems, hint: "run `\(located.chain.title) --help`")
    }
    return .run(
      Arguments(
        command: located.chain.names, positionals: reading.positionals, options: reading.given))
  }
}

/// Finds out which command a command line is for.
struct CommandLocator {
  let tool: Command
  let words: [String]

  struct Located {
    var chain: CommandChain
    /// Where the names of the subcommands stand.
    var commandWords: Set<Int> = []
    /// Why there is no such command.
    var problem: String?

    /// The option that a name stands for; one of another command, where this one has none, so that
    /// its value isn't taken for an argument.
    func option(named name: String) -> Option? { option { $0.name == name } }

    /// The option that a letter stands for.
    func option(lettered letter: Character) -> Option? { option { $0.short == letter } }

    private func option(where matches: (Option) -> Bool) -> Option? {
      if let option = chain.resolvingDefaults.options.first(where: matches) { return option }
      for other in CommandChain(chain.tool).all {
        if let option = other.command.options.first(where: matches) { return option }
      }
      return nil
    }
  }

  func located() -> Located {
    var located = Located(chain: CommandChain(tool))
    var index = 0
    while index < words.count, words[index] != "--", !located.chain.command.subcommands.isEmpty {
      let scanner = OptionScanner(
        words: words, named: located.option(named:), lettered: located.option(lettered:))
      let (item, count) = scanner.item(at: index)
      index += count
      guard case .word(let word, let place) = item else { continue }
      let command = located.chain.command
      if let next = command.subcommands.first(where: { $0.name == word }) {
        located.chain = located.chain.appending(next)
        located.commandWords.insert(place)
      } else if located.chain.resolvingDefaults.command.arguments.isEmpty {
        located.problem = unknown(word, among: command.subcommands.map(\.name))
        return located
      } else {
        break
      }
    }
    located.chain = located.chain.resolvingDefaults
    let open = located.chain.command.subcommands.map(\.name)
    if !open.isEmpty {
      located.problem = "a command is missing: one of \(open.joined(separator: ", "))"
    }
    return located
  }

  private func unknown(_ word: String, among names: [String]) -> String {
    let message = "unknown command \(Reading.quoted(word))"
    guard let near = Reading.suggestion(for: word, among: names) else {
      return "\(message); the commands are \(names.joined(separator: ", "))"
    }
    return "\(message); did you mean \"\(near)\"?"
  }
}
