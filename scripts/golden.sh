#!/usr/bin/env bash
# Records the golden trees anew, and ends with 1: a recording is looked at and committed by a person.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
# The schema is the same for every stack, and infrastructure/ has it.
schema='select((.path // "") | endswith("stack.schema.json") | not)'
need tfgen composegen wfgen envcheck
for stack in Tests/Fixtures/stacks/*.json; do
  tree=Tests/Fixtures/golden/$(basename "$stack" .json)
  rm -rf "$tree"
  bin/tfgen --stack "$stack" | jq -c "$schema" | bin/composegen | bin/wfgen |
    bin/envcheck template --out "$tree" 2>/dev/null | tail -n 1
done
echo "golden: recorded; look at git diff Tests/Fixtures/golden, and commit it if it is right" >&2
exit 1
