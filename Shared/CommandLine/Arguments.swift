/// What was said on a command line, checked against the description of the command.
package struct Arguments: Equatable, Sendable {
  /// The names of the subcommands that lead to the command: `["generate"]`, whether the word was
  /// typed or is the default. Empty for a tool without subcommands.
  package let command: [String]
  /// The words that are no options, in order.
  package let positionals: [String]
  /// Each option given, in order; the value is `nil` for a flag.
  package let options: [GivenOption]

  /// An option as it was given.
  package struct GivenOption: Equatable, Sendable {
    /// Without the hyphens.
    package let name: String
    /// `nil` for a flag, and for an option whose optional value was left out.
    package let value: String?
  }

  /// Whether an option was given, with or without a value.
  package func has(_ option: String) -> Bool { options.contains { $0.name == option } }

  /// The value of an option; `nil` where it wasn't given, or without a value.
  package func value(_ option: String) -> String? { options.last { $0.name == option }?.value }

  /// The values of a repeatable option, in order.
  package func values(_ option: String) -> [String] {
    options.compactMap { $0.name == option ? $0.value : nil }
  }

  /// The value of an option that takes a whole number.
  package func integer(_ option: String) -> Int? { value(option).flatMap { Int($0) } }

  /// The value of an option that takes a choice, as the type that stands for it.
  package func choice<Choice: RawRepresentable>(_ option: String) -> Choice?
  where Choice.RawValue == String {
    value(option).flatMap(Choice.init)
  }
}

/// What a command line asks for.
package enum Invocation: Equatable, Sendable {
  case run(Arguments)
  /// Help for the command that the names lead to, empty for the tool itself.
  case help([String])
  case version
  /// The script that completes the tool's command lines in a shell.
  case completions(Shell)
  /// The tool's manual page.
  case manual
}

/// A shell that completions are written for.
package enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish
}
