/// Completion for zsh: a function for each command, over `_arguments` (zshcompsys(1)).
struct ZshCompletion {
  private let table: CompletionTable

  init(_ table: CompletionTable) { self.table = table }

  var script: String {
    let name = table.name
    let main = function([])
    return """
      #compdef \(name)
      # Completion for \(name) in zsh: put it into a directory of $fpath as _\(name), or
      # source <(\(name) --completions zsh)

      \(table.rows.map(definition).joined(separator: "\n\n"))

      if [[ $funcstack[1] == \(main) ]]; then
        \(main) "$@"
      else
        compdef \(main) \(ShellQuote.posix(name))
      fi

      """
  }

  private func function(_ names: [String]) -> String {
    "_" + ([table.identifier] + names).joined(separator: "_")
  }

  private func definition(_ row: CompletionTable.Row) -> String {
    row.commands.isEmpty ? leaf(row) : branch(row)
  }

  private func leaf(_ row: CompletionTable.Row) -> String {
    let specifications = row.options.flatMap { specification($0, in: row) } + arguments(row)
    return """
      \(function(row.chain.names))() {
        _arguments -s -S \\
      \(specifications.map { "    \($0)" }.joined(separator: " \\\n"))
      }
      """
  }

  /// A command with subcommands: the first word tells which, or is the default's first argument.
  private func branch(_ row: CompletionTable.Row) -> String {
    let specifications = (row.options + row.laterOptions).flatMap { specification($0, in: row) }
    let names = row.commands.map {
      ShellQuote.posix("\(ZshCompletion.escaped($0.name)):\($0.summary)")
    }
    let cases = row.commands.map { command in
      "        \(command.name)) \(function(row.chain.names + [command.name])) && ret=0 ;;"
    }
    let first = row.arguments.first.map { "\(action($0)) && ret=0" }
    return """
      \(function(row.chain.names))() {
        local curcontext=$curcontext state line ret=1
        local -a commands
        typeset -A opt_args
        _arguments -s -S -C -A '-*' \\
      \(specifications.map { "    \($0)" }.joined(separator: " \\\n")) \\
          '1: :->command' '*:: :->rest' && ret=0
        case $state in
          command)
            commands=(\(names.joined(separator: " ")))
            _describe -t commands command commands && ret=0
            \(first ?? ":")
            ;;
          rest)
            case $words[1] in
      \((cases + defaultCase(row)).joined(separator: "\n"))
            esac
            ;;
        esac
        return ret
      }
      """
  }

  /// Where the first word names no subcommand, it belongs to the default one.
  private func defaultCase(_ row: CompletionTable.Row) -> [String] {
    guard let name = row.chain.command.defaultSubcommand else { return [] }
    let call = "\(function(row.chain.names + [name])) && ret=0"
    return ["        *) words=(\(name) \"${words[@]}\"); (( CURRENT++ )); \(call) ;;"]
  }

  /// The specifications of an option's spellings.
  private func specification(_ option: Option, in row: CompletionTable.Row) -> [String] {
    var excluded: [String] = []
    if !option.isRepeatable { excluded += spellings(option) }
    for set in row.chain.resolvingDefaults.exclusive where set.contains(option.name) {
      for other in row.options where set.contains(other.name) && other.name != option.name {
        excluded += spellings(other)
      }
    }
    var opening = excluded.isEmpty ? "" : "(\(excluded.joined(separator: " ")))"
    if option.isRepeatable { opening += "*" }
    let summary = "[\(ZshCompletion.escaped(option.summary))]"
    return spellings(option).map { spelling in
      var text = opening + spelling
      if let kind = option.value {
        let isLong = spelling == option.spelling
        text += isLong ? (option.isValueOptional ? "=-" : "=") : "+"
        text += summary + (option.isValueOptional ? "::" : ":")
        text += ZshCompletion.escaped(option.valueName ?? "") + ":" + value(kind)
      } else {
        text += summary
      }
      return ShellQuote.posix(text)
    }
  }

  private func spellings(_ option: Option) -> [String] {
    (option.short.map { ["-\($0)"] } ?? []) + [option.spelling]
  }

  private func arguments(_ row: CompletionTable.Row) -> [String] {
    row.arguments.enumerated().map { index, argument in
      let place =
        switch argument.arity {
        case .one: "\(index + 1):"
        case .optional: "\(index + 1)::"
        case .many: "*:"
        }
      let name = ZshCompletion.escaped(argument.name)
      return ShellQuote.posix("\(place)\(name):\(value(argument.kind))")
    }
  }

  /// The action that completes a value, as part of a specification.
  private func value(_ kind: ValueKind) -> String {
    switch kind {
    case .text, .integer: " "
    case .file, .path: "_files"
    case .directory: "_files -/"
    case .choice(let words): "(\(words.map(ZshCompletion.escaped).joined(separator: " ")))"
    }
  }

  /// The command that completes an argument.
  private func action(_ argument: Argument) -> String {
    switch argument.kind {
    case .text, .integer: "_message \(ShellQuote.posix(argument.name))"
    case .file, .path: "_files"
    case .directory: "_files -/"
    case .choice(let words): "compadd -- \(words.map(ShellQuote.posix).joined(separator: " "))"
    }
  }

  /// Text within a specification: brackets, colons and backslashes stand for themselves.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if "[]:\\".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
  }
}
