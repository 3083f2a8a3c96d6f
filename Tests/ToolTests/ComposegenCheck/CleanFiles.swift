import Testing

/// Trees of well-made files: what their authors meant is what happens.
enum CleanFiles {
  struct Tree: Sendable, CustomTestStringConvertible {
    var testDescription: String { name }
    let name: String
    let files: [String: String]
  }

  static let all: [Tree] = first + second + third + fourth

  private static let first: [Tree] = [
    Tree(
      name: "one service",
      files: [
        "compose.yml": #"""
        services:
          web:
            image: nginx:1.27-alpine
            ports: ["80:80", "443:443"]

        """#
      ]),
    Tree(
      name: "short syntax with loopback",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: postgres:16
            environment:
              - POSTGRES_PASSWORD=${DB_PASSWORD:?set it}
            ports:
              - "127.0.0.1:5432:5432"
            volumes:
              - db:/var/lib/postgresql/data
        volumes:
          db:

        """#
      ]),
    Tree(
      name: "long syntax of ports and volumes",
      files: [
        "compose.yml": #"""
        services:
          cache:
            image: redis:7.4
            ports:
              - name: redis
                target: 6379
                published: "6379"
                host_ip: 127.0.0.1
                protocol: tcp
                mode: host
            volumes:
              - type: volume
                source: cache
                target: /data
                volume: {nocopy: true}
              - type: tmpfs
                target: /tmp
                tmpfs: {size: 1048576}
        volumes:
          cache: {driver: local}

        """#
      ]),
    Tree(
      name: "anchors and merge keys",
      files: [
        "compose.yml": #"""
        x-logging: &logging
          driver: json-file
          options: {max-size: "10m", max-file: "3"}
        x-worker: &worker
          image: acme/worker:2.1
          logging: *logging
          restart: unless-stopped
        services:
          one:
            <<: *worker
            environment: {QUEUE: first}
          two:
            <<: [*worker]
            environment: {QUEUE: second}

        """#
      ]),
    Tree(
      name: "profiles",
      files: [
        "compose.yml": #"""
        services:
          app:
            image: acme/app:1
          debug:
            image: acme/debug:1
            profiles: [debug]
            depends_on: [app, tracer]
          tracer:
            image: acme/tracer:1
            profiles: [debug, trace]

        """#
      ]),
    Tree(
      name: "a profile without a name",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: acme/db:1
            profiles: ["", db]
          app:
            image: acme/app:1
            depends_on: [db]
        """#
      ]),
    Tree(
      name: "alternatives by profile on one port",
      files: [
        "compose.yml": #"""
        services:
          cpu:
            image: acme/model:1
            profiles: [cpu]
            ports: ["127.0.0.1:8000:8000"]
          gpu:
            image: acme/model:1-gpu
            profiles: [gpu]
            ports: ["127.0.0.1:8000:8000"]

        """#
      ]),
    Tree(
      name: "secrets as files",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: mysql:8.4
            environment:
              MYSQL_ROOT_PASSWORD_FILE: /run/secrets/root
              MYSQL_DATABASE: shop
            secrets:
              - root
              - source: user
                target: user_password
                mode: 0440
            volumes: ["data:/var/lib/mysql"]
        secrets:
          root: {file: ./root.txt}
          user: {environment: USER_PASSWORD}
        volumes: {data: {}}

        """#
      ]),
    Tree(
      name: "configs",
      files: [
        "compose.yml": #"""
        services:
          proxy:
            image: caddy:2.8
            configs:
              - source: caddyfile
                target: /etc/caddy/Caddyfile
        configs:
          caddyfile:
            content: |
              :80 {
                reverse_proxy app:$${PORT}
              }

        """#
      ]),
    Tree(
      name: "extends in one file",
      files: [
        "compose.yml": #"""
        services:
          base:
            image: acme/base:1
            environment: {A: "1"}
          app:
            extends: base
            command: ["serve"]
          job:
            extends: {service: base}
            command: ["work"]

        """#
      ]),
    Tree(
      name: "extends from another file",
      files: [
        "compose.yaml": #"""
        services:
          app:
            extends: {file: common/app.yaml, service: app}
            environment:
              - MODE=web

        """#,
        "common/app.yaml": #"""
        services:
          app:
            image: acme/app:3
            environment: {MODE: none, LEVEL: info}
            env_file: [app.env]

        """#,
        "common/app.env": "X=1\n",
      ]),
    Tree(
      name: "include",
      files: [
        "compose.yaml": #"""
        include:
          - db/compose.yaml
          - path: [cache/compose.yaml]
            env_file: cache/cache.env
        services:
          app:
            image: acme/app:3
            depends_on:
              db: {condition: service_started}
              cache: {condition: service_started}

        """#,
        "db/compose.yaml": #"""
        services:
          db:
            image: mariadb:11
            environment: {MARIADB_RANDOM_ROOT_PASSWORD: "1"}
            volumes: ["data:/var/lib/mysql"]
        volumes: {data: }

        """#,
        "cache/compose.yaml": #"""
        services:
          cache:
            image: memcached:${CACHE_TAG}

        """#,
        "cache/cache.env": "CACHE_TAG=1.6\n",
      ]),
    Tree(
      name: "override by convention",
      files: [
        "docker-compose.yml": #"""
        services:
          app:
            image: acme/app:1
            ports: ["127.0.0.1:3000:3000"]

        """#,
        "docker-compose.override.yml": #"""
        services:
          app:
            environment: {DEBUG: "1"}
            ports: ["127.0.0.1:9229:9229"]

        """#,
      ]),
    Tree(
      name: "override by name",
      files: [
        "compose.yaml": #"""
        name: shop
        services:
          app:
            image: acme/app:1
            ports: ["127.0.0.1:3000:3000"]

        """#,
        "compose.ci.yaml": #"""
        services:
          app:
            environment: {CI: "1"}
            ports: !reset []

        """#,
      ]),
    Tree(
      name: "two projects side by side",
      files: [
        "docker-compose.yml": #"""
        name: shop-dev
        services:
          db:
            image: postgres:17
            environment: {POSTGRES_PASSWORD: "${PASSWORD:-change-me}"}
            ports: ["127.0.0.1:5432:5432"]
            volumes: ["db:/var/lib/postgresql/data"]
        volumes: {db: }

        """#,
        "docker-compose.staging.yml": #"""
        name: shop-staging
        services:
          db:
            image: postgres:17
            restart: always
            mem_limit: 512m
            security_opt: ["no-new-privileges:true"]
            environment: {POSTGRES_PASSWORD: "${STAGING_PASSWORD:?}"}
            ports: ["127.0.0.1:5433:5432"]
            volumes: ["db:/var/lib/postgresql/data"]
        volumes: {db: }

        """#,
      ]),
    Tree(
      name: "health and order",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: postgres:16
            environment: {POSTGRES_PASSWORD_FILE: /run/secrets/pg}
            secrets: [pg]
            volumes: ["db:/var/lib/postgresql/data"]
            healthcheck:
              test: ["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "postgres"]
              interval: 5s
              timeout: 5s
              retries: 12
              start_period: 20s
              start_interval: 1s
          migrate:
            image: acme/migrate:7
            restart: on-failure
            depends_on:
              db: {condition: service_healthy, restart: true}
          app:
            image: acme/app:7
            depends_on:
              migrate: {condition: service_completed_successfully}
              db: {condition: service_healthy}
        secrets: {pg: {file: pg.txt}}
        volumes: {db: }

        """#
      ]),
    Tree(
      name: "an optional dependency",
      files: [
        "compose.yml": #"""
        services:
          app:
            image: acme/app:7
            depends_on:
              tracing: {condition: service_started, required: false}
          tracing:
            image: jaegertracing/all-in-one:1.62
            profiles: [tracing]

        """#
      ]),
  ]

  private static let second: [Tree] = [
    Tree(
      name: "escaped dollars",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: mongo:8
            command: ["sh", "-c", "exec mongod --bind_ip_all $$EXTRA"]
            environment:
              EXTRA: "--quiet"
              PATTERN: "^a$$"
            volumes: ["data:/data/db"]
            healthcheck:
              test: mongosh --quiet --eval "db.adminCommand('ping').ok" | grep -q 1 && test -n "$${EXTRA}"
              start_period: 30s
        volumes: {data: }

        """#
      ]),
    Tree(
      name: "variables with a template",
      files: [
        "compose.yml": #"""
        services:
          app:
            image: acme/app:${APP_TAG}
            environment:
              TOKEN: ${APP_TOKEN}
              LEVEL: ${LEVEL:-info}
              EMPTY: ${OPTIONAL-}
              BOTH: ${A:-${B:-c}}
            ports: ["127.0.0.1:${APP_PORT:-3000}:3000"]

        """#,
        ".env.example": #"""
        # the application
        APP_TAG=1
        APP_TOKEN=
        # LEVEL=debug

        """#,
      ]),
    Tree(
      name: "a template named by environment",
      files: [
        "docker-compose.yml": #"""
        services:
          app:
            image: acme/app:${APP_TAG:?}
            environment: [TOKEN]

        """#,
        ".env.development.example": "APP_TAG=1\nTOKEN=\n",
      ]),
    Tree(
      name: "env files with templates",
      files: [
        "compose.yml": #"""
        services:
          app:
            image: acme/app:1
            env_file: .env
          job:
            image: acme/job:1
            env_file:
              - path: job.env
                required: false
              - path: ./config/job.env
                format: raw

        """#,
        ".env.example": "ANYTHING=1\nMORE=2\n",
        "config/job.env": "A=1\n",
      ]),
    Tree(
      name: "quoted values",
      files: [
        "compose.yml": #"""
        services:
          app:
            image: acme/app:1
            environment:
              YES: "yes"
              "TRUE": 'true'
              VERSION: "1.10"
              MODE: "0755"
              PORT: 3000
              NEGATIVE: -1
              EMPTY: ""
              PASSED:
              TEXT: 10s

        """#
      ]),
    Tree(
      name: "environment as list",
      files: [
        "compose.yml": #"""
        services:
          app:
            image: acme/app:1
            environment:
              - A=1
              - B=a b c
              - "C=quoted whole"
              - D
              - E=
              - F=x=y
              - G=true

        """#
      ]),
    Tree(
      name: "node development with volumes over what is built",
      files: [
        "compose.yml": #"""
        services:
          web:
            build: .
            init: true
            command: npm run dev
            ports: ["127.0.0.1:5173:5173"]
            volumes:
              - .:/app
              - /app/node_modules

        """#,
        "Dockerfile": #"""
        FROM node:22-alpine
        WORKDIR /app
        COPY package*.json ./
        RUN npm ci
        COPY . .
        EXPOSE 5173
        CMD ["npm", "run", "dev"]

        """#,
        "package.json": "{}",
      ]),
    Tree(
      name: "node development that installs by itself",
      files: [
        "compose.yml": #"""
        services:
          web:
            image: node:22
            init: true
            working_dir: /app
            command: sh -c "npm install && exec npm run dev"
            volumes: [".:/app"]

        """#,
        "package.json": "{}",
      ]),
    Tree(
      name: "a workspace with narrow mounts",
      files: [
        "compose.yml": #"""
        services:
          api:
            build: {context: ., target: dev}
            volumes:
              - ./apps/api/src:/repo/apps/api/src
              - ./packages/ui/src:/repo/packages/ui/src:ro

        """#,
        "Dockerfile": #"""
        # syntax=docker/dockerfile:1
        ARG NODE=22
        FROM node:${NODE}-alpine AS dev
        RUN apk add --no-cache tini
        WORKDIR /repo
        COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
        COPY apps/api/package.json apps/api/
        COPY packages/ui/package.json packages/ui/
        RUN corepack enable && pnpm install --frozen-lockfile
        COPY . .
        ENTRYPOINT ["/sbin/tini", "--"]
        CMD ["pnpm", "dev"]

        """#,
        "apps/api/src/a.ts": "",
        "packages/ui/package.json": "{\"scripts\":{\"build\":\"tsc -d dist\"}}",
        "packages/ui/src/a.ts": "",
      ]),
    Tree(
      name: "python development",
      files: [
        "compose.yml": #"""
        services:
          api:
            build: {context: ./api}
            command: uvicorn app:app --reload --host 0.0.0.0
            volumes: ["./api:/code"]
            ports: ["127.0.0.1:8000:8000"]

        """#,
        "api/Dockerfile": #"""
        FROM python:3.13-slim
        WORKDIR /code
        COPY requirements.txt .
        RUN pip install --no-cache-dir -r requirements.txt
        COPY . .
        EXPOSE 8000
        CMD ["uvicorn", "app:app"]

        """#,
        "api/app.py": "",
      ]),
    Tree(
      name: "go, built in stages",
      files: [
        "compose.yaml": #"""
        services:
          server:
            build:
              context: .
              target: final
            ports: ["127.0.0.1:8080:8080"]

        """#,
        "Dockerfile": #"""
        FROM golang:1.23 AS build
        WORKDIR /src
        RUN --mount=type=bind,target=. go build -o /bin/server .
        FROM build as test
        RUN go test ./...
        FROM gcr.io/distroless/static AS final
        COPY --from=build /bin/server /server
        EXPOSE 8080
        ENTRYPOINT ["/server"]

        """#,
        "main.go": "",
      ]),
    Tree(
      name: "a dockerfile written in the file",
      files: [
        "compose.yml": #"""
        services:
          tool:
            build:
              context: .
              dockerfile_inline: |
                FROM alpine:3.20
                RUN apk add --no-cache curl
                CMD ["curl", "--version"]

        """#,
        "notes.txt": "",
      ]),
    Tree(
      name: "a build from afar",
      files: [
        "compose.yml": #"""
        services:
          tool:
            build: https://github.com/docker/buildx.git#master
          other:
            build: {context: "git@github.com:acme/tool.git"}

        """#
      ]),
    Tree(
      name: "a production file",
      files: [
        "compose.yml": #"""
        name: shop-production
        services:
          app:
            image: ghcr.io/acme/shop@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            restart: unless-stopped
            read_only: true
            tmpfs: ["/tmp"]
            cap_drop: [ALL]
            security_opt: ["no-new-privileges:true"]
            environment: {NODE_ENV: production, TOKEN: "${TOKEN:?}"}
            ports: ["443:8443", "443:8443/udp"]
            deploy:
              resources:
                limits: {cpus: "0.5", memory: 256M, pids: 100}
                reservations: {memory: 64M}
            ulimits:
              nproc: 65535
              nofile: {soft: 20000, hard: 40000}
            stop_grace_period: 1m30s

        """#
      ]),
    Tree(
      name: "a production file by its name",
      files: [
        "docker-compose.prod.yml": #"""
        services:
          app:
            image: acme/app:${TAG:-1.0}
            restart: always
            mem_limit: 512m
            security_opt: ["no-new-privileges:true"]
          seed:
            image: acme/seed:1.0
            restart: "no"
            security_opt: ["no-new-privileges:true"]

        """#
      ]),
    Tree(
      name: "swarm style",
      files: [
        "compose.yml": #"""
        services:
          web:
            image: acme/web:1
            ports: ["80:8080"]
            deploy:
              mode: replicated
              endpoint_mode: vip
              labels: {a: b}
              update_config: {parallelism: 1, delay: 10s, order: start-first, failure_action: rollback}
              rollback_config: {parallelism: 0, delay: 5s}
              restart_policy: {condition: on-failure, delay: 5s, max_attempts: 3, window: 120s}
              placement: {constraints: ["node.role==worker"], preferences: [{spread: node.labels.zone}]}

        """#
      ]),
  ]

  private static let third: [Tree] = [
    Tree(
      name: "replicas behind a proxy",
      files: [
        "compose.yml": #"""
        services:
          proxy:
            image: haproxy:3.0
            ports: ["80:80"]
          app:
            image: acme/app:1
            deploy: {replicas: 3}
            expose: ["8080"]
          pool:
            image: acme/pool:1
            scale: 2
            ports: ["127.0.0.1:9000-9001:9000"]

        """#
      ]),
    Tree(
      name: "networks of all kinds",
      files: [
        "compose.yml": #"""
        services:
          front:
            image: acme/front:1
            networks:
              public: {aliases: [www], priority: 10}
              private: {ipv4_address: 172.28.0.10}
          back:
            image: acme/back:1
            networks: [private]
            environment: {FRONT: "http://front:8080", OTHER: "http://elsewhere:1"}
          proxied:
            image: acme/vpn:1
            networks: [proxy]
          tunnel:
            image: acme/tunnel:1
            network_mode: service:proxied
        networks:
          public: {driver: bridge}
          private:
            internal: true
            ipam:
              driver: default
              config: [{subnet: 172.28.0.0/16, gateway: 172.28.0.1}]
          proxy: {external: true, name: proxy}

        """#
      ]),
    Tree(
      name: "external volumes",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: postgres:16
            environment: {POSTGRES_HOST_AUTH_METHOD: scram-sha-256, POSTGRES_PASSWORD: "${PGPASS:?}"}
            volumes:
              - type: volume
                source: data
                target: /var/lib/postgresql/data
                volume: {subpath: pg}
        volumes:
          data: {external: true, name: shared-data}

        """#
      ]),
    Tree(
      name: "bind of data",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: mongo:7
            volumes: ["./data/mongo:/data/db"]
          files:
            image: acme/files:1
            volumes:
              - type: bind
                source: /srv/files
                target: /files
                read_only: true
                bind: {propagation: rslave, create_host_path: false}
              - ~/cache:/cache
              - ${DATA:-./data}/x:/x

        """#
      ]),
    Tree(
      name: "postgres from 18 on",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: postgres:18-alpine
            environment: {POSTGRES_PASSWORD: "${POSTGRES_PASSWORD:?}"}
            volumes: ["data:/var/lib/postgresql"]
        volumes: {data: }

        """#
      ]),
    Tree(
      name: "postgres with PGDATA",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: postgres:16
            environment:
              POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}
              PGDATA: /data/pg
            volumes: ["data:/data"]
        volumes: {data: }

        """#
      ]),
    Tree(
      name: "a throw-away database",
      files: [
        "compose.yml": #"""
        services:
          db:
            image: postgres:16
            environment: {POSTGRES_PASSWORD: "${POSTGRES_PASSWORD:-test}"}
            tmpfs: /var/lib/postgresql/data

        """#
      ]),
    Tree(
      name: "a file of tests",
      files: [
        "docker-compose.test.yml": #"""
        services:
          db:
            image: mysql:8
            environment: {MYSQL_ALLOW_EMPTY_PASSWORD: "yes", MYSQL_DATABASE: test}
          app:
            image: acme/app:1
            depends_on: [db]

        """#
      ]),
    Tree(
      name: "a cache without a disk",
      files: [
        "compose.yml": #"""
        services:
          cache:
            image: valkey/valkey:8
            command: valkey-server --save "" --appendonly no --requirepass ${CACHE_PASSWORD:?}
            environment: {REDISCLI_AUTH: "${CACHE_PASSWORD:?}"}
            healthcheck:
              test: ["CMD-SHELL", "valkey-cli ping | grep PONG"]
              start_period: 5s

        """#
      ]),
    Tree(
      name: "a shell where it is needed",
      files: [
        "compose.yml": #"""
        services:
          app:
            image: acme/app:1
            command: ["sh", "-c", "migrate && exec serve --port 80"]
            healthcheck:
              test: ["CMD-SHELL", "curl -fsS http://localhost/ || exit 1"]
              start_period: 10s

        """#
      ]),
    Tree(
      name: "an image's own health check",
      files: [
        "compose.yml": #"""
        services:
          server:
            image: ghcr.io/acme/server:1
            healthcheck: {disable: false}
          client:
            image: ghcr.io/acme/client:1
            depends_on: {server: {condition: service_healthy}}

        """#
      ]),
    Tree(
      name: "a health check in the Dockerfile",
      files: [
        "compose.yml": #"""
        services:
          server:
            build: server
          client:
            image: acme/client:1
            depends_on: {server: {condition: service_healthy}}

        """#,
        "server/Dockerfile": #"""
        FROM nginx:1.27
        HEALTHCHECK --interval=5s \
          CMD curl -f http://localhost/ || exit 1

        """#,
        "server/index.html": "",
      ]),
    Tree(
      name: "devices and gpus",
      files: [
        "compose.yml": #"""
        services:
          model:
            image: acme/model:1
            shm_size: 1gb
            devices: ["/dev/dri:/dev/dri"]
            deploy:
              resources:
                reservations:
                  devices: [{driver: nvidia, count: all, capabilities: [gpu]}]

        """#
      ]),
    Tree(
      name: "labels with backquotes",
      files: [
        "compose.yml": #"""
        services:
          web:
            image: traefik:v3.1
            command:
              - --providers.file.filename=/etc/traefik/dynamic.yml
              - --entrypoints.web.address=:80
            labels:
              - "traefik.http.routers.web.rule=Host(`a.example`) && PathPrefix(`/api`)"
              - "traefik.http.middlewares.auth.basicauth.users=admin:$$apr1$$H6uskkkW$$IgXLP6ewTrSuBkTrqE8wj/"
            ports: ["80:80"]

        """#
      ]),
    Tree(
      name: "development with watch",
      files: [
        "compose.yml": #"""
        services:
          web:
            image: acme/web:dev
            develop:
              watch:
                - {action: sync, path: ./src, target: /app/src, ignore: [node_modules/]}
                - {action: rebuild, path: package.json}

        """#
      ]),
    Tree(
      name: "hooks and extras",
      files: [
        "compose.yml": #"""
        services:
          app:
            image: acme/app:1
            hostname: app
            user: "1000:1000"
            working_dir: /srv
            stdin_open: true
            tty: true
            extra_hosts: ["host.docker.internal:host-gateway"]
            dns: [1.1.1.1]
            sysctls: {net.core.somaxconn: "1024"}
            cap_add: [NET_BIND_SERVICE]
            labels: {com.example.a: b}
            pull_policy: missing
            platform: linux/amd64
            stop_signal: SIGINT
            post_start: [{command: ["touch", "/tmp/x"]}]
            logging: {driver: syslog, options: {syslog-address: "tcp://127.0.0.1:123"}}

        """#
      ]),
  ]

  private static let fourth: [Tree] = [
    Tree(
      name: "ipv6, ranges and protocols",
      files: [
        "compose.yml": #"""
        services:
          a:
            image: acme/a:1
            ports:
              - "[::1]:8080:80"
              - "127.0.0.1:8081:80"
              - "127.0.0.1:5000-5010:5000-5010/udp"
              - "127.0.0.1:5000-5010:5000-5010/tcp"
          b:
            image: acme/b:1
            ports: ["127.0.0.2:8081:80", "3000"]

        """#
      ]),
    Tree(
      name: "document start and comments",
      files: [
        "compose.yml": #"""
        ---
        # A file with a document start.
        name: "plain"
        services:
          app:  # the application
            image: "acme/app:1"
        ...

        """#
      ]),
    Tree(
      name: "an ignored finding",
      files: [
        "compose.yml": #"""
        services:
          agent:
            image: acme/agent:1
            pid: host  # composegen:ignore host-namespace
            volumes:
              # composegen:ignore docker-socket
              - /var/run/docker.sock:/var/run/docker.sock:ro

        """#
      ]),
    Tree(
      name: "rabbitmq by variables",
      files: [
        "compose.yml": #"""
        services:
          queue:
            image: rabbitmq:4-management
            environment:
              RABBITMQ_DEFAULT_USER: app
              RABBITMQ_DEFAULT_PASS: ${QUEUE_PASSWORD:?}
            ports: ["127.0.0.1:5672:5672", "127.0.0.1:15672:15672"]
          worker:
            image: acme/worker:1
            environment:
              AMQP_URL: amqp://app:${QUEUE_PASSWORD:?}@queue:5672/

        """#
      ]),
    Tree(
      name: "public addresses for browsers",
      files: [
        "compose.yml": #"""
        services:
          web:
            image: acme/web:1
            environment:
              NEXT_PUBLIC_API_URL: http://localhost:3001
              API_URL: http://api:3001
              TOKEN_TTL: "3600"
              PASSWORD_MIN_LENGTH: "12"
              JWT_EXPIRES_IN: 15m
          api:
            image: acme/api:1
            environment: {CORS_ORIGIN: "http://localhost:3000"}

        """#
      ]),
    Tree(
      name: "adminer with an init",
      files: [
        "compose.yml": #"""
        services:
          adminer:
            image: adminer:5
            init: true
            ports: ["127.0.0.1:8081:8080"]

        """#
      ]),
    Tree(
      name: "windows line ends",
      files: [
        "compose.yml":
          "services:\r\n  a:\r\n    image: acme/a:1\r\n    environment:\r\n      - A=b\r\n"
      ]),
    Tree(
      name: "a byte order mark",
      files: [
        "compose.yml": "\u{feff}services:\n  a:\n    image: acme/a:1\n"
      ]),
  ]
}
