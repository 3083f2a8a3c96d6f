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
    '(--config)--config=[Read the configuration from FILE; - is standard input]:FILE:_files' \
    '(--stack)--stack=[Derive it from the stack in FILE instead; - is standard input]:FILE:_files' \
    '(--environment)--environment=[Of the stack]:NAME: ' \
    '(--pool)--pool=[Of the environment]:NAME: ' \
    '(--listen)--listen=[Answer there; the port 0 takes a free one]:ADDRESS\:PORT: ' \
    '(--control)--control=[Take commands there, not where the configuration says]:SOCKET: ' \
    '(--format)--format=[How it is shown]:human|json|nagios:(human json nagios)' \
    '(--schema)--schema[Print the JSON Schema of a configuration instead]' \
    '(--unit)--unit[Print the unit for systemd that runs the daemon instead]' \
    '(--for)--for=[End it by itself after a time, as 30s or 5m]:TIME: ' \
    '(--reason)--reason=[Why, for those who look]:TEXT: ' \
    '1: :->command' '*:: :->rest' && ret=0
  case $state in
    command)
      commands=('serve:Look at what the configuration names, and answer how it is' 'check:Ask the daemon, or look once, and end with the answer' 'config:Print the configuration of an environment, derived from a stack' 'drain:Answer 503, so that balancers send no more requests' 'resume:End a drain' 'status:Tell what the daemon knows, as JSON')
      _describe -t commands command commands && ret=0
      :
      ;;
    rest)
      case $words[1] in
        serve) _healthd_serve && ret=0 ;;
        check) _healthd_check && ret=0 ;;
        config) _healthd_config && ret=0 ;;
        drain) _healthd_drain && ret=0 ;;
        resume) _healthd_resume && ret=0 ;;
        status) _healthd_status && ret=0 ;;
      esac
      ;;
  esac
  return ret
}

_healthd_serve() {
  _arguments -s -S \
    '(--config --stack)--config=[Read the configuration from FILE; - is standard input]:FILE:_files' \
    '(--stack --config)--stack=[Derive it from the stack in FILE instead; - is standard input]:FILE:_files' \
    '(--environment)--environment=[Of the stack]:NAME: ' \
    '(--pool)--pool=[Of the environment]:NAME: ' \
    '(--listen)--listen=[Answer there; the port 0 takes a free one]:ADDRESS\:PORT: ' \
    '(--control)--control=[Take commands there, not where the configuration says]:SOCKET: ' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

_healthd_check() {
  _arguments -s -S \
    '(--config --stack --control)--config=[Read the configuration from FILE; - is standard input]:FILE:_files' \
    '(--stack --config --control)--stack=[Derive it from the stack in FILE instead; - is standard input]:FILE:_files' \
    '(--environment)--environment=[Of the stack]:NAME: ' \
    '(--pool)--pool=[Of the environment]:NAME: ' \
    '(--control --config --stack)--control=[The daemon'\''s control socket; /run/healthd/control.sock without it]:SOCKET: ' \
    '(--format)--format=[How it is shown]:human|json|nagios:(human json nagios)' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
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

_healthd_drain() {
  _arguments -s -S \
    '(--for)--for=[End it by itself after a time, as 30s or 5m]:TIME: ' \
    '(--reason)--reason=[Why, for those who look]:TEXT: ' \
    '(--control)--control=[The daemon'\''s control socket; /run/healthd/control.sock without it]:SOCKET: ' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

_healthd_resume() {
  _arguments -s -S \
    '(--control)--control=[The daemon'\''s control socket; /run/healthd/control.sock without it]:SOCKET: ' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

_healthd_status() {
  _arguments -s -S \
    '(--control)--control=[The daemon'\''s control socket; /run/healthd/control.sock without it]:SOCKET: ' \
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
