#!/usr/bin/env bash
# Builds the six tools for release and copies them to bin/. One that doesn't build doesn't stop the
# others; the run then ends with 1.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"

command -v swift >/dev/null || {
  echo "build: error: swift is not installed; install a toolchain of 6.2 or later (swift.org/install)" >&2
  exit 3
}
mkdir -p bin
options=(-c release --static-swift-stdlib -Xlinker -s)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=()

# The packages that bring the C libraries which a compiler's or linker's messages miss.
missing_packages() {
  sed -nE \
    -e "s/.*error: '([a-z0-9/_.]+)\\.h' file not found.*/\\1/p" \
    -e "s/.*(cannot find|unable to find library) -l:?(lib)?([a-z0-9-]+).*/\\3/p" \
    -e "s/.*cannot find lib([a-z0-9-]+)\\.a\$/\\1/p" "$1" |
    while read -r name; do
      case $name in
        hs*) echo libvectorscan-dev ;;
        pcre2*) echo libpcre2-dev ;;
        yaml) echo libyaml-dev ;;
        *) echo "what brings $name" ;;
      esac
    done | sort -u
}

# All at once is faster; one by one where that fails, to see which tool it is.
if ! swift build "${options[@]}" >"$log" 2>&1; then
  for tool in $tools; do
    swift build "${options[@]}" --product "$tool" >"$log" 2>&1 && continue
    failed+=("$tool")
    printf 'build: error: %s does not build:\n' "$tool" >&2
    grep -E 'error:' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
    missing_packages "$log" | sed "s/^/build: hint: for $tool, install /" >&2
  done
fi
products=$(swift build "${options[@]}" --show-bin-path)
for tool in $tools; do
  case " ${failed[*]-} " in *" $tool "*) continue ;; esac
  if cmp -s "$products/$tool" "bin/$tool"; then continue; fi
  # A tool that is running keeps its own file.
  cp "$products/$tool" "bin/.$tool.new"
  mv "bin/.$tool.new" "bin/$tool"
  printf 'build: bin/%s (%s KB)\n' "$tool" "$(($(stat -c %s "bin/$tool") / 1024))"
done
[ ${#failed[@]} -eq 0 ]
