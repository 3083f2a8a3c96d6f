#!/bin/sh
# What the official image's entry point does: a new cluster gets POSTGRES_USER, POSTGRES_PASSWORD and
# POSTGRES_DB, and is reached by its socket only until it is ready.
set -e
[ "$1" = postgres ] || exec "$@"
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres "$PGDATA" /run/postgresql
  chmod 700 "$PGDATA"
  exec as-user postgres "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  [ -n "$POSTGRES_PASSWORD" ] || {
    echo "Error: Database is uninitialized and superuser password is not specified." >&2
    exit 1
  }
  user=${POSTGRES_USER:-postgres}
  umask 077
  printf '%s\n' "$POSTGRES_PASSWORD" >/tmp/password
  initdb --username="$user" --pwfile=/tmp/password --auth-local=trust --auth-host=scram-sha-256
  rm /tmp/password
  printf '\nhost all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
  database=${POSTGRES_DB:-$user}
  [ "$database" = postgres ] ||
    echo 'CREATE DATABASE :"name";' | psql -v ON_ERROR_STOP=1 -v name="$database" -U "$user" -d postgres
  for file in /docker-entrypoint-initdb.d/*; do
    # shellcheck source=/dev/null
    case $file in
    *.sh) . "$file" ;;
    *.sql) psql -v ON_ERROR_STOP=1 -U "$user" -d "$database" -f "$file" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec "$@" -c listen_addresses='*'
