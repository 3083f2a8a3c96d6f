# shellcheck shell=bash
# Sourced by the other scripts: where they are, and what the tools are called.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 3
export PATH="$PWD/.build-tools/bin:$PATH"
# shellcheck disable=SC2034 # used by the scripts that source this
tools="envcheck healthd tfgen composegen wfgen rollout"

# need TOOL…: stops where one isn't built.
need() {
  local tool
  for tool in "$@"; do
    if [ ! -x "bin/$tool" ]; then
      printf '%s: error: bin/%s is missing; run: make build\n' "$(basename "$0" .sh)" "$tool" >&2
      exit 3
    fi
  done
}
