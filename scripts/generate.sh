#!/usr/bin/env bash
# Pipes a stack through the four generators: generate.sh --out DIR | --check DIR [OPTION…]
# The stack is infrastructure/stack.json, or what STACK names.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
need tfgen composegen wfgen envcheck
bin/tfgen --stack "${STACK:-infrastructure/stack.json}" | bin/composegen | bin/wfgen |
  bin/envcheck template "$@"
