/// What a shell needs to know of a tool: a row for every command.
struct CompletionTable {
  struct Row {
    let chain: CommandChain
    /// The names below the tool, joined by a space; empty for the tool.
    let key: String
    /// What may be given here; the default subcommand's too.
    let options: [Option]
    let commands: [Command]
    let arguments: [Argument]
    /// Options of commands below that may stand here, before the command's name.
    let laterOptions: [Option]
  }

  let name: String
  let rows: [Row]

  init(_ tool: Command) {
    name = tool.name
    rows = CommandChain(tool).all.map { chain in
      let effective = chain.resolvingDefaults
      let options = effective.options
      var later: [Option] = []
      for option in chain.all.dropFirst().flatMap(\.command.options)
      where !(options + later).contains(where: { $0.name == option.name }) {
        later.append(option)
      }
      return Row(
        chain: chain, key: chain.names.joined(separator: " "), options: options,
        commands: chain.command.subcommands, arguments: effective.command.arguments,
        laterOptions: later)
    }
  }

  /// The tool's name as part of a function's.
  var identifier: String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}

extension ValueKind {
  /// The words to choose from.
  var choices: [String] { if case .choice(let words) = self { words } else { [] } }
}

extension Command {
  /// The script that completes the tool's command lines.
  package func completions(for shell: Shell) -> String {
    let table = CompletionTable(self)
    return switch shell {
    case .bash: BashCompletion(table).script
    case .zsh: ZshCompletion(table).script
    case .fish: FishCompletion(table).script
    }
  }
}
