#!/usr/bin/env bash
# Writes what the six tools say of themselves into a folder: manual, help, completions.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
# shellcheck disable=SC2086 # a list of words
need $tools
for tool in $tools; do
  "bin/$tool" --manual >"$folder/$tool.1"
  "bin/$tool" --help >"$folder/$tool.txt"
  for shell in bash zsh fish; do "bin/$tool" --completions $shell >"$folder/$tool.$shell"; done
done
