# Completion for healthd in bash: source <(healthd --completions bash)

# Sets what option $2 of command $1 is: its name, the kind of its value if it takes one, the
# choices, whether only --name=VALUE gives one, and whether the option may be repeated.
_healthd_option() {
  name='' kind='' choices=() joined='' repeats=''
  case "$1:$2" in
    ':--help' | ':-h') name=--help ;;
    ':--version') name=--version ;;
    ':--completions') name=--completions kind=choice choices=('bash' 'zsh' 'fish') ;;
    ':--manual') name=--manual ;;
    ':--stack') name=--stack kind=file ;;
    ':--environment') name=--environment kind=text ;;
    ':--pool') name=--pool kind=text ;;
    ':--schema') name=--schema ;;
    ':--unit') name=--unit ;;
    'config:--stack') name=--stack kind=file ;;
    'config:--environment') name=--environment kind=text ;;
    'config:--pool') name=--pool kind=text ;;
    'config:--schema') name=--schema ;;
    'config:--unit') name=--unit ;;
    'config:--help' | 'config:-h') name=--help ;;
    'config:--version') name=--version ;;
    'config:--completions') name=--completions kind=choice choices=('bash' 'zsh' 'fish') ;;
    'config:--manual') name=--manual ;;
  esac
}

# Sets what may follow command $1: options, commands, and the kinds of its arguments, of which the
# last goes on where many is set.
_healthd_command() {
  options=() commands=() arguments=() many=''
  case "$1" in
    '') options=('--help' '--version' '--completions' '--manual') commands=('config') ;;
    'config') options=('--stack' '--environment' '--pool' '--schema' '--unit' '--help' '--version' '--completions' '--manual') ;;
  esac
}

# Adds the words that begin with $2 to the offer, each behind $1.
_healthd_offer() {
  local prefix=$1 beginning=$2 word
  shift 2
  for word in "$@"; do
    if [[ $word == "$beginning"* ]]; then COMPREPLY+=("$prefix$word"); fi
  done
}

# Adds values of kind $1 that begin with $3 to the offer, each behind $2.
_healthd_values() {
  local word flag
  case "$1" in
    choice) _healthd_offer "$2" "$3" "${choices[@]}" ;;
    file | directory)
      flag=-f
      if [[ $1 == directory ]]; then flag=-d; fi
      while IFS= read -r word; do COMPREPLY+=("$2$word"); done < <(compgen "$flag" -- "$3")
      compopt -o filenames 2>/dev/null
      ;;
  esac
}

# Puts the words up to the cursor together again that readline splits at = and :.
_healthd_words() {
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
_healthd_read() {
  local letters next
  if [[ -n $ended ]]; then
    place=$((place + 1))
  elif [[ -n $option ]]; then
    option=''
  elif [[ $1 == -- ]]; then
    ended=1
  elif [[ $1 == --* ]]; then
    _healthd_option "$command" "${1%%=*}"
    used+="$name "
    if [[ $1 != *=* && -n $kind && -z $joined ]]; then option=$1; fi
  elif [[ $1 == -?* ]]; then
    letters=${1#-}
    while [[ -n $letters ]]; do
      _healthd_option "$command" "-${letters:0:1}"
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
        _healthd_command "$command"
        return
      fi
    done
    place=$((place + 1))
  fi
}

# Offers the options that begin with $1 and may still be given.
_healthd_options() {
  local word
  for word in "${options[@]}"; do
    _healthd_option "$command" "$word"
    if [[ -n $repeats || $used != *" $word "* ]]; then _healthd_offer '' "$1" "$word"; fi
  done
}

# Offers the commands and arguments that begin with $1.
_healthd_arguments() {
  local argument
  if [[ $place -eq 0 && -z $ended ]]; then _healthd_offer '' "$1" "${commands[@]}"; fi
  if [[ $place -ge ${#arguments[@]} && -n $many ]]; then place=$((${#arguments[@]} - 1)); fi
  argument=${arguments[place]-}
  if [[ $argument == 'choice '* ]]; then read -r -a choices <<<"${argument#choice }"; fi
  _healthd_values "${argument%% *}" '' "$1"
}

_healthd() {
  local words=() options=() commands=() arguments=() choices=()
  local command='' option='' used=' ' name='' kind='' joined='' repeats='' many='' ended=''
  local place=0 index current piece prefix
  COMPREPLY=()
  _healthd_words
  _healthd_command ''
  for ((index = 1; index < ${#words[@]} - 1; index++)); do _healthd_read "${words[index]}"; done
  current=${words[${#words[@]} - 1]}
  if [[ -n $option ]]; then
    _healthd_option "$command" "$option"
    _healthd_values "$kind" '' "$current"
  elif [[ -z $ended && $current == --*=* ]]; then
    _healthd_option "$command" "${current%%=*}"
    _healthd_values "$kind" "${current%%=*}=" "${current#*=}"
  elif [[ -z $ended && $current == -* ]]; then
    _healthd_options "$current"
  else
    _healthd_arguments "$current"
  fi
  # Only what stands behind the last = or : is replaced.
  piece=${COMP_WORDS[COMP_CWORD]}
  if [[ -n $piece && -z ${piece//[=:]/} ]]; then piece=''; fi
  prefix=${current%"$piece"}
  if [[ -n $prefix ]]; then COMPREPLY=("${COMPREPLY[@]#"$prefix"}"); fi
}

complete -F _healthd 'healthd'
