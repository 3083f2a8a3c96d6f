/// A command of a tool, or the tool itself: the one description that parsing, help, completions
/// and the manual derive from.
package struct Command: Sendable {
  /// What is typed: `tfgen`, `cost`.
  package var name: String
  /// One phrase that says what it does; capitalised, no final period.
  package var summary: String
  /// Paragraphs, separated by an empty line. One whose lines begin with a space is shown as it is.
  package var discussion: String
  /// The options, in the order help lists them. They hold for the subcommands too.
  package var options: [Option]
  /// Sets of options of which at most one may be given.
  package var exclusive: [[String]]
  /// The arguments, in order. Only the last may take many.
  package var arguments: [Argument]
  /// Shown in help and the manual; a tool's own come before its commands'.
  package var examples: [Example]
  /// The commands below it, in the order help lists them. Then it takes no arguments itself.
  package var subcommands: [Command]
  /// The subcommand that runs where none is named.
  package var defaultSubcommand: String?
  /// What the exit status means; the common meanings where it is empty.
  package var exitMeanings: [ExitMeaning]
  /// Manual pages to see also: `ssh(1)`.
  package var seeAlso: [String]

  /// A command; what is left out is empty.
  package init(
    name: String, summary: String, discussion: String = "", options: [Option] = [],
    exclusive: [[String]] = [], arguments: [Argument] = [], examples: [Example] = [],
    subcommands: [Command] = [], defaultSubcommand: String? = nil,
    exitMeanings: [ExitMeaning] = [], seeAlso: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.options = options
    self.exclusive = exclusive
    self.arguments = arguments
    self.examples = examples
    self.subcommands = subcommands
    self.defaultSubcommand = defaultSubcommand
    self.exitMeanings = exitMeanings
    self.seeAlso = seeAlso
  }
}

/// An option of a command: `--name`, `--name VALUE`.
package struct Option: Sendable {
  /// Without the hyphens.
  package var name: String
  /// The one-letter form, without its hyphen.
  package var short: Character?
  /// What it takes; `nil` for a flag.
  package var value: ValueKind?
  /// What stands for the value in help, where the kind's own word isn't good enough.
  package var placeholder: String?
  /// Whether it may be given more than once.
  package var isRepeatable: Bool
  /// Whether `--name` alone is right too; then a value has to be joined: `--name=VALUE`.
  package var isValueOptional: Bool
  /// Whether the command can't do without.
  package var isRequired: Bool
  /// Options without which this one means nothing: one of them has to be given.
  package var needs: [String]
  /// One sentence without a period: `Write the files below DIR`.
  package var summary: String

  /// An option; a flag where nothing else is said.
  package init(
    name: String, short: Character? = nil, value: ValueKind? = nil, placeholder: String? = nil,
    isRepeatable: Bool = false, isValueOptional: Bool = false, isRequired: Bool = false,
    needs: [String] = [], summary: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.placeholder = placeholder
    self.isRepeatable = isRepeatable
    self.isValueOptional = isValueOptional
    self.isRequired = isRequired
    self.needs = needs
    self.summary = summary
  }
}

/// What a value may be; it decides what is refused, and what a shell offers.
package enum ValueKind: Equatable, Sendable {
  /// Any text; the word stands for it in help.
  case text(String)
  /// The path of a file; `-` is standard input.
  case file
  /// The path of a directory.
  case directory
  /// The path of either.
  case path
  /// One of these words.
  case choice([String])
  /// A whole number in decimal.
  case integer(ClosedRange<Int>)

  /// What stands for the value in help.
  package var placeholder: String {
    switch self {
    case .text(let word): word
    case .file: "FILE"
    case .directory: "DIR"
    case .path: "PATH"
    case .choice(let words): words.joined(separator: "|")
    case .integer: "N"
    }
  }
}

/// What a command works on: a word that is no option.
package struct Argument: Sendable {
  /// How many words it takes.
  package enum Arity: Equatable, Sendable {
    case one
    case optional
    /// At least `min`, which may be 0.
    case many(min: Int)
  }

  /// What stands for it in help: `PATH`.
  package var name: String
  /// What each word may be.
  package var kind: ValueKind
  /// How many words it takes.
  package var arity: Arity
  /// One sentence without a period.
  package var summary: String

  /// - Parameter kind: `nil` for any text.
  package init(name: String, kind: ValueKind? = nil, arity: Arity = .one, summary: String) {
    self.name = name
    self.kind = kind ?? .text(name)
    self.arity = arity
    self.summary = summary
  }
}

/// A command line worth copying.
package struct Example: Sendable {
  /// As it is typed into a shell; may have several lines.
  package var command: String
  /// What it does; one sentence without a period.
  package var summary: String

  /// An example for help and manual.
  package init(command: String, summary: String) {
    self.command = command
    self.summary = summary
  }
}

/// What an exit status means.
package struct ExitMeaning: Equatable, Sendable {
  /// `0`, `128+n`.
  package var status: String
  /// A phrase without a period.
  package var meaning: String

  /// A row of the exit statuses in help and manual.
  package init(status: String, meaning: String) {
    self.status = status
    self.meaning = meaning
  }

  /// What every tool means where it doesn't say otherwise.
  package static let common = [
    ExitMeaning(status: "0", meaning: "Done; or yes"),
    ExitMeaning(status: "1", meaning: "No: findings, drift, unhealthy, a failed deployment"),
    ExitMeaning(status: "2", meaning: "Wrong usage or invalid input; nothing was written"),
    ExitMeaning(status: "3", meaning: "The surroundings failed: no such host, a full disk"),
    ExitMeaning(status: "128+n", meaning: "Ended by signal n; 141 when the output's reader left"),
  ]
}
