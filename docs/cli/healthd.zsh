#compdef healthd
# Completion for healthd in zsh: put it into a directory of $fpath as _healthd, or
# source <(healthd --completions zsh)

_healthd() {
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
    '(--environment)--environment=[The environment; not needed where the stack has only one]:NAME: ' \
    '(--pool)--pool=[The servers it is for; not needed where the environment has one pool]:NAME: ' \
    '(--schema)--schema[Print the JSON Schema of a configuration instead]' \
    '(--unit)--unit[Print the unit for systemd that runs the daemon instead]' \
    '1: :->command' '*:: :->rest' && ret=0
  case $state in
    command)
      commands=('config:Print the configuration of an environment, derived from a stack')
      _describe -t commands command commands && ret=0
      :
      ;;
    rest)
      case $words[1] in
        config) _healthd_config && ret=0 ;;
      esac
      ;;
  esac
  return ret
}

_healthd_config() {
  _arguments -s -S \
    '(--stack --schema)--stack=[Read the stack from FILE, not from standard input]:FILE:_files' \
    '(--environment --schema)--environment=[The environment; not needed where the stack has only one]:NAME: ' \
    '(--pool)--pool=[The servers it is for; not needed where the environment has one pool]:NAME: ' \
    '(--schema --unit --stack --environment)--schema[Print the JSON Schema of a configuration instead]' \
    '(--unit --schema)--unit[Print the unit for systemd that runs the daemon instead]' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

if [[ $funcstack[1] == _healthd ]]; then
  _healthd "$@"
else
  compdef _healthd 'healthd'
fi
