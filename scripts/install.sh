#!/usr/bin/env bash
# Installs binaries, manuals and completions below a folder.
set -euo pipefail
prefix=$1
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
# shellcheck disable=SC2086 # a list of words
need $tools
# The nearest folder that is there has to let this user make the rest.
there=$prefix
until [ -d "$there" ]; do there=$(dirname "$there"); done
for folder in "$there" "$prefix/bin" "$prefix/share"; do
  [ ! -d "$folder" ] || [ -w "$folder" ] || {
    echo "install: error: $folder can't be written; run as root, or give PREFIX=\$HOME/.local" >&2
    exit 3
  }
done
install -d "$prefix/bin" "$prefix/share/man/man1" "$prefix/share/bash-completion/completions" \
  "$prefix/share/zsh/site-functions" "$prefix/share/fish/vendor_completions.d"
for tool in $tools; do
  install -m 0755 "bin/$tool" "$prefix/bin/$tool"
  "bin/$tool" --manual >"$prefix/share/man/man1/$tool.1"
  "bin/$tool" --completions bash >"$prefix/share/bash-completion/completions/$tool"
  "bin/$tool" --completions zsh >"$prefix/share/zsh/site-functions/_$tool"
  "bin/$tool" --completions fish >"$prefix/share/fish/vendor_completions.d/$tool.fish"
done
echo "install: six tools, their manuals and completions are in $prefix"
