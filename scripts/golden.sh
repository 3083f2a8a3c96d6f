#!/usr/bin/env bash
# Records the golden trees anew, and ends with 1: a recording is looked at and committed by a person.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
# The schema is the same for every stack, and infrastructure/ has it.
schema='select((.path // "") | endswith("stack.schema.json") | not)'
need tfgen composegen wfgen envcheck
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for stack in Tests/Fixtures/stacks/*.json; do
  tree=Tests/Fixtures/golden/$(basename "$stack" .json)
  # What was recorded stays until the whole tree is there to take its place.
  if ! {
    bin/tfgen --stack "$stack" | jq -c "$schema" | bin/composegen | bin/wfgen |
      bin/envcheck template --out "$work/tree"
  } >"$work/said" 2>&1; then
    cat "$work/said" >&2
    echo "golden: error: $stack can't be recorded" >&2
    exit 1
  fi
  rm -rf "$tree"
  mv "$work/tree" "$tree"
  echo "golden: $tree"
done
for format in svg mermaid dot; do
  picture=Tests/Fixtures/graphs/reference.$format
  bin/tfgen graph --stack infrastructure/stack.json --format "$format" >"$work/picture"
  mv "$work/picture" "$picture"
  echo "golden: $picture"
done
echo "golden: recorded; look at git diff Tests/Fixtures, and commit it if it is right" >&2
exit 1
