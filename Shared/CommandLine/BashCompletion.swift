/// Completion for bash 3.2 and later, without the bash-completion package.
struct BashCompletion {
  private let table: CompletionTable
  private let function: String

  init(_ table: CompletionTable) {
    self.table = table
    function = "_\(table.identifier)"
  }

  var script: String {
    """
    # Completion for \(table.name) in bash: source <(\(table.name) --completions bash)

    # Sets what option $2 of command $1 is: its name, the kind of its value if it takes one, the
    # choices, whether only --name=VALUE gives one, and whether the option may be repeated.
    \(function)_option() {
      name='' kind='' choices=() joined='' repeats=''
      case "$1:$2" in
    \(optionCases.joined(separator: "\n"))
      esac
    }

    # Sets what may follow command $1: options, commands, and the kinds of its arguments, of which the
    # last goes on where many is set.
    \(function)_command() {
      options=() commands=() arguments=() many=''
      case "$1" in
    \(table.rows.map(commandCase).joined(separator: "\n"))
      esac
    }

    \(functions)
    complete -F \(function) \(ShellQuote.posix(table.name))

    """
  }

  /// A case for each option of each command, by both of its spellings.
  private var optionCases: [String] {
    table.rows.flatMap { row in
      (row.options + row.laterOptions).map { option in
        let spellings = [option.spelling] + (option.short.map { ["-\($0)"] } ?? [])
        let patterns = spellings.map { ShellQuote.posix("\(row.key):\($0)") }
        var actions = ["name=\(option.spelling)"]
        if let kind = option.value {
          actions.append("kind=\(BashCompletion.word(kind))")
          if option.isValueOptional { actions.append("joined=1") }
          if !kind.choices.isEmpty { actions.append("choices=(\(words(kind.choices)))") }
        }
        if option.isRepeatable { actions.append("repeats=1") }
        return "    \(patterns.joined(separator: " | "))) \(actions.joined(separator: " ")) ;;"
      }
    }
  }

  private func commandCase(_ row: CompletionTable.Row) -> String {
    var actions = ["options=(\(words(row.options.map(\.spelling))))"]
    if !row.commands.isEmpty { actions.append("commands=(\(words(row.commands.map(\.name))))") }
    if let last = row.arguments.last {
      let kinds = row.arguments.map { argument in
        let choices = argument.kind.choices
        return choices.isEmpty
          ? BashCompletion.word(argument.kind)
          : ShellQuote.posix("choice \(choices.joined(separator: " "))")
      }
      actions.append("arguments=(\(kinds.joined(separator: " ")))")
      if last.arity.maximum == nil { actions.append("many=1") }
    }
    return "    \(ShellQuote.posix(row.key))) \(actions.joined(separator: " ")) ;;"
  }

  private func words(_ words: [String]) -> String {
    words.map(ShellQuote.posix).joined(separator: " ")
  }

  private static func word(_ kind: ValueKind) -> String {
    switch kind {
    case .text, .integer: "text"
    case .file, .path: "file"
    case .directory: "directory"
    case .choice: "choice"
    }
  }

  /// What depends on the tool by name alone.
  private var functions: String {
    #"""
    # Adds the words that begin with $2 to the offer, each behind $1.
    \#(function)_offer() {
      local prefix=$1 beginning=$2 word
      shift 2
      for word in "$@"; do
        if [[ $word == "$beginning"* ]]; then COMPREPLY+=("$prefix$word"); fi
      done
    }

    # Adds values of kind $1 that begin with $3 to the offer, each behind $2.
    \#(function)_values() {
      local word flag
      case "$1" in
        choice) \#(function)_offer "$2" "$3" "${choices[@]}" ;;
        file | directory)
          flag=-f
          if [[ $1 == directory ]]; then flag=-d; fi
          while IFS= read -r word; do COMPREPLY+=("$2$word"); done < <(compgen "$flag" -- "$3")
          compopt -o filenames 2>/dev/null
          ;;
      esac
    }

    # Puts the words up to the cursor together again that readline splits at = and :.
    \#(function)_words() {
      local index word last=0 joins=''
      words=("${COMP_WORDS[0]}")
      for ((index = 1; index <= COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if [[ $last -gt 0 && ($word == [=:]* || -n $joins) ]]; then
          words[last]+=$word
        else
          words+=("$word")
          last=$((last + 1))
        fi
        joins=''
        if [[ -n $word && -z ${word//[=:]/} ]]; then joins=1; fi
      done
    }

    # Reads word $1, which stands before the cursor.
    \#(function)_read() {
      local letters next
      if [[ -n $ended ]]; then
        place=$((place + 1))
      elif [[ -n $option ]]; then
        option=''
      elif [[ $1 == -- ]]; then
        ended=1
      elif [[ $1 == --* ]]; then
        \#(function)_option "$command" "${1%%=*}"
        used+="$name "
        if [[ $1 != *=* && -n $kind && -z $joined ]]; then option=$1; fi
      elif [[ $1 == -?* ]]; then
        letters=${1#-}
        while [[ -n $letters ]]; do
          \#(function)_option "$command" "-${letters:0:1}"
          used+="$name "
          if [[ -n $kind ]]; then
            if [[ ${#letters} -eq 1 && -z $joined ]]; then option=$name; fi
            break
          fi
          letters=${letters:1}
        done
      else
        for next in "${commands[@]}"; do
          if [[ $place -eq 0 && $1 == "$next" ]]; then
            command=${command:+$command }$1
            \#(function)_command "$command"
            return
          fi
        done
        place=$((place + 1))
      fi
    }

    # Offers the options that begin with $1 and may still be given.
    \#(function)_options() {
      local word
      for word in "${options[@]}"; do
        \#(function)_option "$command" "$word"
        if [[ -n $repeats || $used != *" $word "* ]]; then \#(function)_offer '' "$1" "$word"; fi
      done
    }

    # Offers the commands and arguments that begin with $1.
    \#(function)_arguments() {
      local argument
      if [[ $place -eq 0 && -z $ended ]]; then \#(function)_offer '' "$1" "${commands[@]}"; fi
      if [[ $place -ge ${#arguments[@]} && -n $many ]]; then place=$((${#arguments[@]} - 1)); fi
      argument=${arguments[place]-}
      if [[ $argument == 'choice '* ]]; then read -r -a choices <<<"${argument#choice }"; fi
      \#(function)_values "${argument%% *}" '' "$1"
    }

    \#(function)() {
      local words=() options=() commands=() arguments=() choices=()
      local command='' option='' used=' ' name='' kind='' joined='' repeats='' many='' ended=''
      local place=0 index current piece prefix
      COMPREPLY=()
      \#(function)_words
      \#(function)_command ''
      for ((index = 1; index < ${#words[@]} - 1; index++)); do \#(function)_read "${words[index]}"; done
      current=${words[${#words[@]} - 1]}
      if [[ -n $option ]]; then
        \#(function)_option "$command" "$option"
        \#(function)_values "$kind" '' "$current"
      elif [[ -z $ended && $current == --*=* ]]; then
        \#(function)_option "$command" "${current%%=*}"
        \#(function)_values "$kind" "${current%%=*}=" "${current#*=}"
      elif [[ -z $ended && $current == -* ]]; then
        \#(function)_options "$current"
      else
        \#(function)_arguments "$current"
      fi
      # Only what stands behind the last = or : is replaced.
      piece=${COMP_WORDS[COMP_CWORD]}
      if [[ -n $piece && -z ${piece//[=:]/} ]]; then piece=''; fi
      prefix=${current%"$piece"}
      if [[ -n $prefix ]]; then COMPREPLY=("${COMPREPLY[@]#"$prefix"}"); fi
    }

    """#
  }
}
