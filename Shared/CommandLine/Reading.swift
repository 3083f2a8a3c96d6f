import Diagnostics

/// What has been read of a command line, and what is wrong with it.
struct Reading {
  let chain: CommandChain
  var given: [Arguments.GivenOption] = []
  var positionals: [String] = []
  var problems: [String] = []
  private let options: [Option]

  init(chain: CommandChain) {
    self.chain = chain
    options = chain.options
  }

  /// Checks an option and keeps it.
  mutating func take(_ occurrence: OptionScanner.Occurrence) {
    guard let option = options.first(where: { $0.name == occurrence.option?.name }) else {
      problems.append(unknown(occurrence))
      return
    }
    if let problem = occurrence.problem {
      problems.append(problem)
      return
    }
    if let value = occurrence.value, let kind = option.value,
      let problem = Reading.problem(with: value, as: kind)
    {
      problems.append("\(occurrence.spelling): \(problem)")
      return
    }
    if !option.isRepeatable, given.contains(where: { $0.name == option.name }) {
      let problem = "\(option.spelling) is given more than once"
      if !problems.contains(problem) { problems.append(problem) }
      return
    }
    given.append(.init(name: option.name, value: occurrence.value))
  }

  /// What was asked for instead of running the command.
  func request(for chain: CommandChain) -> Invocation? {
    for option in given {
      switch option.name {
      case "help": return .help(chain.typedNames)
      case "version": return .version
      case "manual": return .manual
      case "completions":
        if let shell = option.value.flatMap(Shell.init) { return .completions(shell) }
      default: break
      }
    }
    return nil
  }

  /// Checks what only shows when all has been read.
  mutating func finish() {
    let isSound = problems.isEmpty
    checkCombinations()
    // A word that was refused may be the one that would be missed, so nothing is missed then.
    guard isSound else { return }
    for option in options where option.isRequired && !has(option.name) {
      problems.append("\(option.spelling) is missing: \(option.form)")
    }
    checkPositionals()
  }

  private mutating func checkCombinations() {
    for set in chain.exclusive {
      let both = set.filter(has).map { "--\($0)" }
      if both.count > 1 {
        problems.append("\(both.joined(separator: " and ")) can't be given together")
      }
    }
    for option in options where has(option.name) && !option.needs.isEmpty {
      if !option.needs.contains(where: has) {
        let needed = option.needs.map { "--\($0)" }.joined(separator: " or ")
        problems.append("\(option.spelling) needs \(needed) as well")
      }
    }
  }

  private func has(_ name: String) -> Bool { given.contains { $0.name == name } }

  private mutating func checkPositionals() {
    let arguments = chain.command.arguments
    var rest = positionals[...]
    for (index, argument) in arguments.enumerated() {
      let reserved = arguments[(index + 1)...].reduce(0) { $0 + $1.arity.minimum }
      let most = max(min(rest.count, argument.arity.minimum), rest.count - reserved)
      let words = rest.prefix(min(most, argument.arity.maximum ?? most))
      rest = rest.dropFirst(words.count)
      if words.count < argument.arity.minimum {
        problems.append(missing(argument, count: words.count))
      }
      for word in words {
        if let problem = Reading.problem(with: word, as: argument.kind) {
          problems.append("\(argument.name): \(problem)")
        }
      }
    }
    for word in rest {
      let none = arguments.isEmpty ? "; `\(chain.title)` takes none" : ""
      problems.append("unexpected argument \(Reading.quoted(word))\(none)")
    }
  }

  private func missing(_ argument: Argument, count: Int) -> String {
    let minimum = argument.arity.minimum
    guard minimum > 1 else { return "\(argument.name) is missing: \(argument.summary)" }
    return "\(argument.name) is missing: at least \(minimum) are needed, \(count) given"
  }

  private func unknown(_ occurrence: OptionScanner.Occurrence) -> String {
    let spelling = occurrence.spelling
    let message = "unknown option \(Reading.quoted(spelling))"
    let name = String(spelling.unicodeScalars.drop { $0 == "-" })
    if let near = Reading.suggestion(for: name, among: options.map(\.name)) {
      return "\(message); did you mean \"--\(near)\"?"
    }
    let owner = CommandChain(chain.tool).all.first { other in
      other.command.options.contains { $0.name == occurrence.option?.name }
    }
    guard let owner else { return message }
    return "\(message) of `\(chain.title)`; `\(owner.title)` has it"
  }
}

extension Reading {
  /// What is wrong with a value, or `nil`.
  static func problem(with value: String, as kind: ValueKind) -> String? {
    if value.isEmpty { return "the value is empty" }
    switch kind {
    case .text, .file, .directory, .path: return nil
    case .choice(let words):
      if words.contains(value) { return nil }
      let near = suggestion(for: value, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
      return "\(quoted(value)) isn't one of \(words.joined(separator: ", "))\(near)"
    case .integer(let range):
      if let number = Int(value), range.contains(number) { return nil }
      return "\(quoted(value)) isn't a whole number \(described(range))"
    }
  }

  private static func described(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): "of 64 bits"
    case (let low, .max): "from \(low)"
    case (.min, let high): "up to \(high)"
    case (let low, let high): "from \(low) to \(high)"
    }
  }

  /// What is spelt much alike, else the only one that begins alike.
  static func suggestion(for word: String, among words: [String]) -> String? {
    if let near = Suggestion.nearest(to: word, among: words) { return near }
    let beginning = words.filter { $0.utf8.starts(with: word.utf8) }
    return beginning.count == 1 && word.utf8.count > 1 ? beginning[0] : nil
  }

  /// The word in quotes, cut where it is long.
  static func quoted(_ word: String) -> String {
    let scalars = word.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return "\"\(word)\"" }
    return "\"\(String(scalars[..<end]))…\""
  }
}
