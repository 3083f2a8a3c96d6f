#!/usr/bin/env bash
# A Docker engine of a test's own: in its own network namespace, so that every port is free and
# nothing is seen from outside, with a registry beside it. Runs until its standard input ends, which
# it does with the test, however that ends; then takes everything away again.
#
#   engine.sh FOLDER NAMESPACE      FOLDER/ready appears when it is up
#
# Needs root, dockerd, ip (iproute2), nsenter, node.
set -euo pipefail
folder=$1
namespace=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# end_of PID: ends a process; by force, where it doesn't go within 15 seconds.
end_of() {
  kill "$1" 2>/dev/null || return 0
  timeout 15 tail --pid="$1" -f /dev/null || kill -KILL "$1" 2>/dev/null || true
}

clean() {
  trap - EXIT
  [ -z "${registry:-}" ] || end_of "$registry"
  if [ -n "${engine:-}" ]; then
    docker --host "unix://$folder/docker.sock" ps --quiet --all --no-trunc 2>/dev/null |
      xargs --no-run-if-empty docker --host "unix://$folder/docker.sock" rm --force --volumes \
        >/dev/null 2>&1 || true
    end_of "$engine"
  fi
  ip netns delete "$namespace" 2>/dev/null || true
  # What a killed engine leaves mounted.
  { grep -o " $folder/[^ ]*" /proc/mounts || true; } | sort -r | xargs --no-run-if-empty umount --lazy
  rm -rf "$folder"
}
trap clean EXIT
trap 'exit 143' TERM INT HUP

ip netns add "$namespace"
ip -n "$namespace" link set lo up
mkdir -p "$folder"/{data,state}
nsenter --net="/run/netns/$namespace" dockerd --host "unix://$folder/docker.sock" \
  --data-root "$folder/data" --exec-root "$folder/state" --pidfile "$folder/docker.pid" \
  --bip 172.31.255.1/24 --default-address-pool base=172.30.0.0/16,size=24 \
  >"$folder/engine.log" 2>&1 </dev/null &
engine=$!
until docker --host "unix://$folder/docker.sock" version >/dev/null 2>&1; do
  kill -0 "$engine" 2>/dev/null || {
    tail -n 5 "$folder/engine.log" >&2
    exit 1
  }
  sleep 0.1
done
nsenter --net="/run/netns/$namespace" node "$here/registry/registry.mjs" 172.31.255.1 4873 \
  >"$folder/registry.log" 2>&1 </dev/null &
registry=$!
until grep -qs ready "$folder/registry.log"; do
  kill -0 "$registry" 2>/dev/null || exit 1
  sleep 0.1
done
touch "$folder/ready"
cat >/dev/null
