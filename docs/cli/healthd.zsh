#compdef healthd
# Completion for healthd in zsh: put it into a directory of $fpath as _healthd, or
# source <(healthd --completions zsh)

_healthd() {
  _arguments -s -S \
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
