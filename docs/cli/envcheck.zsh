#compdef envcheck
# Completion for envcheck in zsh: put it into a directory of $fpath as _envcheck, or
# source <(envcheck --completions zsh)

_envcheck() {
  local curcontext=$curcontext state line ret=1
  local -a commands
  typeset -A opt_args
  _arguments -s -S -C -A '-*' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]' \
    '(--stack)--stack=[Read the stack from FILE, not from standard input]:FILE:_files' \
    '(--out)--out=[Write the files below DIR, only what changed]:DIR:_files -/' \
    '(--check)--check=[Write nothing; show how DIR differs, and exit 1 where it does]:DIR:_files -/' \
    '(--environment)--environment=[Only what one environment needs]:NAME: ' \
    '(--force)--force[Replace files that were edited by hand, or that no generator made]' \
    '(--prune)--prune[Remove generated files that are no longer generated]' \
    '(--format)--format=[How results are shown]:human|ndjson:(human ndjson)' \
    '1: :->command' '*:: :->rest' && ret=0
  case $state in
    command)
      commands=('template:Generate env templates and the files that keep secrets out of the repository')
      _describe -t commands command commands && ret=0
      :
      ;;
    rest)
      case $words[1] in
        template) _envcheck_template && ret=0 ;;
      esac
      ;;
  esac
  return ret
}

_envcheck_template() {
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

if [[ $funcstack[1] == _envcheck ]]; then
  _envcheck "$@"
else
  compdef _envcheck 'envcheck'
fi
