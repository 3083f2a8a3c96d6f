#!/usr/bin/env bash
# Runs every test, and ends with one line: N passed, N failed, N skipped.
#
# Arguments go to `swift test`. Tests that run whole stacks come last and by themselves: they say how
# soon something must have happened, and nothing else may take the machine meanwhile.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

status=0
swift build --build-tests >"$log" 2>&1 || status=$?
if [ "$status" -ne 0 ]; then
  grep -E 'error:' "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit "$status"
fi

passed=0 failed=0 skips=

# run OPTION…: one run of the tests; adds what it counted.
run() {
  local own=0 total=0 wrong=0
  swift test --skip-build "$@" >"$log" 2>&1 || own=$?
  grep -E '^(✘|skipped: |error:)|recorded an issue|Test run with' "$log" || true
  # The runner's own words: a line a test that ended, and one of the whole run.
  total=$(sed -n 's/.*Test run with \([0-9]*\) test.*/\1/p' "$log" | tail -n 1)
  wrong=$(grep -E '^✘ Test .* failed after' "$log" | grep -cvE '^✘ Test run with' || true)
  if [ "${total:-0}" -eq 0 ]; then
    tail -n 40 "$log" >&2
    total=0 own=$((own == 0 ? 1 : own))
  fi
  if [ "$own" -ne 0 ] && [ "$wrong" -eq 0 ]; then wrong=1; fi
  if [ "$wrong" -gt 0 ] && [ "$own" -eq 0 ]; then own=1; fi
  skips+=$(grep '^skipped: ' "$log" || true)$'\n'
  failed=$((failed + wrong))
  passed=$((passed + (total > wrong ? total - wrong : 0)))
  [ "$own" -eq 0 ] || status=$own
}

if [ $# -gt 0 ]; then
  run "$@"
else
  run --skip EngineTests
  run --filter EngineTests
fi
skipped=$(sort -u <<<"$skips" | grep -c '^skipped: ' || true)
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
