#!/usr/bin/env bash
# Writes the six manual pages into a folder.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
# shellcheck disable=SC2086 # a list of words
need $tools
for tool in $tools; do "bin/$tool" --manual >"$folder/$tool.1"; done
