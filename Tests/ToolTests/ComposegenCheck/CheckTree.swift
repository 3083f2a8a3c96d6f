import Diagnostics
import Platform
import TestKit

@testable import composegen

/// A folder of files that `composegen check` is run on.
struct CheckTree {
  var files: [String: String]

  /// The tree with one text in the place of another, which must be there once.
  func replacing(_ old: String, _ new: String, in path: String) throws -> CheckTree {
    let text = files[path] ?? ""
    guard text.ranges(of: old).count == 1 else { throw NotThereOnce(text: old, path: path) }
    var changed = self
    changed.files[path] = text.replacing(old, with: new)
    return changed
  }

  struct NotThereOnce: Error {
    let text: String
    let path: String
  }

  func written() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    for (path, text) in files { try folder.write(text, to: path) }
    return folder
  }

  /// What is found in the tree, by both ways of reading: the tool's own, and with compose beside it
  /// where that is installed.
  ///
  /// - Parameter path: What is checked, from the tree's root.
  func findings(path: String = "", stack: String? = nil) throws -> [Finding] {
    let folder = try written()
    return try withExtendedLifetime(folder) {
      try CheckTree.findings(
        path.isEmpty ? folder.path : folder.path(path), stack: stack.map(folder.path), judge: nil)
    }
  }

  /// What is found with compose's own reader asked, too; `nil` where it isn't installed.
  func judgedFindings() throws -> [Finding]? {
    guard let judge = CheckTree.judge else { return nil }
    let folder = try written()
    return try withExtendedLifetime(folder) {
      try CheckTree.findings(folder.path, judge: judge)
    }
  }

  static func findings(
    _ path: String, stack: String? = nil, judge: ComposeJudge?
  ) throws -> [Finding] {
    let input = try CheckInput(path: path, stackFile: stack, .memory())
    return try CheckRun(input: input, judge: judge).result().findings
  }

  /// Compose's own reader.
  static let judge: ComposeJudge? = {
    guard let path = Judge.find("docker-compose") else { return nil }
    let folder = path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    return ComposeJudge(environment: ["PATH": folder, "HOME": "/"])
  }()
}

extension CheckTree {
  /// A shop with everything that rules look at, well made: one file for development, one for staging.
  static let shop = CheckTree(files: [
    "docker-compose.yml": development, "docker-compose.staging.yml": staging,
    ".env.example": "POSTGRES_PASSWORD=a\nREDIS_PASSWORD=b\nSTAGING_PASSWORD=c\n",
    "apps/api/Dockerfile": dockerfile, "apps/api/src/main.ts": "", "apps/site/Dockerfile": site,
    "apps/php/Dockerfile": "FROM php:8.3-cli\nWORKDIR /app\nCMD [\"php\", \"worker.php\"]\n",
    "packages/shared/package.json":
      "{ \"main\": \"dist/index.js\", \"scripts\": { \"build\": \"tsc\" } }",
    "packages/shared/src/index.ts": "", "nginx.conf": "", "api.env": "LOG_LEVEL=debug\n",
  ])

  private static let dockerfile = """
    FROM node:22-alpine AS base
    RUN apk add --no-cache dumb-init && npm install -g pnpm@10
    WORKDIR /app

    FROM base AS dependencies
    COPY package.json pnpm-lock.yaml ./
    COPY apps/api/package.json ./apps/api/
    COPY packages/shared/package.json ./packages/shared/
    RUN --mount=type=cache,target=/pnpm/store \\
        pnpm install --frozen-lockfile
    COPY . .

    FROM dependencies AS builder
    RUN pnpm run build

    FROM base AS production
    COPY --from=builder /app/dist ./dist
    EXPOSE 3000
    USER 1001:1001
    ENTRYPOINT ["dumb-init", "--"]
    CMD ["node", "dist/main.js"]

    """

  private static let site = """
    FROM node:22 AS build
    WORKDIR /src
    COPY . .
    RUN npm ci && npm run build
    FROM nginx:1.27
    EXPOSE 8080
    HEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1:8080/"]
    COPY --from=build /src/dist /usr/share/nginx/html

    """

  private static let development = #"""
    name: shop-development
    services:
      postgres:
        image: postgres:16-alpine
        environment:
          POSTGRES_USER: shop
          POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}
          FLAGS: "yes"
        ports:
          - "127.0.0.1:5432:5432"
        volumes:
          - postgres-data:/var/lib/postgresql/data
        healthcheck:
          test: ["CMD-SHELL", "pg_isready -h 127.0.0.1 -U $${POSTGRES_USER}"]
          interval: 5s
          timeout: 3s
          retries: 10
          start_period: 30s
        restart: unless-stopped
      redis:
        image: redis:7-alpine
        command: ["redis-server", "--appendonly", "yes", "--requirepass", "${REDIS_PASSWORD:?}"]
        environment:
          - REDISCLI_AUTH=${REDIS_PASSWORD:?}
        ports:
          - 127.0.0.1:6379:6379
        volumes:
          - redis-data:/data
        healthcheck:
          test: redis-cli ping
          interval: 5s
          start_period: 10s
      api:
        build:
          context: .
          dockerfile: apps/api/Dockerfile
          target: dependencies
          args:
            NODE_VERSION: "22"
        init: true
        command: pnpm run dev
        env_file: api.env
        environment:
          DATABASE_URL: postgres://shop:${POSTGRES_PASSWORD:?}@postgres:5432/shop
          PORT: 3000
          DEBUG_PORT: "9229"
        ports:
          - "127.0.0.1:3000:3000"
        volumes:
          - ./apps/api/src:/app/apps/api/src
          - ./packages/shared/src:/app/packages/shared/src
        depends_on:
          postgres:
            condition: service_healthy
          redis:
            condition: service_healthy
          migrate:
            condition: service_completed_successfully
        healthcheck:
          test: ["CMD", "curl", "-f", "http://localhost:3000/health"]
          start_period: 60s
        networks: [default, front]
      migrate:
        image: shop/migrate:1.4
        restart: "no"
        depends_on:
          postgres:
            condition: service_healthy
      site:
        build: {context: apps/site}
        ports: ["127.0.0.1:8080:8080"]
        networks: [front]
        secrets: [certificate]
      proxy:
        image: nginx:1.27
        ports: ["80:80", "443:443"]
        volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
        networks: [front]
        depends_on: [site]
        logging: {driver: json-file, options: {max-size: 10m}}
      php:
        build: apps/php
        mem_limit: 256m
      adminer:
        image: adminer:5
        init: true
        profiles: [tools]
        ports: ["127.0.0.1:8081:8080"]
        depends_on: [postgres]
    networks:
      front:
        name: shop-front
    volumes:
      postgres-data:
      redis-data:
    secrets:
      certificate:
        file: ./certificate.pem

    """#

  private static let staging = #"""
    name: shop-staging
    x-common: &common
      restart: unless-stopped
      security_opt: ["no-new-privileges:true"]
      deploy: {resources: {limits: {memory: 512M}}}
    services:
      postgres:
        <<: *common
        image: postgres:16-alpine
        environment:
          POSTGRES_PASSWORD: ${STAGING_PASSWORD:?}
        ports: ["127.0.0.1:5433:5432"]
        volumes: ["staging-data:/var/lib/postgresql/data"]
        container_name: shop-staging-postgres
      api:
        <<: *common
        build: {context: ., dockerfile: apps/api/Dockerfile, target: production}
        read_only: true
        tmpfs: [/tmp]
        environment: {NODE_ENV: production}
        ports: ["127.0.0.1:3002:3000"]
        networks: [inner, default]
    networks:
      inner:
        name: shop-staging-inner
    volumes:
      staging-data:
        name: shop-staging-data

    """#
}
