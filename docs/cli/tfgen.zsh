#compdef tfgen
# Completion for tfgen in zsh: put it into a directory of $fpath as _tfgen, or
# source <(tfgen --completions zsh)

_tfgen() {
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
      commands=('generate:Generate the infrastructure folder and the Terraform modules' 'check:Find what neither Terraform nor DigitalOcean'\''s provider would' 'cost:Tell what the environments of a stack cost a month, item by item' 'graph:Draw the environments of a stack')
      _describe -t commands command commands && ret=0
      :
      ;;
    rest)
      case $words[1] in
        generate) _tfgen_generate && ret=0 ;;
        check) _tfgen_check && ret=0 ;;
        cost) _tfgen_cost && ret=0 ;;
        graph) _tfgen_graph && ret=0 ;;
        *) words=(generate "${words[@]}"); (( CURRENT++ )); _tfgen_generate && ret=0 ;;
      esac
      ;;
  esac
  return ret
}

_tfgen_generate() {
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

_tfgen_check() {
  _arguments -s -S \
    '(--stack)--stack=[Read the stack from FILE, not from standard input]:FILE:_files' \
    '(--format)--format=[How findings are shown]:human|json|ndjson|sarif:(human json ndjson sarif)' \
    '(--rules)--rules[Only list the rules]' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

_tfgen_cost() {
  _arguments -s -S \
    '(--stack)--stack=[Read the stack from FILE, not from standard input]:FILE:_files' \
    '(--environment)--environment=[Only one environment]:NAME: ' \
    '(--format)--format=[How it is shown]:human|json:(human json)' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

_tfgen_graph() {
  _arguments -s -S \
    '(--stack)--stack=[Read the stack from FILE, not from standard input]:FILE:_files' \
    '*--environment=[Only this environment; may be given again]:NAME: ' \
    '(--format)--format=[What the picture is written in]:svg|mermaid|dot:(svg mermaid dot)' \
    '(-h --help)-h[Show this help]' \
    '(-h --help)--help[Show this help]' \
    '(--version)--version[Show the version]' \
    '(--completions)--completions=[Print the script that completes command lines]:SHELL:(bash zsh fish)' \
    '(--manual)--manual[Print the manual page]'
}

if [[ $funcstack[1] == _tfgen ]]; then
  _tfgen "$@"
else
  compdef _tfgen 'tfgen'
fi
