/// A command with those it is a subcommand of: the tool first.
struct CommandChain: Sendable {
  /// Never empty.
  private(set) var commands: [Command]
  /// How many of the commands, from the end, are there because they are defaults.
  private(set) var impliedCount = 0

  init(_ tool: Command) { commands = [tool] }

  var tool: Command { commands[0] }
  var command: Command { commands[commands.count - 1] }

  /// The names below the tool.
  var names: [String] { commands.dropFirst().map(\.name) }

  /// The names below the tool that have to be typed.
  var typedNames: [String] { names.dropLast(impliedCount) }

  /// What is typed to get here: `tfgen cost`.
  var title: String { ([tool.name] + typedNames).joined(separator: " ") }

  /// The command's own options, then those of the commands around it, then those of every command.
  var options: [Option] {
    var options: [Option] = []
    for option in commands.reversed().flatMap(\.options) + Option.common
    where !options.contains(where: { $0.name == option.name }) {
      options.append(option)
    }
    return options
  }

  var exclusive: [[String]] { commands.reversed().flatMap(\.exclusive) }

  var exitMeanings: [ExitMeaning] {
    commands.last { !$0.exitMeanings.isEmpty }?.exitMeanings ?? ExitMeaning.common
  }

  /// The chain to a subcommand that is named.
  func appending(_ subcommand: Command) -> CommandChain {
    var chain = self
    chain.commands.append(subcommand)
    return chain
  }

  /// The chain to what runs when no further subcommand is named.
  var resolvingDefaults: CommandChain {
    var chain = self
    while let name = chain.command.defaultSubcommand,
      let next = chain.command.subcommands.first(where: { $0.name == name })
    {
      chain.commands.append(next)
      chain.impliedCount += 1
    }
    return chain
  }

  /// The chains to this command and every one below it, in the order help lists them.
  var all: [CommandChain] {
    [self] + command.subcommands.flatMap { appending($0).all }
  }

  /// The chain that names lead to; as far as there are such commands.
  func descending(_ names: [String]) -> CommandChain {
    names.reduce(self) { chain, name in
      chain.command.subcommands.first { $0.name == name }.map(chain.appending) ?? chain
    }
  }
}

extension Option {
  /// The options that every command has.
  static let common = [
    Option(name: "help", short: "h", summary: "Show this help"),
    Option(name: "version", summary: "Show the version"),
    Option(
      name: "completions", value: .choice(Shell.allCases.map(\.rawValue)), placeholder: "SHELL",
      summary: "Print the script that completes command lines"),
    Option(name: "manual", summary: "Print the manual page"),
  ]

  var spelling: String { "--\(name)" }

  /// What stands for the value: `DIR`; `nil` for a flag.
  var valueName: String? { value.map { placeholder ?? $0.placeholder } }

  /// `--name`, `--name VALUE`, `--name[=VALUE]`.
  var form: String {
    guard let valueName else { return spelling }
    return isValueOptional ? "\(spelling)[=\(valueName)]" : "\(spelling) \(valueName)"
  }
}

extension Example {
  /// The lines of the command, which may go on behind a backslash.
  var lines: [String] { command.split(separator: "\n").map(String.init) }
}

extension Argument.Arity {
  /// The fewest words.
  var minimum: Int {
    switch self {
    case .one: 1
    case .optional: 0
    case .many(let min): min
    }
  }

  /// The most words; `nil` where there is no bound.
  var maximum: Int? {
    switch self {
    case .one, .optional: 1
    case .many: nil
    }
  }
}

extension Argument {
  /// `PATH`, `[PATH]`, `PATH…`, `[PATH…]`.
  var form: String {
    switch arity {
    case .one: name
    case .optional: "[\(name)]"
    case .many(min: 0): "[\(name)...]"
    case .many: "\(name)..."
    }
  }
}
