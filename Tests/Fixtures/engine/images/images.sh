#!/usr/bin/env bash
# Makes images that stand in for those that generated files name, from what Debian's packages put on
# this machine, so that an engine without a registry can build and run them.
#
#   images.sh FOLDER NAME…      with DOCKER_HOST set; NAME: node yarn runner (both
#                               after node) postgres redis adminer nginx registry
#                               gitleaks (the program at $GITLEAKS)
#
# They run real servers, linked against glibc, behind Alpine's interface (ash, adduser, apk) and the
# official images' own (entry point, variables, users, signals). They say nothing of the real images'
# size, libc or faults. FOLDER keeps the roots.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$1
shift

# put FILE…: copies into $root, with the shared libraries that they need.
put() {
  local file
  for file in "$@"; do install -D "$file" "$root$file"; done
  put_libraries_of "$@"
}

# Lines that end in a colon are the names of those asked about.
put_libraries_of() {
  local library
  { ldd "$@" 2>/dev/null || true; } | { grep -v ':$' || true; } |
    { grep -oE '/[^ ]+\.so[^ ]*' || true; } | sort -u |
    while read -r library; do
      [ -e "$root$library" ] || install -D "$library" "$root$library"
    done
}

# begin NAME: a root with busybox, accounts, name service and certificates, as $root.
begin() {
  root=$work/$1
  rm -rf "$root"
  mkdir -p "$root"/{usr/{bin,sbin,lib,lib64,local/{bin,lib}},etc,proc,sys,dev,run,root,home,tmp,opt}
  mkdir -p "$root"/var/{lib,log}
  chmod 1777 "$root/tmp"
  local folder
  for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
  ln -s ../run "$root/var/run"
  cp -L "$(command -v busybox)" "$root/usr/bin/busybox"
  "$root/usr/bin/busybox" --list | while read -r folder; do
    [ -e "$root/usr/bin/$folder" ] || ln -s busybox "$root/usr/bin/$folder"
  done
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnobody:x:65534:\n' >"$root/etc/group"
  printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"
  put /lib/x86_64-linux-gnu/libnss_{files,dns}.so.2 /lib/x86_64-linux-gnu/libresolv.so.2
  install -m 755 "$here"/alpine/* "$root/usr/sbin/"
}

# account NAME UID GID HOME
account() {
  printf '%s:x:%s:%s::%s:/bin/sh\n' "$1" "$2" "$3" "$4" >>"$root/etc/passwd"
  printf '%s:x:%s:\n' "$1" "$3" >>"$root/etc/group"
}

# package NAME FILE: what `apk add NAME` will bring; it needs no library that isn't there.
package() { install -D "$2" "$root/opt/apk/$1$2"; }

# finish IMAGE CHANGE…: turns $root into an image. The import knows no STOPSIGNAL, a build does.
finish() {
  local image=$1 change changes=()
  shift
  for change in "$@"; do changes+=(--change "$change"); done
  tar -C "$root" --numeric-owner -cf - . | docker import "${changes[@]}" - "$image" >/dev/null
}

# stopped_by SIGNAL IMAGE
stopped_by() {
  printf 'FROM %s\nSTOPSIGNAL %s\n' "$2" "$1" |
    DOCKER_BUILDKIT=0 docker build --quiet --tag "$2" - >/dev/null
}

path='ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin'

make_node() {
  begin node
  put "$(command -v node)"
  account node 1000 1000 /home/node
  install -d -o 1000 -g 1000 "$root/home/node"
  # npm is the real one; pnpm and turbo are stand-ins, since no archive of Debian or Python has them.
  mkdir -p "$root/usr/local/lib/node_modules" "$root/opt/yarn-v1"
  cp -a "$(npm root --global)/npm" "$root/usr/local/lib/node_modules/"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
  install -D -m 755 "$here/workspace.mjs" "$root/usr/lib/workspace/pnpm.mjs"
  install -m 755 "$here/workspace.mjs" "$root/usr/lib/workspace/turbo.mjs"
  install -m 755 "$here/corepack" "$root/usr/local/bin/corepack"
  package dumb-init /usr/bin/dumb-init
  finish node:stand-in "$path" 'CMD ["node"]'
  docker tag node:stand-in node:20.18.1-alpine
  docker tag node:stand-in node:24-alpine
}

# The same with the real yarn 1, which Debian's Node.js finds by its own path.
make_yarn() {
  root=$work/yarn
  mkdir -p "$root/usr/lib/workspace" "$work/context"
  printf '#!/bin/sh\nNODE_PATH=/usr/share/nodejs exec node /usr/share/nodejs/yarn/bin/yarn.js "$@"\n' \
    >"$root/usr/lib/workspace/yarn"
  chmod 755 "$root/usr/lib/workspace/yarn"
  # One file is sent to the engine at once, thousands are not; most of them yarn never reads.
  tar -cf "$work/context/yarn.tar" -C "$root" usr -C / \
    --exclude='usr/share/nodejs/'{@types,caniuse-lite,core-js,core-js-pure,es-abstract,lodash-es} \
    usr/share/nodejs usr/share/javascript
  printf 'FROM node:stand-in\nADD yarn.tar /\n' >"$work/context/Dockerfile"
  docker build --quiet --tag node:22-alpine "$work/context" >/dev/null
}

make_postgres() {
  begin postgres
  local server=/usr/lib/postgresql/15
  mkdir -p "$root$server" "$root/usr/share/postgresql" "$root/usr/lib/locale"
  cp -a "$server/." "$root$server/"
  rm -rf "$root$server"/lib/{llvmjit*,bitcode,pgxs}
  cp -a /usr/share/postgresql/15 "$root/usr/share/postgresql/"
  cp -a /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
  [ ! -d /usr/share/zoneinfo ] || cp -aL /usr/share/zoneinfo "$root/usr/share/"
  put "$server"/bin/{postgres,initdb,pg_ctl,psql,pg_isready}
  put_libraries_of "$root$server"/lib/*.so
  account postgres 70 70 /var/lib/postgresql
  install -d -o 70 -g 70 "$root/var/lib/postgresql/data" "$root/run/postgresql"
  mkdir -p "$root/docker-entrypoint-initdb.d"
  install -m 755 "$here/docker-entrypoint.sh" "$root/usr/local/bin/"
  cc -O1 -o "$root/usr/local/bin/as-user" "$here/as-user.c"
  finish postgres:15-alpine \
    "ENV PATH=/usr/local/bin:$server/bin:/usr/sbin:/usr/bin PGDATA=/var/lib/postgresql/data LANG=C.UTF-8" \
    'ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["postgres"]' 'VOLUME /var/lib/postgresql/data' 'EXPOSE 5432'
  stopped_by SIGINT postgres:15-alpine
  docker tag postgres:15-alpine postgres:16-alpine
}

make_redis() {
  begin redis
  put /usr/bin/redis-server /usr/bin/redis-cli
  account redis 999 1000 /data
  install -d -o 999 -g 1000 "$root/data"
  finish redis:7-alpine "$path" 'WORKDIR /data' 'VOLUME /data' 'EXPOSE 6379' \
    "CMD exec \${COMMAND:-redis-server}"
}

make_adminer() {
  begin adminer
  put "$(readlink -f "$(command -v php)")"
  ln -s "$(basename "$(readlink -f "$(command -v php)")")" "$root/usr/bin/php"
  mkdir -p "$root/etc/php" "$root/usr/lib/php" "$root/var/www/html"
  cp -a /etc/php/8.2 "$root/etc/php/"
  put /usr/lib/php/2*/*.so
  cp -L /usr/share/adminer/adminer.php "$root/var/www/html/index.php"
  finish adminer:4 "$path" 'WORKDIR /var/www/html' 'EXPOSE 8080' \
    'CMD ["php", "-S", "[::]:8080", "-t", "/var/www/html"]'
  docker tag adminer:4 adminer:5
}

make_nginx() {
  begin nginx
  put /usr/sbin/nginx
  mkdir -p "$root/etc/nginx" "$root/usr/share/nginx/html" "$root/var/log/nginx" "$root/var/lib/nginx"
  cp /etc/nginx/mime.types "$root/etc/nginx/"
  account nginx 101 101 /nonexistent
  finish nginxinc/nginx-unprivileged:1.28-alpine "$path" 'USER 101' 'EXPOSE 8080' \
    'CMD ["nginx", "-g", "daemon off;"]'
}

# A machine that workflows run on: the image with Node.js under GNU's tools, git, SSH and Docker.
make_runner() {
  root=$work/runner
  local file programs
  mapfile -t programs < <(dpkg --listfiles bash coreutils curl docker.io findutils git grep gzip jq \
    mawk openssh-client sed tar | grep -E '^(/usr)?/bin/' | sed 's,^/bin/,/usr/bin/,')
  put "${programs[@]}"
  # The image has links there: what is below them goes where they lead.
  for file in lib lib64; do
    [ ! -d "$root/$file" ] || { cp -a "$root/$file" "$root/usr/" && rm -rf "${root:?}/$file"; }
  done
  ln -sf mawk "$root/usr/bin/awk"
  ln -sf bash "$root/usr/bin/sh"
  mkdir -p "$root/usr/share/git-core/templates" "$work/machine"
  tar -cf "$work/machine/machine.tar" -C "$root" .
  printf 'FROM node:stand-in\nADD machine.tar /\nCMD ["bash"]\n' >"$work/machine/Dockerfile"
  docker build --quiet --tag runner:stand-in "$work/machine" >/dev/null
}

# The registry of Debian, which asks for an account: keeper, with the password `lighthouse`.
make_registry() {
  begin registry
  put /usr/bin/docker-registry
  mkdir -p "$root/var/lib/registry" "$root/etc/docker/registry"
  install -m 644 "$here/registry.yml" "$root/etc/docker/registry/config.yml"
  # The hash is bcrypt's, the only one that the registry takes.
  perl -e 'print "keeper:", crypt("lighthouse", q($2b$05$) . "." x 22), "\n"' \
    >"$root/etc/docker/registry/accounts"
  finish registry:stand-in "$path" 'VOLUME /var/lib/registry' 'EXPOSE 5000' \
    'CMD ["docker-registry", "serve", "/etc/docker/registry/config.yml"]'
}

# gitleaks itself, from the folder of judges, with the git that it asks.
make_gitleaks() {
  begin gitleaks
  put /usr/bin/git
  install -D "$GITLEAKS" "$root/usr/bin/gitleaks"
  printf '[safe]\n\tdirectory = *\n' >"$root/etc/gitconfig"
  finish ghcr.io/gitleaks/gitleaks:latest "$path" 'ENTRYPOINT ["gitleaks"]'
}

mkdir -p "$work"
for name in "$@"; do "make_$name"; done
