#compdef wfgen
# Completion for wfgen in zsh: put it into a directory of $fpath as _wfgen, or
# source <(wfgen --completions zsh)

_wfgen() {
  local curcontext=$curcontext state line ret=1
  local -a commands
  typeset -A opt_args
  _arguments -s -S -C -A '-*' \
    '(--stack)--stack=[Read the stack from FILE, not from standard input]:FILE:_files' \
    '(--out --check)--out=[Write the files below DIR, only what changed]:DIR:_files -/' \
    '(--check --out)--check=[Write nothing; show how DIR differs, and exit 1 where it does]:DIR:_files -/' \
    '(--environment)--environment=[Only what one environment needs]:NAME: ' \
    '(--force)--force[Replace files that were edited by hand, or that no generator made]' \
    '(--prune)--prune[Remove generated files that are no longer generated]' \
    '(--format)--format=[How results are shown]:human|ndjson:(human ndjson)' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]' \
    '(--rules)--rules[Only list the rules]' \
    '1: :->command' '*:: :->rest' && ret=0
  case $state in
    command)
      commands=('generate:Generate the workflows' 'check:Find what is wrong in workflows and actions, whoever wrote them')
      _describe -t commands command commands && ret=0
      :
      ;;
    rest)
      case $words[1] in
        generate) _wfgen_generate && ret=0 ;;
        check) _wfgen_check && ret=0 ;;
        *) words=(generate "${words[@]}"); (( CURRENT++ )); _wfgen_generate && ret=0 ;;
      esac
      ;;
  esac
  return ret
}

_wfgen_generate() {
  _arguments -s -S \
    '(--stack)--stack=[Read the stack from FILE, not from standard input]:FILE:_files' \
    '(--out --check)--out=[Write the files below DIR, only what changed]:DIR:_files -/' \
    '(--check --out)--check=[Write nothing; show how DIR differs, and exit 1 where it does]:DIR:_files -/' \
    '(--environment)--environment=[Only what one environment needs]:NAME: ' \
    '(--force)--force[Replace files that were edited by hand, or that no generator made]' \
    '(--prune)--prune[Remove generated files that are no longer generated]' \
    '(--format)--format=[How results are shown]:human|ndjson:(human ndjson)' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

_wfgen_check() {
  _arguments -s -S \
    '(--format)--format=[How findings are shown]:human|json|ndjson|sarif:(human json ndjson sarif)' \
    '(--rules)--rules[Only list the rules]' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]' \
    '*:PATH:_files'
}

if [[ $funcstack[1] == _wfgen ]]; then
  _wfgen "$@"
else
  compdef _wfgen 'wfgen'
fi
