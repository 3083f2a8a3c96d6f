/// Completion for fish 3.1 and later.
struct FishCompletion {
  private let table: CompletionTable
  private let function: String

  init(_ table: CompletionTable) {
    self.table = table
    function = "__\(table.identifier)_at"
  }

  var script: String {
    let name = table.name
    return """
      # Completion for \(name) in fish: \(name) --completions fish | source

      # Whether command $argv[1] is the one that is typed; with a second argument, whether also no
      # other word has been.
      function \(function)
          set -l command ''
          set -l takes no
          set -l seen no
          for word in (commandline -opc)[2..-1]
              if test $takes = yes
                  set takes no
                  continue
              end
              switch "$command:$word"
      \(walk.joined(separator: "\n"))
                  case '*:-*'
                      continue
                  case '*'
                      set seen yes
              end
          end
          test "$command" = "$argv[1]"; and begin
              not set -q argv[2]; or test $seen = no
          end
      end

      complete -c \(ShellQuote.fish(name)) -f
      \(table.rows.flatMap(completions).joined(separator: "\n"))

      """
  }

  /// What a word before the cursor means: an option that takes the next one, or a command.
  private var walk: [String] {
    table.rows.flatMap { row in
      let taking = (row.options + row.laterOptions).filter {
        $0.value != nil && !$0.isValueOptional
      }
      let spellings = taking.flatMap { option in
        [option.spelling] + (option.short.map { ["-\($0)"] } ?? [])
      }
      var lines: [String] = []
      if !spellings.isEmpty {
        let patterns = spellings.map { ShellQuote.fish("\(row.key):\($0)") }
        lines.append("            case \(patterns.joined(separator: " "))")
        lines.append("                set takes yes")
      }
      for command in row.commands {
        let key = row.key.isEmpty ? command.name : "\(row.key) \(command.name)"
        lines.append("            case \(ShellQuote.fish("\(row.key):\(command.name)"))")
        lines.append("                test $seen = no; and set command \(ShellQuote.fish(key))")
      }
      return lines
    }
  }

  private func completions(_ row: CompletionTable.Row) -> [String] {
    let condition = "\(function) \(ShellQuote.fish(row.key))"
    let opening = "complete -c \(ShellQuote.fish(table.name)) -n "
    let here = opening + ShellQuote.fish(condition)
    var lines = row.commands.map { command in
      opening + ShellQuote.fish(condition + " first")
        + " -a \(ShellQuote.fish(command.name)) -d \(ShellQuote.fish(command.summary))"
    }
    lines += row.options.map { option in
      let short = option.short.map { " -s \($0)" } ?? ""
      let value = option.value.map { self.value($0, isOptional: option.isValueOptional) } ?? ""
      return here + short + " -l \(option.name)\(value) -d \(ShellQuote.fish(option.summary))"
    }
    lines += row.arguments.compactMap { argument in
      switch argument.kind {
      case .text, .integer: nil
      case .file, .path: here + " -F"
      case .directory: here + " -a '(__fish_complete_directories)'"
      case .choice(let words): here + " -a \(ShellQuote.fish(words.joined(separator: " ")))"
      }
    }
    return lines
  }

  private func value(_ kind: ValueKind, isOptional: Bool) -> String {
    // Without -r or -x the value is optional, and only --name=VALUE gives one.
    let exclusive = isOptional ? "" : " -x"
    return switch kind {
    case .text, .integer: exclusive
    case .file, .path: isOptional ? " -F" : " -r -F"
    case .directory: "\(exclusive) -a '(__fish_complete_directories)'"
    case .choice(let words): "\(exclusive) -a \(ShellQuote.fish(words.joined(separator: " ")))"
    }
  }
}
