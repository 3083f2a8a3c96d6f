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

# peak COMMAND [STACK]: megabytes of resident memory, the median of five runs.
peak() {
  local _
  for _ in 1 2 3 4 5; do
    /usr/bin/time -f '%M' -o "$work/peak" bash -c "exec $1" <"${2:-$stack}" >/dev/null 2>"$work/said" ||
      cat "$work/said" >&2
    cat "$work/peak"
  done | sort -n | sed -n '3p' | awk '{ printf "%.1f", $1 / 1024 }'
}

# environments COUNT: the reference stack with so many environments at DigitalOcean.
environments() {
  jq --argjson count "$1" '([.environments[] | select(.kind == "digitalocean")] | last) as $cloud
    | .environments = [.environments[] | select(.kind != "digitalocean")] + [range($count) as $index
      | $cloud + { name: "live-\($index)", network: "10.\($index + 30).0.0/16" } | del(.domain)]
    | del(.variables[]?.environments)' "$stack" >"$work/environments-$1.json"
}

# synth: milliseconds that the program for the Cloud Development Kit takes, the median of five runs;
# fails where it can't be had.
synth() {
  local venv=.build-bench
  command -v node >/dev/null || return 1
  cmp -s scripts/bench-pins.txt "$venv/pins.txt" || {
    rm -rf "$venv"
    python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check \
      --require-hashes --only-binary :all: --requirement scripts/bench-pins.txt &&
      cp scripts/bench-pins.txt "$venv/pins.txt" || return 1
  } >"$work/said" 2>&1
  PYTHONDONTWRITEBYTECODE=1 hyperfine --shell=none --warmup 1 --runs 5 --style none \
    --export-json "$work/time.json" "$venv/bin/python3 Tests/Bench/cdktf/app.py $work/synth" \
    >"$work/said" 2>&1 || return 1
  jq -r '.results[0].median * 1000 | round' "$work/time.json"
}

printf '%s, %s cores, %s\n\n' "$(uname -srm)" "$(nproc)" \
  "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
row "tfgen, reference stack" "$(median "bin/tfgen --stack $stack")" 20 ms
row "tfgen, peak memory" "$(peak bin/tfgen)" 30 MB
for count in 1 50; do
  environments "$count"
  file=$work/environments-$count.json
  bound=$((count > 1 ? 150 : 20))
  row "tfgen, environments: $count" "$(median "bin/tfgen --stack $file")" "$bound" ms
  row "tfgen, environments: $count, memory" "$(peak bin/tfgen "$file")" 30 MB
done
own=$(median "bin/tfgen --stack $stack")
if peer=$(synth); then
  printf '%-34s %10s ms\n' "cdktf (Python), three resources" "$peer"
  row "tfgen's share of that" "$(awk "BEGIN { printf \"%.2f\", 100 * $own / $peer }")" 1 %
else
  echo "bench: cdktf (Python) is skipped; it needs node, Python's venv and a network" >&2
fi
for tool in composegen wfgen "envcheck template"; do
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
