#!/usr/bin/env bash
# Runs every test, and ends with one line: N passed, N failed, N skipped.
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
swift test --skip-build "$@" >"$log" 2>&1 || status=$?
grep -E '^(✘|skipped: |error:)|recorded an issue|Test run with' "$log" || true

# The runner's own words: a line a test that ended, and one of the whole run.
total=$(sed -n 's/.*Test run with \([0-9]*\) test.*/\1/p' "$log" | tail -n 1)
failed=$(grep -cE '^✘ Test .* failed after' "$log" || true)
skipped=$(sort -u "$log" | grep -c '^skipped: ' || true)
failed=$((failed - $(grep -cE '^✘ Test run with' "$log" || true)))
if [ "$failed" -lt 0 ]; then failed=0; fi
if [ "${total:-0}" -eq 0 ]; then
  tail -n 40 "$log" >&2
  total=0 failed=1
  [ "$status" -ne 0 ] || status=1
fi
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
if [ "$failed" -gt 0 ] && [ "$status" -eq 0 ]; then status=1; fi
passed=$((total - failed))
if [ "$passed" -lt 0 ]; then passed=0; fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
