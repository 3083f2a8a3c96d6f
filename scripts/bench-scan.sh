#!/usr/bin/env bash
# Measures `envcheck scan` beside gitleaks, betterleaks and kingfisher, in turns on one corpus: medians of
# wall time, of processor time, of memory. A tool that isn't there is said and left out.
#
# The corpus is source text that this machine has, copied until there is enough; a history is made of it.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
need envcheck
envcheck=$PWD/bin/envcheck
runs=${BENCH_RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache HOME=$work GIT_CONFIG_GLOBAL=/dev/null

# take MEGABYTES FOLDER…: copies text files of folders, until there are so many megabytes of each.
take() {
  local limit=$(($1 * 1000000)) folder total size path
  shift
  for folder in "$@"; do
    [ -d "$folder" ] || continue
    total=0
    while read -r size path; do
      total=$((total + size))
      [ "$total" -le "$limit" ] || break
      printf '%s\0' "$path"
    done < <(find "$folder" -xdev -type f -size -2048k \( -name '*.h' -o -name '*.py' -o -name '*.js' \
      -o -name '*.ts' -o -name '*.pm' -o -name '*.pl' -o -name '*.md' -o -name '*.txt' -o -name '*.json' \
      -o -name '*.yml' -o -name '*.yaml' -o -name '*.sh' -o -name '*.php' -o -name '*.html' \
      -o -name '*.css' -o -name '*.hpp' \) -printf '%s %p\n' 2>/dev/null | sort -k2) |
      # The names of package managers' folders would be passed over.
      tar --create --null --files-from=- --absolute-names --transform='s/node_modules/modules/g' \
        2>/dev/null | tar --extract --strip-components=1 --directory "$work/corpus" 2>/dev/null
  done
}

# run NAME COMMAND…: one run; appends wall, processor seconds and kilobytes.
run() {
  local name=$1
  shift
  /usr/bin/time -q -f '%e %U %S %M' -o "$work/time" "$@" >"$work/said" 2>&1 </dev/null || true
  awk '{ print $1, $2 + $3, $4 }' "$work/time" >>"$work/$name"
}

# median NAME FIELD
median() { cut -d' ' -f"$2" "$work/$1" | sort -n | sed -n "$(((runs + 1) / 2))p"; }

# each WHAT: the runs of all tools, in turns, and their rows.
each() {
  local what=$1 name
  rm -f "$work"/run-*
  for _ in $(seq "$runs"); do
    for name in "${tools_there[@]}"; do "$what" "$name"; done
  done
  for name in "${tools_there[@]}"; do
    printf '%-9s %-12s %8.2f s %8.2f s cpu %7.1f MB\n' "$what" "$name" "$(median "run-$name" 1)" \
      "$(median "run-$name" 2)" "$(median "run-$name" 3 | awk '{ print $1 / 1024 }')"
  done
}

tree() {
  case $1 in
    envcheck) run run-envcheck "$envcheck" scan "$work/corpus" ;;
    betterleaks) run run-betterleaks betterleaks auto "$work/corpus" -s --exit-code 0 ;;
    gitleaks) run run-gitleaks gitleaks dir --no-banner --exit-code 0 "$work/corpus" ;;
    kingfisher) run run-kingfisher kingfisher scan --no-validate --no-update-check "$work/corpus" ;;
  esac
}

history() {
  case $1 in
    envcheck) run run-envcheck "$envcheck" scan --history "$work/repository" ;;
    betterleaks) run run-betterleaks betterleaks git "$work/repository" -s --exit-code 0 ;;
    gitleaks) run run-gitleaks gitleaks git --no-banner --exit-code 0 "$work/repository" ;;
    kingfisher) run run-kingfisher kingfisher scan --no-validate --no-update-check "$work/repository" ;;
  esac
}

# bound NAME MEASURED LIMIT: the lower the better.
bound() {
  awk -v name="$1" -v measured="$2" -v limit="$3" 'BEGIN {
    printf "%-46s %8.3f <= %-8.3f %s\n", name, measured, limit, measured <= limit ? "ok" : "MISSED" }'
}

# share NAME OTHER FIELD FRACTION: envcheck's measure as a part of another's.
share() {
  [ -s "$work/run-$2" ] || return 0
  bound "$1" "$(awk -v a="$(median run-envcheck "$3")" -v b="$(median "run-$2" "$3")" \
    'BEGIN { print a / b }')" "$4"
}

tools_there=(envcheck)
for name in betterleaks gitleaks kingfisher; do
  if command -v "$name" >/dev/null; then
    tools_there+=("$name")
  else
    echo "bench: $name isn't there; make setup installs it"
  fi
done

mkdir -p "$work/corpus" "$work/empty"
take 30 /usr/include /usr/lib/python3.* /usr/lib/python3 /usr/share/nodejs /usr/lib/node_modules \
  /usr/share/perl /usr/share/doc /usr/share/php
printf 'corpus: %s files, %s MB\n' "$(find "$work/corpus" -type f | wc -l)" \
  "$(du -sb "$work/corpus" | awk '{ print int($1 / 1000000) }')"
# Whoever compiles patterns does so before it is measured.
for name in "${tools_there[@]}"; do tree "$name"; done
each tree
share 'tree, wall, of betterleaks' betterleaks 1 0.333
share 'tree, wall, of gitleaks' gitleaks 1 0.1
share 'tree, processor time, of betterleaks' betterleaks 2 0.2
bound 'tree, peak memory, MB' "$(median run-envcheck 3 | awk '{ print $1 / 1024 }')" 40
hyperfine --shell=none --warmup 3 --min-runs 20 --style none --export-json "$work/time.json" \
  "$envcheck scan $work/empty" >/dev/null
bound 'empty folder, ms' "$(jq '.results[0].median * 1000' "$work/time.json")" 20

git() { command git -c user.name=bench -c user.email=bench@example.com -C "$work/repository" "$@"; }
mkdir "$work/repository"
git init -q
find "$work/corpus" -type f | sort | sed -n 1,4000p >"$work/files"
split -n l/40 "$work/files" "$work/part."
for part in "$work"/part.*; do
  while read -r file; do cp "$file" "$work/repository/$((count = ${count:-0} + 1))-${file##*/}"; done <"$part"
  git add .
  git commit -qm "$part"
done
each history
share 'history, wall, of betterleaks' betterleaks 1 0.6
for number in 1 2 3 4 5 6 7 8 9 10; do
  echo "value$number = $number" | tee -a "$work/repository/new$number.py" >/dev/null
done
git add .
hyperfine --shell=none --warmup 3 --min-runs 20 --style none --export-json "$work/time.json" \
  "$envcheck scan --staged $work/repository" \
  "git -C $work/repository diff --cached --raw --patch -U0" >/dev/null
bound 'staged, ten files, ms beside git' \
  "$(jq '(.results[0].median - .results[1].median) * 1000' "$work/time.json")" 50
