# Completion for wfgen in bash: source <(wfgen --completions bash)

# Sets what option $2 of command $1 is: its name, the kind of its value if it takes one, the
# choices, whether only --name=VALUE gives one, and whether the option may be repeated.
_wfgen_option() {
  name='' kind='' choices=() joined='' repeats=''
  case "$1:$2" in
    ':--stack') name=--stack kind=file ;;
    ':--out') name=--out kind=directory ;;
    ':--check') name=--check kind=directory ;;
    ':--environment') name=--environment kind=text ;;
    ':--force') name=--force ;;
    ':--prune') name=--prune ;;
    ':--format') name=--format kind=choice choices=('human' 'ndjson') ;;
    ':--help' | ':-h') name=--help ;;
    ':--version') name=--version ;;
    ':--completions') name=--completions kind=choice choices=('bash' 'zsh' 'fish') ;;
    ':--manual') name=--manual ;;
    ':--rules') name=--rules ;;
    'generate:--stack') name=--stack kind=file ;;
    'generate:--out') name=--out kind=directory ;;
    'generate:--check') name=--check kind=directory ;;
    'generate:--environment') name=--environment kind=text ;;
    'generate:--force') name=--force ;;
    'generate:--prune') name=--prune ;;
    'generate:--format') name=--format kind=choice choices=('human' 'ndjson') ;;
    'generate:--help' | 'generate:-h') name=--help ;;
    'generate:--version') name=--version ;;
    'generate:--completions') name=--completions kind=choice choices=('bash' 'zsh' 'fish') ;;
    'generate:--manual') name=--manual ;;
    'check:--format') name=--format kind=choice choices=('human' 'json' 'ndjson' 'sarif') ;;
    'check:--rules') name=--rules ;;
    'check:--help' | 'check:-h') name=--help ;;
    'check:--version') name=--version ;;
    'check:--completions') name=--completions kind=choice choices=('bash' 'zsh' 'fish') ;;
    'check:--manual') name=--manual ;;
  esac
}

# Sets what may follow command $1: options, commands, and the kinds of its arguments, of which the
# last goes on where many is set.
_wfgen_command() {
  options=() commands=() arguments=() many=''
  case "$1" in
    '') options=('--stack' '--out' '--check' '--environment' '--force' '--prune' '--format' '--help' '--version' '--completions' '--manual') commands=('generate' 'check') ;;
    'generate') options=('--stack' '--out' '--check' '--environment' '--force' '--prune' '--format' '--help' '--version' '--completions' '--manual') ;;
    'check') options=('--format' '--rules' '--help' '--version' '--completions' '--manual') arguments=(file) many=1 ;;
  esac
}

# Adds the words that begin with $2 to the offer, each behind $1.
_wfgen_offer() {
  local prefix=$1 beginning=$2 word
  shift 2
  for word in "$@"; do
    if [[ $word == "$beginning"* ]]; then COMPREPLY+=("$prefix$word"); fi
  done
}

# Adds values of kind $1 that begin with $3 to the offer, each behind $2.
_wfgen_values() {
  local word flag
  case "$1" in
    choice) _wfgen_offer "$2" "$3" "${choices[@]}" ;;
    file | directory)
      flag=-f
      if [[ $1 == directory ]]; then flag=-d; fi
      while IFS= read -r word; do COMPREPLY+=("$2$word"); done < <(compgen "$flag" -- "$3")
      compopt -o filenames 2>/dev/null
      ;;
  esac
}

# Puts the words up to the cursor together again that readline splits at = and :.
_wfgen_words() {
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
_wfgen_read() {
  local letters next
  if [[ -n $ended ]]; then
    place=$((place + 1))
  elif [[ -n $option ]]; then
    option=''
  elif [[ $1 == -- ]]; then
    ended=1
  elif [[ $1 == --* ]]; then
    _wfgen_option "$command" "${1%%=*}"
    used+="$name "
    if [[ $1 != *=* && -n $kind && -z $joined ]]; then option=$1; fi
  elif [[ $1 == -?* ]]; then
    letters=${1#-}
    while [[ -n $letters ]]; do
      _wfgen_option "$command" "-${letters:0:1}"
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
        _wfgen_command "$command"
        return
      fi
    done
    place=$((place + 1))
  fi
}

# Offers the options that begin with $1 and may still be given.
_wfgen_options() {
  local word
  for word in "${options[@]}"; do
    _wfgen_option "$command" "$word"
    if [[ -n $repeats || $used != *" $word "* ]]; then _wfgen_offer '' "$1" "$word"; fi
  done
}

# Offers the commands and arguments that begin with $1.
_wfgen_arguments() {
  local argument
  if [[ $place -eq 0 && -z $ended ]]; then _wfgen_offer '' "$1" "${commands[@]}"; fi
  if [[ $place -ge ${#arguments[@]} && -n $many ]]; then place=$((${#arguments[@]} - 1)); fi
  argument=${arguments[place]-}
  if [[ $argument == 'choice '* ]]; then read -r -a choices <<<"${argument#choice }"; fi
  _wfgen_values "${argument%% *}" '' "$1"
}

_wfgen() {
  local words=() options=() commands=() arguments=() choices=()
  local command='' option='' used=' ' name='' kind='' joined='' repeats='' many='' ended=''
  local place=0 index current piece prefix
  COMPREPLY=()
  _wfgen_words
  _wfgen_command ''
  for ((index = 1; index < ${#words[@]} - 1; index++)); do _wfgen_read "${words[index]}"; done
  current=${words[${#words[@]} - 1]}
  if [[ -n $option ]]; then
    _wfgen_option "$command" "$option"
    _wfgen_values "$kind" '' "$current"
  elif [[ -z $ended && $current == --*=* ]]; then
    _wfgen_option "$command" "${current%%=*}"
    _wfgen_values "$kind" "${current%%=*}=" "${current#*=}"
  elif [[ -z $ended && $current == -* ]]; then
    _wfgen_options "$current"
  else
    _wfgen_arguments "$current"
  fi
  # Only what stands behind the last = or : is replaced.
  piece=${COMP_WORDS[COMP_CWORD]}
  if [[ -n $piece && -z ${piece//[=:]/} ]]; then piece=''; fi
  prefix=${current%"$piece"}
  if [[ -n $prefix ]]; then COMPREPLY=("${COMPREPLY[@]#"$prefix"}"); fi
}

complete -F _wfgen 'wfgen'
