#!/usr/bin/env bash
# Measures whole processes on this machine: medians beside their bounds. It reports, and fails only
# where something can't be measured.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
# shellcheck disable=SC2086 # a list of words
need $tools
stack=infrastructure/stack.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# row NAME MEASURED BOUND UNIT: the lower the better. What isn't a number was not measured.
row() {
  local verdict=ok
  case $2 in
    '' | *[!0-9.]*)
      echo "bench: error: $1 can't be measured" >&2
      exit 1 ;;
  esac
  awk -v measured="$2" -v bound="$3" 'BEGIN { exit !(measured > bound) }' && verdict=MISSED
  printf '%-34s %10s %-5s <= %-6s %s\n' "$1" "$2" "$4" "$3" "$verdict"
}

# median COMMAND: milliseconds of wall time, over at least 50 runs.
median() {
  hyperfine --shell=none --warmup 5 --min-runs 50 --style none --export-json "$work/time.json" \
    "$1" >"$work/said" 2>&1 || cat "$work/said" >&2
  jq -r '.results[0].median * 100000 | round / 100' "$work/time.json"
}

# peak COMMAND: megabytes of resident memory, the median of five runs.
peak() {
  local _
  for _ in 1 2 3 4 5; do
    /usr/bin/time -f '%M' -o "$work/peak" bash -c "exec $1" <"$stack" >/dev/null 2>"$work/said" ||
      cat "$work/said" >&2
    cat "$work/peak"
  done | sort -n | sed -n '3p' | awk '{ printf "%.1f", $1 / 1024 }'
}

printf '%s, %s cores, %s\n\n' "$(uname -srm)" "$(nproc)" \
  "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
for tool in tfgen composegen wfgen "envcheck template"; do
  row "$tool, reference stack" "$(median "bin/$tool --stack $stack")" 15 ms
  row "$tool, peak memory" "$(peak "bin/$tool")" 25 MB
done
# A stack of 50, 100, 200 services: what grows faster than its input shows in the last one's share.
for count in 50 100 200; do
  jq -n --argjson count "$count" '{ project: { name: "many" },
    services: [range($count) | { name: "s\(.)", port: (3000 + .) }],
    environments: [{ name: "development", kind: "compose" },
      { name: "rehearsal", kind: "compose", mode: "production",
        ports: ([range($count) | { key: "s\(.)", value: (10000 + .) }] | from_entries) }] }' \
    >"$work/$count.json"
  row "composegen, $count services" "$(median "bin/composegen --stack $work/$count.json")" \
    "$((count * 3 / 4))" ms
done
row "wfgen check, five files" "$(median "bin/wfgen check Tests/Fixtures/workflows/shop")" 25 ms
for tool in $tools; do row "$tool --help" "$(median "bin/$tool --help")" 6 ms; done

echo
scripts/bench-health.sh

echo
swift build -c release --product json-bench >/dev/null 2>&1 ||
  swift build -c release --target json-bench >/dev/null
"$(swift build -c release --show-bin-path)/json-bench" |
  awk '/^parse/ { $0 = $0 "  >= 100 MB/s  " ($(NF - 2) >= 100 ? "ok" : "MISSED") } { print }'

echo
scripts/bench-scan.sh
