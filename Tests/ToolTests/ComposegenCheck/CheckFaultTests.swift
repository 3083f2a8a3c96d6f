import Diagnostics
import TestKit
import Testing

@testable import composegen

/// A well-made tree with one change in it: exactly the rule that is about the change speaks.
@Suite("Faults that composegen check finds") struct CheckFaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let rule: String
    /// What is taken out, and what stands in its place.
    let old: String
    let new: String
    let file: String
    var testDescription: String { "\(rule): \(new)" }

    init(_ rule: String, _ old: String, _ new: String, in file: String = "docker-compose.yml") {
      (self.rule, self.old, self.new, self.file) = (rule, old, new, file)
    }
  }

  @Test("there is none in the tree without a change") func clean() throws {
    #expect(try CheckTree.shop.findings() == [])
    #expect(try CheckTree.shop.judgedFindings() ?? [] == [])
  }

  @Test("each is found, alone, without compose and with it", arguments: rows)
  func found(_ row: Row) throws {
    let tree = try CheckTree.shop.replacing(row.old, row.new, in: row.file)
    let findings = try tree.findings()
    #expect(Set(findings.map(\.rule)) == [row.rule], "\(CheckFaultTests.text(findings))")
    if let judged = try tree.judgedFindings() {
      #expect(
        judged.map(\.rule) == findings.map(\.rule), "with compose: \(CheckFaultTests.text(judged))")
    }
    for finding in findings {
      #expect(finding.path != nil && finding.line != nil && finding.remedy != nil)
      #expect(!finding.message.contains("hunter2"), "a secret is shown")
    }
  }

  @Test("every rule has its fault in the tables") func complete() {
    let tried = Set(Self.rows.map(\.rule)).union(CheckFileTests.rules)
    #expect(Set(CheckRules.all.map(\.id)) == tried)
    #expect(CheckRules.all.count >= 45)
  }

  private static func text(_ findings: [Finding]) -> String {
    findings.map { $0.line() }.joined(separator: "\n")
  }

  private static let staging = "docker-compose.staging.yml"

  static let rows: [Row] =
    form + ports + dependencies + variables + secrets + mounts + builds
    + health + processes + deployment + isolation + networks + neighbours

  private static let form = [
    Row("unknown-key", "    restart: unless-stopped\n  redis:", "    restrat: always\n  redis:"),
    Row("unknown-key", "      interval: 5s\n      timeout", "      intervall: 5s\n      timeout"),
    Row("unknown-key", "volumes:\n  postgres-data:\n", "volumes:\n  postgres-data: {drivr: x}\n"),
    Row("bad-key", "      FLAGS: \"yes\"", "      true: \"yes\""),
    Row("no-image", "  php:\n    build: apps/php\n", "  php:\n"),
    Row("obsolete-version", "name: shop-development", "version: \"3.8\"\nname: shop-development"),
    Row(
      "obsolete-links", "    depends_on: [site]\n", "    depends_on: [site]\n    links: [site]\n"),
    Row(
      "missing-file", "    build: apps/php\n",
      "    extends: {file: base.yml, service: php}\n    image: a:1\n"),
    Row("missing-file", "    build: apps/php\n", "    extends: {service: base}\n    image: a:1\n"),
    Row("missing-file", "name: shop-development", "name: shop-development\ninclude: [other.yml]"),
    Row("bad-duration", "      start_period: 10s", "      start_period: 10"),
    Row("bad-duration", "      start_period: 10s", "      start_period: \"10\""),
    Row("bad-duration", "      start_period: 10s", "      start_period: soon"),
    Row("bad-size", "mem_limit: 256m", "mem_limit: 256"),
    Row("bad-size", "mem_limit: 256m", "mem_limit: 256x"),
    Row("bad-restart", "restart: unless-stopped\n  redis", "restart: unless_stopped\n  redis"),
  ]

  private static let ports = [
    Row("port-clash", "- 127.0.0.1:6379:6379", "- 127.0.0.1:5432:6379"),
    Row(
      "port-clash", "[\"127.0.0.1:8080:8080\"]",
      "[\"127.0.0.1:8080:8080\", \"127.0.0.1:8080:8080/tcp\"]"),
    Row("port-clash", "[\"127.0.0.1:8080:8080\"]", "[\"127.0.0.1:443:8080\"]"),
    Row("port-clash", "\"127.0.0.1:3000:3000\"", "\"127.0.0.1:${API_PORT:-5432}:3000\""),
    Row(
      "port-clash", "    ports:\n      - \"127.0.0.1:3000:3000\"",
      "    ports:\n      - {target: 3000, published: \"8080\", host_ip: 127.0.0.1}"),
    Row(
      "port-clash", "[\"80:80\", \"443:443\"]",
      "[\"80:80\", \"443:443\", \"127.0.0.1:8070-8081:8070-8081\"]"),
    Row(
      "replicated-port", "    build: {context: apps/site}\n",
      "    build: {context: apps/site}\n    deploy: {replicas: 3}\n"),
    Row("open-port", "\"127.0.0.1:5432:5432\"", "\"5432:5432\""),
    Row("open-port", "127.0.0.1:6379:6379", "6379:6379"),
    Row("open-port", "\"127.0.0.1:5432:5432\"", "\"0.0.0.0:5432:5432\""),
    Row("open-port", "      - \"127.0.0.1:3000:3000\"", "      - \"3000:3000\""),
    Row(
      "open-port", "      - \"127.0.0.1:3000:3000\"",
      "      - \"127.0.0.1:3000:3000\"\n      - \"9229:9229\""),
    Row("port-mismatch", "\"127.0.0.1:5432:5432\"", "\"127.0.0.1:5432:5433\""),
    Row("port-mismatch", "[\"127.0.0.1:8080:8080\"]", "[\"127.0.0.1:8080:3333\"]"),
    Row("sexagesimal-port", "[\"80:80\", \"443:443\"]", "[443:22]"),
    Row("bad-port", "\"127.0.0.1:5432:5432\"", "\"127.0.0.1:5432:99999\""),
    Row("bad-port", "[\"80:80\", \"443:443\"]", "[\"80:80/http\"]"),
    Row("bad-port", "[\"80:80\", \"443:443\"]", "[\"web:80\"]"),
  ]

  private static let dependencies = [
    Row("undefined-dependency", "depends_on: [site]", "depends_on: [sites]"),
    Row(
      "undefined-dependency", "    build: apps/php\n",
      "    build: apps/php\n    network_mode: service:nobody\n"),
    Row("profiled-dependency", "depends_on: [site]", "depends_on: [site, adminer]"),
    Row(
      "dependency-cycle", "    secrets: [certificate]",
      "    secrets: [certificate]\n    depends_on: [proxy]"),
    Row(
      "dependency-cycle", "    build: apps/php\n", "    build: apps/php\n    depends_on: [php]\n"),
    Row(
      "healthy-without-check", "depends_on: [site]",
      "depends_on: {migrate: {condition: service_healthy}}"),
    Row(
      "healthy-without-check", "depends_on: [site]",
      "depends_on: {php: {condition: service_healthy}}"),
    Row(
      "healthy-without-check",
      "      test: [\"CMD-SHELL\", \"pg_isready -h 127.0.0.1 -U $${POSTGRES_USER}\"]",
      "      test: [NONE]"),
    Row(
      "healthy-without-check",
      "      test: redis-cli ping\n      interval: 5s\n      start_period: 10s",
      "      disable: true"),
    Row("endless-dependency", "    restart: \"no\"", "    restart: always"),
    Row(
      "bad-condition", "        condition: service_completed_successfully",
      "        condition: service_finished"),
  ]

  private static let variables = [
    Row("unescaped-dollar", "$${POSTGRES_USER}", "$POSTGRES_USER"),
    Row("unescaped-dollar", "$${POSTGRES_USER}", "${POSTGRES_USER}"),
    Row("unescaped-dollar", "command: pnpm run dev", "command: sh -c 'exec run $HOSTNAME'"),
    Row("unescaped-dollar", "command: pnpm run dev", "command: sh -c 'cd $HOME && pnpm run dev'"),
    Row("unescaped-dollar", "      FLAGS: \"yes\"", "      FLAGS: up$down"),
    Row("broken-interpolation", "      FLAGS: \"yes\"", "      FLAGS: ${FLAGS"),
    Row("unset-variable", "      FLAGS: \"yes\"", "      FLAGS: ${FLAGS}"),
    Row("unset-variable", "image: adminer:5", "image: adminer:${ADMINER_VERSION}"),
    Row(
      "unused-variable", "REDIS_PASSWORD=b\n", "REDIS_PASSWORD=b\nREDIS_USER=a\n",
      in: ".env.example"),
    Row("unquoted-value", "FLAGS: \"yes\"", "FLAGS: true"),
    Row("unquoted-value", "FLAGS: \"yes\"", "FLAGS: yes"),
    Row("unquoted-value", "FLAGS: \"yes\"", "FLAGS: 1.10"),
    Row("unquoted-value", "FLAGS: \"yes\"", "FLAGS: 0755"),
    Row("unquoted-value", "FLAGS: \"yes\"", "FLAGS: 1e3"),
    Row(
      "quoted-value", "      - REDISCLI_AUTH=${REDIS_PASSWORD:?}",
      "      - REDISCLI_AUTH=${REDIS_PASSWORD:?}\n      - MODE=\"a b\""),
    Row(
      "spaced-variable", "      - REDISCLI_AUTH=${REDIS_PASSWORD:?}",
      "      - REDISCLI_AUTH=${REDIS_PASSWORD:?}\n      - MODE = a"),
    Row(
      "duplicate-variable", "      - REDISCLI_AUTH=${REDIS_PASSWORD:?}",
      "      - REDISCLI_AUTH=${REDIS_PASSWORD:?}\n      - A=1\n      - A=2"),
    Row("missing-env-file", "env_file: api.env", "env_file: [api.env, worker.env]"),
    Row("localhost-address", "@postgres:5432/shop", "@localhost:5432/shop"),
  ]

  private static let secrets = [
    Row(
      "literal-secret", "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}", "POSTGRES_PASSWORD: hunter2"),
    Row("literal-secret", "FLAGS: \"yes\"", "STRIPE_API_KEY: hunter2hunter2"),
    Row(
      "literal-secret", "POSTGRES_PASSWORD: ${STAGING_PASSWORD:?}",
      "POSTGRES_PASSWORD: ${STAGING_PASSWORD:-hunter2}", in: staging),
    Row("literal-secret", "- REDISCLI_AUTH=${REDIS_PASSWORD:?}", "- REDISCLI_AUTH=hunter2"),
    Row("literal-secret", "FLAGS: \"yes\"", "FLAGS: ghp_0123456789hunter201234567890"),
    Row("secret-in-url", "shop:${POSTGRES_PASSWORD:?}@", "shop:hunter2@"),
    Row("secret-in-command", "\"${REDIS_PASSWORD:?}\"]", "\"hunter2\"]"),
    Row("secret-in-command", "test: redis-cli ping", "test: redis-cli -a hunter2 ping"),
    Row("password-argument", "test: redis-cli ping", "test: redis-cli -a $$REDISCLI_AUTH ping"),
    Row("secret-build-argument", "NODE_VERSION: \"22\"", "NPM_TOKEN: ${REDIS_PASSWORD:?}"),
  ]

  private static let mounts = [
    Row(
      "hidden-build", "      - ./packages/shared/src:/app/packages/shared/src",
      "      - ./packages:/app/packages"),
    Row("hidden-build", "- ./apps/api/src:/app/apps/api/src", "- .:/app"),
    Row("hidden-build", "- ./apps/api/src:/app/apps/api/src", "- ./apps/api:/app/apps/api"),
    Row(
      "mounted-source", "    tmpfs: [/tmp]",
      "    tmpfs: [/tmp]\n    volumes: [\"./apps/api/src:/app/src\"]",
      in: staging),
    Row(
      "duplicate-mount", "      - redis-data:/data", "      - redis-data:/data\n      - ./d:/data"),
    Row(
      "docker-socket", "[\"./nginx.conf:/etc/nginx/nginx.conf:ro\"]",
      "[\"/var/run/docker.sock:/var/run/docker.sock:ro\"]"),
    Row(
      "lost-data", "      - postgres-data:/var/lib/postgresql/data", "      - postgres-data:/backup"
    ),
    Row("lost-data", "    volumes:\n      - redis-data:/data\n", ""),
    Row("lost-data", "      - redis-data:/data", "      - redis-data:/backup"),
    Row(
      "wrong-data-folder", "      - postgres-data:/var/lib/postgresql/data",
      "      - postgres-data:/var/lib/postgresql"),
    Row(
      "wrong-data-folder", "postgres:16-alpine\n    environment:\n      POSTGRES_USER",
      "postgres:18\n    environment:\n      POSTGRES_USER"),
  ]

  private static let builds = [
    Row(
      "missing-dockerfile", "context: apps/site}", "context: apps/site, dockerfile: Dockerfile.dev}"
    ),
    Row("missing-dockerfile", "build: apps/php", "build: apps/pph"),
    Row("missing-target", "target: dependencies", "target: dependency"),
    Row("floating-image", "image: nginx:1.27", "image: nginx"),
    Row("floating-image", "image: nginx:1.27", "image: docker.io/library/nginx:latest"),
  ]

  private static let health = [
    Row("bad-healthcheck", "[\"CMD\", \"curl\", \"-f\"", "[\"curl\", \"-f\""),
    Row("shell-without-shell", "/health\"]", "/health\", \"||\", \"exit 1\"]"),
    Row("shell-without-shell", "command: pnpm run dev", "command: pnpm install && pnpm run dev"),
    Row(
      "shell-without-shell", "[\"CMD-SHELL\", \"pg_isready -h 127.0.0.1 -U $${POSTGRES_USER}\"]",
      "[\"CMD\", \"pg_isready -h 127.0.0.1 -U shop\"]"),
    Row("socket-readiness", "pg_isready -h 127.0.0.1 -U", "pg_isready -U"),
    Row(
      "health-port", "build: {context: apps/site}",
      "build: {context: apps/site}\n    healthcheck: {test: [CMD, curl, \"http://localhost:9000/\"], start_period: 5s}"
    ),
    Row("no-start-period", "      interval: 5s\n      start_period: 10s", "      interval: 5s"),
  ]

  private static let processes = [
    Row("no-init", "    image: adminer:5\n    init: true", "    image: adminer:5"),
    Row(
      "no-init", "    build: apps/php\n", "    build: apps/php\n    command: php -S 0.0.0.0:80\n"),
    Row("no-init", "    init: true\n    command: pnpm run dev", "    command: pnpm run dev"),
    Row(
      "no-init", "    read_only: true", "    read_only: true\n    entrypoint: [node, dist/main.js]",
      in: staging),
  ]

  private static let deployment = [
    Row("no-restart", "  restart: unless-stopped\n  security_opt", "  security_opt", in: staging),
    Row("no-memory-limit", "  deploy: {resources: {limits: {memory: 512M}}}\n", "", in: staging),
    Row("development-mode", "NODE_ENV: production", "NODE_ENV: development", in: staging),
    Row("writable-root", "    read_only: true\n", "", in: staging),
    Row("new-privileges", "  security_opt: [\"no-new-privileges:true\"]\n", "", in: staging),
  ]

  private static let isolation = [
    Row("privileged", "    build: apps/php\n", "    build: apps/php\n    privileged: true\n"),
    Row("host-network", "    build: apps/php\n", "    build: apps/php\n    network_mode: host\n"),
    Row("host-namespace", "    build: apps/php\n", "    build: apps/php\n    pid: host\n"),
    Row(
      "added-capability", "    build: apps/php\n", "    build: apps/php\n    cap_add: [SYS_ADMIN]\n"
    ),
    Row(
      "unconfined", "    build: apps/php\n",
      "    build: apps/php\n    security_opt: [\"seccomp:unconfined\"]\n"),
  ]

  private static let networks = [
    Row("undefined-resource", "networks: [default, front]", "networks: [default, fornt]"),
    Row(
      "undefined-resource", "    build: apps/php\n",
      "    build: apps/php\n    volumes: [\"data/files:/files\"]\n"),
    Row("undefined-resource", "    build: apps/php\n", "    build: apps/php\n    secrets: [key]\n"),
    Row("undefined-resource", "    build: apps/php\n", "    build: apps/php\n    configs: [key]\n"),
    Row(
      "unused-resource", "volumes:\n  postgres-data:\n", "volumes:\n  postgres-data:\n  uploads:\n"),
    Row("unused-resource", "networks:\n  front:\n", "networks:\n  back:\n  front:\n"),
    Row("unused-resource", "    secrets: [certificate]\n", ""),
    Row(
      "network-mode-conflict", "    networks: [front]\n    secrets",
      "    networks: [front]\n    network_mode: bridge\n    secrets"),
    Row(
      "ignored-ports", "    build: apps/php\n",
      "    build: apps/php\n    network_mode: none\n    ports: [\"127.0.0.1:9000:9000\"]\n"),
    Row(
      "unreachable-service", "    networks: [front]\n    secrets",
      "    networks: [front]\n    environment: {CACHE: \"redis://redis:6379\"}\n    secrets"),
    Row(
      "scaled-container-name", "    build: apps/php\n",
      "    build: apps/php\n    container_name: shop-php\n    scale: 2\n"),
  ]

  private static let neighbours = [
    Row("neighbour-port", "127.0.0.1:5433:5432", "127.0.0.1:5432:5432", in: staging),
    Row("neighbour-port", "127.0.0.1:3002:3000", "3000:3000", in: staging),
    Row("neighbour-project", "name: shop-staging\nx-", "name: shop-development\nx-", in: staging),
    Row("neighbour-network", "    name: shop-staging-inner", "    name: shop-front", in: staging),
    Row(
      "neighbour-network", "    name: shop-staging-inner",
      "    name: shop-development_default\n    external: true", in: staging),
    Row(
      "neighbour-data", "    name: shop-staging-data",
      "    name: shop-development_postgres-data\n    external: true", in: staging),
  ]
}
