#!/usr/bin/env bash
# Compares what the tools print today with what is committed: the reference stack's files, and the
# manuals, help and completions. Ends with 1 where anything differs.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
status=0
scripts/generate.sh --check infrastructure || status=$?
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
scripts/cli.sh "$fresh"
diff -ru docs/cli "$fresh" || status=1
scripts/stack-guide.sh | diff -u docs/stack.md - || status=1
if [ "$status" -eq 0 ]; then
  echo "verify: nothing differs"
else
  echo "verify: something differs; run: make generate docs" >&2
fi
exit "$status"
