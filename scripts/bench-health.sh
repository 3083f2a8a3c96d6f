#!/usr/bin/env bash
# Measures healthd beside nginx's `return 200`, by turns on the same cores: the server on the last core,
# the load on the first. It reports, and fails only where something can't be measured.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
need healthd
rounds=${ROUNDS:-5} seconds=${SECONDS_A_ROUND:-3} connections=64
work=$(mktemp -d)
pids=()
cleanup() {
  local pid
  for pid in "${pids[@]}"; do
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

fail() {
  echo "bench: error: $1" >&2
  exit 1
}

# row NAME MEASURED RELATION BOUND UNIT
row() {
  case $2 in '' | *[!0-9.]*) fail "$1 can't be measured" ;; esac
  local verdict=MISSED
  awk -v m="$2" -v b="$4" -v r="$3" 'BEGIN { exit !(r == "<=" ? m <= b : m >= b) }' && verdict=ok
  printf '%-44s %10s %-6s %s %-8s %s\n' "$1" "$2" "$5" "$3" "$4" "$verdict"
}

median() { sort -n | awk '{ v[NR] = $1 } END { if (NR) print v[int((NR + 1) / 2)] }'; }
last_core=$(($(nproc) - 1))

# free_port: one that nobody has now.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# cpu PID…: clock ticks that processes have used.
cpu() {
  local pid
  for pid in "$@"; do cat "/proc/$pid/stat"; done | awk '{ sub(/.*\) /, ""); t += $12 + $13 } END { print t }'
}

resident() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }

# start_healthd CONFIGURATION: sets pid and address.
start_healthd() {
  printf '%s' "$1" >"$work/config.json"
  : >"$work/events"
  taskset -c "$last_core" bin/healthd serve --config "$work/config.json" --listen 127.0.0.1:0 \
    --control "$work/control" >"$work/events" 2>"$work/errors" &
  pid=$!
  pids+=("$pid")
  address=
  local _
  for _ in $(seq 500); do
    address=$(jq -r 'select(.event == "listening").address' "$work/events" 2>/dev/null | head -n 1)
    [ -z "$address" ] || return 0
    sleep 0.01
  done
  cat "$work/errors" >&2
  fail "healthd doesn't start"
}

stop() {
  kill -9 "$1"
  wait "$1" 2>/dev/null || true
  rm -f "$work/control"
}

start_nginx() {
  nginx_port=$(free_port)
  cat >"$work/nginx.conf" <<END
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log $work/nginx.log crit;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
  server { listen 127.0.0.1:$nginx_port; location / { default_type application/json; return 200 '$body'; } }
}
END
  taskset -c "$last_core" nginx -c "$work/nginx.conf" 2>"$work/errors" &
  nginx=$!
  pids+=("$nginx")
  local _
  for _ in $(seq 500); do
    curl --silent --fail --output /dev/null "http://127.0.0.1:$nginx_port/" && break
    sleep 0.01
  done
  worker=$(pgrep -P "$nginx" | head -n 1)
}

# load URL PID…: requests a second, microseconds of processor time a request, p99 in milliseconds.
load() {
  local url=$1 before after
  shift
  before=$(cpu "$@")
  taskset -c 0 wrk -t1 -c"$connections" -d"${seconds}s" --latency "$url" >"$work/wrk"
  after=$(cpu "$@")
  awk -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" '
    function milliseconds(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
    $1 == "99%" { p99 = milliseconds($2) }
    / requests in / { n = $1 }
    /^Requests\/sec/ { r = $2 }
    END { printf "%d %.2f %.2f\n", r, ticks / hertz * 1e6 / n, p99 }' "$work/wrk"
}

column() { awk -v c="$1" '{ print $c }' "$2" | median; }

probes='[{ "name": "disk", "kind": "disk", "warn": 100, "fail": 100 }, { "name": "memory", "kind": "memory", "warn": 100, "fail": 100 },
  { "name": "load", "kind": "load", "warn": 1000 }, { "name": "dns", "kind": "dns", "host": "localhost" },
  { "name": "process", "kind": "process", "executable": "healthd", "interval": "60s" }]'
start_healthd "{ \"probes\": $probes }"
sleep 1
row "healthd, 5 probes, memory" "$(resident "$pid")" "<=" 12 MB
body=$(curl --silent "http://$address/health" | tr -d "'\n")
row "healthd check, by the socket" "$(
  hyperfine --shell=none --warmup 5 --min-runs 100 --style none --export-json "$work/time" \
    "bin/healthd check --control $work/control" >/dev/null 2>&1 || true
  jq -r '.results[0].median * 100000 | round / 100' "$work/time")" "<=" 6 ms
start_nginx
: >"$work/healthd" && : >"$work/nginx"
for _ in $(seq "$rounds"); do
  load "http://$address/health" "$pid" >>"$work/healthd"
  load "http://127.0.0.1:$nginx_port/health" "$nginx" "$worker" >>"$work/nginx"
done
row "GET /health, healthd" "$(column 1 "$work/healthd")" ">=" "$(column 1 "$work/nginx")" req/s
row "  processor time, healthd" "$(column 2 "$work/healthd")" "<=" "$(column 2 "$work/nginx")" us/req
printf '  (nginx: %s req/s, %s us, p99 %s ms; healthd: p99 %s ms)\n' "$(column 1 "$work/nginx")" \
  "$(column 2 "$work/nginx")" "$(column 3 "$work/nginx")" "$(column 3 "$work/healthd")"
row "healthd, after the load, memory" "$(resident "$pid")" "<=" 14 MB
healthy=$(column 3 "$work/healthd")
stop "$pid"

# A server that takes connections and never answers, and one that nobody has.
silent=$(free_port)
python3 -c 'import socket, sys, time
s = socket.socket(); s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(1000); time.sleep(600)' "$silent" &
pids+=($!)
start_healthd "{ \"probes\": [
  { \"name\": \"a\", \"kind\": \"redis\", \"host\": \"127.0.0.1\", \"port\": $silent, \"tls\": \"disable\", \"interval\": \"1s\" },
  { \"name\": \"b\", \"kind\": \"http\", \"url\": \"http://127.0.0.1:$silent/\", \"interval\": \"1s\" },
  { \"name\": \"c\", \"kind\": \"dns\", \"host\": \"a.example\", \"server\": \"127.0.0.1:$silent\", \"interval\": \"1s\" }] }"
: >"$work/hung"
for _ in $(seq "$rounds"); do load "http://$address/health" "$pid" >>"$work/hung"; done
row "p99 with hung servers" "$(column 3 "$work/hung")" "<=" "$(awk -v p="$healthy" 'BEGIN { print p * 1.2 }')" ms
stop "$pid"

# 1000 probes of a local server, every ten seconds.
busy=$(free_port)
python3 -c 'import socket, sys
s = socket.socket(); s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(1000)
while True: s.accept()[0].close()' "$busy" &
pids+=($!)
start_healthd "$(jq -n --argjson port "$busy" '{ probes: [range(1000) |
  { name: "p\(.)", kind: "tcp", address: "127.0.0.1:\($port)", interval: "10s", timeout: "5s" }] }')"
sleep 12
before=$(cpu "$pid")
sleep 20
row "1000 probes every 10 s, of one core" "$(
  awk -v t=$(($(cpu "$pid") - before)) -v hertz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f", t / hertz / 20 * 100 }'
)" "<=" 1 %
stop "$pid"

# From exec to the first 200 on /livez.
for _ in 1 2 3 4 5 6 7 8 9; do
  port=$(free_port)
  echo "{ \"listen\": \"127.0.0.1:$port\" }" >"$work/start.json"
  python3 - "$port" "$work/start.json" "$work/control" <<'END'
import socket, subprocess, sys, time
port, configuration, control = int(sys.argv[1]), sys.argv[2], sys.argv[3]
start = time.monotonic()
daemon = subprocess.Popen(["bin/healthd", "serve", "--config", configuration, "--control", control],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
while True:
    try:
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
        if client.recv(100).startswith(b"HTTP/1.1 200"):
            break
    except ConnectionRefusedError:
        time.sleep(0.0002)
print(round((time.monotonic() - start) * 1000, 2))
daemon.kill()
daemon.wait()
END
  rm -f "$work/control"
done | median >"$work/started"
row "from start to the first 200" "$(cat "$work/started")" "<=" 15 ms
