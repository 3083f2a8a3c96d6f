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
    '(--staged)--staged[Look at what the next commit would add]' \
    '(--history)--history=-[Look at every version of every file in RANGE, or in all branches]::RANGE: ' \
    '(--config)--config=[Take rules and exceptions from FILE, not from PATH'\''s .gitleaks.toml]:FILE:_files' \
    '(--baseline)--baseline=[Pass over the secrets that FILE knows already]:FILE:_files' \
    '(--write-baseline)--write-baseline=[Report nothing; write what was found, as salted hashes, to FILE]:FILE:_files' \
    '(--show-secrets)--show-secrets[Show the values that were found]' \
    '(--kinds)--kinds[Only list the kinds]' \
    '1: :->command' '*:: :->rest' && ret=0
  case $state in
    command)
      commands=('template:Generate env templates and the files that keep secrets out of the repository' 'scan:Find secrets in files, and in what flows by')
      _describe -t commands command commands && ret=0
      :
      ;;
    rest)
      case $words[1] in
        template) _envcheck_template && ret=0 ;;
        scan) _envcheck_scan && ret=0 ;;
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

_envcheck_scan() {
  _arguments -s -S \
    '(--staged --history)--staged[Look at what the next commit would add]' \
    '(--history --staged)--history=-[Look at every version of every file in RANGE, or in all branches]::RANGE: ' \
    '(--config)--config=[Take rules and exceptions from FILE, not from PATH'\''s .gitleaks.toml]:FILE:_files' \
    '(--baseline)--baseline=[Pass over the secrets that FILE knows already]:FILE:_files' \
    '(--write-baseline)--write-baseline=[Report nothing; write what was found, as salted hashes, to FILE]:FILE:_files' \
    '(--format)--format=[How findings are shown]:human|json|ndjson|sarif:(human json ndjson sarif)' \
    '(--show-secrets)--show-secrets[Show the values that were found]' \
    '(--kinds)--kinds[Only list the kinds]' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]' \
    '*:PATH:_files'
}

if [[ $funcstack[1] == _envcheck ]]; then
  _envcheck "$@"
else
  compdef _envcheck 'envcheck'
fi
