/// How a command is called, word by word.
struct Synopsis {
  enum Word: Equatable {
    /// Typed as it is.
    case literal(String)
    /// May be left out, typed as it is.
    case optionalLiteral(String)
    /// Stands for something else; brackets and dots included.
    case placeholder(String)
  }

  let words: [Word]

  /// One line for a command, or for each of its subcommands where it has some.
  static func lines(for chain: CommandChain) -> [Synopsis] {
    if chain.command.subcommands.isEmpty { return [Synopsis(leaf: chain, isDefault: false)] }
    return chain.command.subcommands.flatMap { subcommand in
      let next = chain.appending(subcommand)
      return subcommand.subcommands.isEmpty
        ? [Synopsis(leaf: next, isDefault: subcommand.name == chain.command.defaultSubcommand)]
        : lines(for: next)
    }
  }

  private init(leaf chain: CommandChain, isDefault: Bool) {
    var words = [chain.tool.name].map(Word.literal) + chain.names.map(Word.literal)
    if isDefault { words[words.count - 1] = .optionalLiteral(chain.command.name) }
    for option in chain.options where option.isRequired {
      words.append(.literal(option.spelling))
      if let name = option.valueName { words.append(.placeholder(name)) }
    }
    words.append(.placeholder("[OPTIONS]"))
    words += chain.command.arguments.map { .placeholder($0.form) }
    self.words = words
  }

  var text: String {
    words.map { word in
      switch word {
      case .literal(let text), .placeholder(let text): text
      case .optionalLiteral(let text): "[\(text)]"
      }
    }.joined(separator: " ")
  }
}

extension Option {
  /// The summary with what the kind of value adds to it.
  var details: String {
    var notes: [String] = []
    if case .choice(let words)? = value, placeholder != nil { notes.append(Option.list(words)) }
    if case .integer(let range)? = value, range.lowerBound > .min, range.upperBound < .max {
      notes.append("\(range.lowerBound) to \(range.upperBound)")
    }
    if isRequired { notes.append("required") }
    if isRepeatable { notes.append("repeatable") }
    return notes.isEmpty ? summary : "\(summary) (\(notes.joined(separator: "; ")))"
  }

  /// `a, b or c`
  fileprivate static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}

extension Argument {
  /// The summary with what the kind of value adds to it.
  var details: String {
    switch kind {
    case .choice(let words): "\(summary) (\(Option.list(words)))"
    case .integer(let range) where range.lowerBound > .min && range.upperBound < .max:
      "\(summary) (\(range.lowerBound) to \(range.upperBound))"
    default: summary
    }
  }
}
