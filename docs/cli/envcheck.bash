# Completion for envcheck in bash: source <(envcheck --completions bash)

# Sets what option $2 of command $1 is: its name, the kind of its value if it takes one, the
# choices, whether only --name=VALUE gives one, and whether the option may be repeated.
_envcheck_option() {
  name='' kind='' choices=() joined='' repeats=''
  case "$1:$2" in
    ':--help' | ':-h') name=--help ;;
    ':--version') name=--version ;;
    ':--completions') name=--completions kind=choice choices=('bash' 'zsh' 'fish') ;;
    ':--manual') name=--manual ;;
    ':--stack') name=--stack kind=file ;;
    ':--out') name=--out kind=directory ;;
    ':--check') name=--check kind=directory ;;
    ':--environment') name=--environment kind=text ;;
    ':--force') name=--force ;;
    ':--prune') name=--prune ;;
    ':--format') name=--format kind=choice choices=('human' 'ndjson') ;;
    ':--staged') name=--staged ;;
    ':--history') name=--history kind=text joined=1 ;;
    ':--config') name=--config kind=file ;;
    ':--baseline') name=--baseline kind=file ;;
    ':--write-baseline') name=--write-baseline kind=file ;;
    ':--show-secrets') name=--show-secrets ;;
    ':--kinds') name=--kinds ;;
    'template:--stack') name=--stack kind=file ;;
    'template:--out') name=--out kind=directory ;;
    'template:--check') name=--check kind=directory ;;
    'template:--environment') name=--environment kind=text ;;
    'template:--force') name=--force ;;
    'template:--prune') name=--prune ;;
    'template:--format') name=--format kind=choice choices=('human' 'ndjson') ;;
    'template:--help' | 'template:-h') name=--help ;;
    'template:--version') name=--version ;;
    'template:--completions') name=--completions kind=choice choices=('bash' 'zsh' 'fish') ;;
    'template:--manual') name=--manual ;;
    'scan:--staged') name=--staged ;;
    'scan:--history') name=--history kind=text joined=1 ;;
    'scan:--config') name=--config kind=file ;;
    'scan:--baseline') name=--baseline kind=file ;;
    'scan:--write-baseline') name=--write-baseline kind=file ;;
    'scan:--format') name=--format kind=choice choices=('human' 'json' 'ndjson' 'sarif') ;;
    'scan:--show-secrets') name=--show-secrets ;;
    'scan:--kinds') name=--kinds ;;
    'scan:--help' | 'scan:-h') name=--help ;;
    'scan:--version') name=--version ;;
    'scan:--completions') name=--completions kind=choice choices=('bash' 'zsh' 'fish') ;;
    'scan:--manual') name=--manual ;;
  esac
}

# Sets what may follow command $1: options, commands, and the kinds of its arguments, of which the
# last goes on where many is set.
_envcheck_command() {
  options=() commands=() arguments=() many=''
  case "$1" in
    '') options=('--help' '--version' '--completions' '--manual') commands=('template' 'scan') ;;
    'template') options=('--stack' '--out' '--check' '--environment' '--force' '--prune' '--format' '--help' '--version' '--completions' '--manual') ;;
    'scan') options=('--staged' '--history' '--config' '--baseline' '--write-baseline' '--format' '--show-secrets' '--kinds' '--help' '--version' '--completions' '--manual') arguments=(file) many=1 ;;
  esac
}

# Adds the words that begin with $2 to the offer, each behind $1.
_envcheck_offer() {
  local prefix=$1 beginning=$2 word
  shift 2
  for word in "$@"; do
    if [[ $word == "$beginning"* ]]; then COMPREPLY+=("$prefix$word"); fi
  done
}

# Adds values of kind $1 that begin with $3 to the offer, each behind $2.
_envcheck_values() {
  local word flag
  case "$1" in
    choice) _envcheck_offer "$2" "$3" "${choices[@]}" ;;
    file | directory)
      flag=-f
      if [[ $1 == directory ]]; then flag=-d; fi
      while IFS= read -r word; do COMPREPLY+=("$2$word"); done < <(compgen "$flag" -- "$3")
      compopt -o filenames 2>/dev/null
      ;;
  esac
}

# Puts the words up to the cursor together again that readline splits at = and :.
_envcheck_words() {
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
_envcheck_read() {
  local letters next
  if [[ -n $ended ]]; then
    place=$((place + 1))
  elif [[ -n $option ]]; then
    option=''
  elif [[ $1 == -- ]]; then
    ended=1
  elif [[ $1 == --* ]]; then
    _envcheck_option "$command" "${1%%=*}"
    used+="$name "
    if [[ $1 != *=* && -n $kind && -z $joined ]]; then option=$1; fi
  elif [[ $1 == -?* ]]; then
    letters=${1#-}
    while [[ -n $letters ]]; do
      _envcheck_option "$command" "-${letters:0:1}"
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
        _envcheck_command "$command"
        return
      fi
    done
    place=$((place + 1))
  fi
}

# Offers the options that begin with $1 and may still be given.
_envcheck_options() {
  local word
  for word in "${options[@]}"; do
    _envcheck_option "$command" "$word"
    if [[ -n $repeats || $used != *" $word "* ]]; then _envcheck_offer '' "$1" "$word"; fi
  done
}

# Offers the commands and arguments that begin with $1.
_envcheck_arguments() {
  local argument
  if [[ $place -eq 0 && -z $ended ]]; then _envcheck_offer '' "$1" "${commands[@]}"; fi
  if [[ $place -ge ${#arguments[@]} && -n $many ]]; then place=$((${#arguments[@]} - 1)); fi
  argument=${arguments[place]-}
  if [[ $argument == 'choice '* ]]; then read -r -a choices <<<"${argument#choice }"; fi
  _envcheck_values "${argument%% *}" '' "$1"
}

_envcheck() {
  local words=() options=() commands=() arguments=() choices=()
  local command='' option='' used=' ' name='' kind='' joined='' repeats='' many='' ended=''
  local place=0 index current piece prefix
  COMPREPLY=()
  _envcheck_words
  _envcheck_command ''
  for ((index = 1; index < ${#words[@]} - 1; index++)); do _envcheck_read "${words[index]}"; done
  current=${words[${#words[@]} - 1]}
  if [[ -n $option ]]; then
    _envcheck_option "$command" "$option"
    _envcheck_values "$kind" '' "$current"
  elif [[ -z $ended && $current == --*=* ]]; then
    _envcheck_option "$command" "${current%%=*}"
    _envcheck_values "$kind" "${current%%=*}=" "${current#*=}"
  elif [[ -z $ended && $current == -* ]]; then
    _envcheck_options "$current"
  else
    _envcheck_arguments "$current"
  fi
  # Only what stands behind the last = or : is replaced.
  piece=${COMP_WORDS[COMP_CWORD]}
  if [[ -n $piece && -z ${piece//[=:]/} ]]; then piece=''; fi
  prefix=${current%"$piece"}
  if [[ -n $prefix ]]; then COMPREPLY=("${COMPREPLY[@]#"$prefix"}"); fi
}

complete -F _envcheck 'envcheck'
