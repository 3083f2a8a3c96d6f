import JSON
import TestKit

@testable import composegen

/// Repositories of every kind, likely and not, the same in every run.
struct RandomRepositories {
  private var random: SeededGenerator
  private var names: [String] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }
  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }
  private mutating func some<Element>(_ elements: [Element], _ percent: Int) -> [Element] {
    elements.filter { _ in chance(percent) }
  }

  /// The next repository: bytes by path. Now and then a file is damaged.
  mutating func next() -> [String: [UInt8]] {
    var files: [String: String] = [:]
    let folders = (0..<Int.random(in: 0...7, using: &random)).map { _ in folder() }
    names = folders.map { _ in name() }
    if !chance(3) { files["package.json"] = root() }
    for (index, folder) in folders.enumerated() { add(folder, names[index], to: &files) }
    addRoot(&files)
    return files.mapValues { text in
      var bytes = Array(text.utf8)
      if chance(2) { damage(&bytes) }
      return bytes
    }
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.removeLast(bytes.count - index)
    case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
    default: bytes += bytes[index...]
    }
  }

  private mutating func folder() -> String {
    pick(["apps", "apps", "packages", "services", "libs/deep", "a b", "tools", "."])
      + "/"
      + pick([
        "web", "api", "Docs_Site", "x.y", "é", "(g)", "worker-1", "node_modules", "0", "a+b", "-",
        "__",
      ])
  }

  private mutating func name() -> String {
    pick([
      "web", "@a/web", "@B/Web_App", "api", "", "3d", "@", "@/x", "a/b/c", "..", "é", "adminer",
      "redis", "x.y_z~1", "-", "ñandú",
      "a-name-that-is-longer-than-anything-that-a-service-may-have-in-a-stack",
    ])
  }

  private mutating func text(_ value: String) -> String {
    String(decoding: JSONPrinter.compact(.string(value)), as: UTF8.self)
  }

  private mutating func scripts() -> String {
    let commands = [
      "next dev", "next dev -p 3000", "next dev -p 70000", "nest start --watch",
      "node dist/index.js", "node .", "node ../x.js", "node",
      "vite", "vite --port 0", "tsx watch src/index.ts", "PORT=80 node server",
      "bun run src/index.ts", "a && b || c; d & e", "\"", "$(x)",
      "remix-serve build/server/index.js", "expo start", "wrangler dev",
      "node --import ./a.mjs b.mjs", "concurrently \"node a.js\" 'node b.js'",
      "node -p 3 x", "-p", "node dist/é.js", "storybook dev -p 6006", "astro dev", "", " ",
      "prisma generate", "prisma generate --schema=../x", "cp .env.example .env", "sh ./server.js",
      "cd src && ls .",
    ]
    let members = some(
      [
        "dev", "start", "start:dev", "start:prod", "build", "serve", "test", "typecheck", "e2e",
        "postinstall", "prepare", "",
      ], 45
    ).map {
      "\(text($0)): \(text(pick(commands)))"
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  private mutating func dependencies() -> String {
    let known =
      Framework.all.flatMap(\.packages) + DatastoreKind.all.flatMap { $0.clients.sorted() }
    let own = some(names, 25)
    var seen: Set<String> = []
    let all = ((0..<Int.random(in: 0...5, using: &random)).map { _ in pick(known) } + own).filter {
      seen.insert($0).inserted
    }
    return "{"
      + all.map { "\(text($0)): \(text(pick(["*", "workspace:*", "^1", ""])))" }.joined(
        separator: ",") + "}"
  }

  private mutating func manifest(_ name: String, _ more: [String] = []) -> String {
    var members = ["\"scripts\": \(scripts())", "\"dependencies\": \(dependencies())"] + more
    if chance(95) { members.append("\"name\": \(text(name))") }
    if chance(20) {
      members.append(
        "\"main\": \(text(pick(["lib/index.js", "./build/x.js", ".", "../x", "", "/x/y"])))")
    }
    if chance(20) {
      members.append(
        "\"engines\": { \"node\": \(text(pick([">=18", "20.x", "^99", "x", "", "18 || 22", ">= 16 < 19", "latest", "20.1.2.3"]))) }"
      )
    }
    if chance(8) {
      members.append("\"devDependencies\": \(pick(["7", "null", "[]", "{\"a\":1}"]))")
    }
    return "{" + members.joined(separator: ",\n") + "}"
  }

  private mutating func root() -> String {
    let patterns = some(
      [
        "apps/*", "packages/*", "**", "services/**", "!**/web", "libs/*/*", "{apps,tools}/*",
        "apps/[a-w]*", "../x", "a b/*", "*", "apps/{", "", "apps/web",
      ], 35)
    let list = "[" + patterns.map { text($0) }.joined(separator: ",") + "]"
    var more =
      chance(70) ? ["\"workspaces\": " + pick([list, "{ \"packages\": \(list) }", "7", "{}"])] : []
    if chance(50) {
      more.append(
        "\"packageManager\": \(text(pick(["pnpm@9.1.0+sha512.x", "bun@1.1", "yarn@4.0.0-rc.1", "npm", "cnpm@1", "pnpm@", "@", "yarn@99999.1"])))"
      )
    }
    if chance(30) {
      more.append(
        "\"repository\": \(text(pick(["github:a/b", "https://github.com/a/b.git", "x", "https://u:p@github.com/-/é", "git@github.com:o/r"])))"
      )
    }
    if chance(20) {
      more.append(
        "\"description\": \(text(pick(["A", "two\nlines", "", String(repeating: "x", count: 400)])))"
      )
    }
    return manifest(name(), more)
  }

  private mutating func add(_ folder: String, _ name: String, to files: inout [String: String]) {
    if chance(92) { files["\(folder)/package.json"] = manifest(name) }
    for (path, texts) in Self.parts where chance(25) { files["\(folder)/\(path)"] = pick(texts) }
  }

  private mutating func addRoot(_ files: inout [String: String]) {
    for (path, texts) in Self.rootParts where chance(35) { files[path] = pick(texts) }
    for (path, texts) in Self.parts where chance(10) { files[path] = pick(texts) }
  }

  private static let parts: [(String, [String])] = [
    (
      "src/index.ts",
      [
        "app.listen(process.env.PORT ?? 3001)", "const { A_B, C = 1 } = process.env",
        "process.env.", "process.env[", "listen(99999999999999)", "} = process.env", "@Controller(",
        "setGlobalPrefix('a', { exclude: ['h",
      ]
    ),
    (
      "src/health.controller.ts",
      [
        "@Controller('health') @Get()", "@Controller({ path: 'ping",
        "@Controller() x @Get('status'",
      ]
    ),
    ("app/health/route.ts", [""]), ("pages/api/ping.ts", [""]), ("index.html", [""]),
    ("server.js", ["app.get('/healthz', x)"]),
    (
      ".env.example",
      [
        "DATABASE_URL=postgres://a:b@localhost/x\nREDIS_URL=redis://localhost\nX=http://localhost:3000\n",
        "export A='multi\nline'\n=x\nB\n\u{feff}C=1",
        "PORT=0\nPORT=99999999999999999999\nAPI_KEY=sk_live_1\nN=007\nE=a@b\nU=http://\nV=x y é\u{7}",
      ]
    ),
    (".env", ["SECRET=hunter2hunter2\nPORT=4000\nURL=postgres://u:hunter2hunter2@h/d"]),
    (
      "Dockerfile",
      [
        "FROM node:20-slim\nEXPOSE 4000 5000", "FROM node:\nEXPOSE",
        "FROM --x node:lts-alpine@sha256:1", "FROM node:${V}-slim",
      ]
    ),
    ("next.config.mjs", ["output: 'export'", "distDir: '../x', basePath: '/b'", "basePath:"]),
    ("vite.config.ts", ["port: 80, outDir: '/abs'", "server: { port: 5200 }, root: '.'"]),
    (
      "prisma/schema.prisma",
      [
        "provider = \"postgresql\"\nurl = env(\"DB_URL\")", "provider\nprovider =",
        "provider = \"mysql\"",
      ]
    ),
    ("vercel.json", ["{}"]), (".nvmrc", ["v20", "lts/iron", "\n", "é"]),
    ("nest-cli.json", ["{\"monorepo\": true}"]),
  ]

  private static let rootParts: [(String, [String])] = [
    (
      "turbo.json",
      [
        "{ // c\n \"tasks\": { \"build\": { \"env\": [\"A_B\", \"!C\", 7, \"web#x\"] }, \"web#build\": { \"env\": [\"Z\"] } }, }",
        "[]", "{\"tasks\": 1, \"globalEnv\": {}}",
      ]
    ),
    (
      "pnpm-workspace.yaml",
      [
        "packages:\n  - 'apps/*'\n  - '!apps/x'\n", "packages: x", "- a", "packages: [*a]", "",
        "packages: [~, 1, [x]]",
      ]
    ),
    ("pnpm-lock.yaml", ["lockfileVersion: '9.0'\n", "lockfileVersion: 5.4", ""]),
    ("yarn.lock", ["# yarn lockfile v1", "__metadata:\n  version: 8"]), ("bun.lock", ["{}"]),
    ("package-lock.json", ["{}"]),
    (
      "docker-compose.yml",
      [
        "services:\n  db: { image: 'postgres:16', environment: { POSTGRES_DB: 'My-DB', POSTGRES_USER: u } }\n  web: { image: redis, build: { context: ./apps/web }, ports: ['80:3000', 7, { target: 5 }] }\n",
        "services:\n  a: { image: '${A}' }\n  b: { image: 'x/${V:-1}:${W:-2}' }\n  adminer: { image: valkey/valkey:8 }\n  Test_DB: { image: 'postgres@sha256:1' }\n  c: 7\n",
        "services: []", "x",
        "services: { a: { build: ../../.., image: 'redis:7', volumes: [7, {}] } }",
      ]
    ),
    (
      "compose.dev.yaml",
      ["services:\n  cache: { image: 'redis:7-alpine' }\n  mongo: { image: mongo }\n"]
    ),
    (
      ".git/config",
      [
        "[remote \"origin\"]\n url = git@github.com:acme/shop.git\n[branch \"trunk\"]",
        "[remote \"origin\"]\nurl", "",
      ]
    ),
    (
      ".git/refs/remotes/origin/HEAD",
      ["ref: refs/remotes/origin/release/1.x\n", "ref: refs/remotes/origin/", "x"]
    ), ("lerna.json", ["{\"packages\": [\"packages/*\"]}"]),
    (".npmrc", ["//r/:_authToken=npm_hunter2hunter2"]),
  ]
}
