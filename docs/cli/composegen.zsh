#compdef composegen
# Completion for composegen in zsh: put it into a directory of $fpath as _composegen, or
# source <(composegen --completions zsh)

_composegen() {
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
      commands=('generate:Generate Dockerfiles, compose files and their guides' 'check:Find what compose accepts in compose files and should not' 'init:Print a stack document for an existing Turborepo or JavaScript workspace')
      _describe -t commands command commands && ret=0
      :
      ;;
    rest)
      case $words[1] in
        generate) _composegen_generate && ret=0 ;;
        check) _composegen_check && ret=0 ;;
        init) _composegen_init && ret=0 ;;
        *) words=(generate "${words[@]}"); (( CURRENT++ )); _composegen_generate && ret=0 ;;
      esac
      ;;
  esac
  return ret
}

_composegen_generate() {
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

_composegen_check() {
  _arguments -s -S \
    '(--stack)--stack=[Compare with the stack in FILE]:FILE:_files' \
    '(--format)--format=[How findings are shown]:human|json|ndjson|sarif:(human json ndjson sarif)' \
    '(--rules)--rules[Only list the rules]' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]' \
    '1::PATH:_files'
}

_composegen_init() {
  _arguments -s -S \
    '(--format)--format=[How the stack and the notes are shown]:human|ndjson:(human ndjson)' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]' \
    '1:PATH:_files -/'
}

if [[ $funcstack[1] == _composegen ]]; then
  _composegen "$@"
else
  compdef _composegen 'composegen'
fi
