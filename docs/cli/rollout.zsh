#compdef rollout
# Completion for rollout in zsh: put it into a directory of $fpath as _rollout, or
# source <(rollout --completions zsh)

_rollout() {
  _arguments -s -S \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

if [[ $funcstack[1] == _rollout ]]; then
  _rollout "$@"
else
  compdef _rollout 'rollout'
fi
