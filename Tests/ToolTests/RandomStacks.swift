import JSON
import Model
import TestKit

/// Valid stacks of every kind, the same in every run.
struct RandomStacks {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// - Throws: What a stack is refused for, which is a fault of this generator.
  mutating func next() throws -> Stack { try Stack.decode(document()) }

  /// The next stack as people write it.
  mutating func document() -> JSONValue {
    let targets = (0..<number(1...6)).map { _ in
      pick(["docker", "docker", "docker", "vercel", "none"])
    }
    let engines = (0..<number(0...3)).map { _ in pick(["postgres", "redis", "valkey"]) }
    let outline = Outline(targets: targets, engines: engines)
    return .object(
      JSONObject([
        ("project", ["name": .string("p\(number(0...99))")]),
        ("toolchain", toolchain),
        ("paths", ["application": .string(pick([".", ".", "application", "src/app"]))]),
        ("packages", .array((0..<number(0...4)).map { package($0) })),
        ("services", .array(targets.indices.map { service($0, of: outline) })),
        ("datastores", .array(engines.indices.map { datastore($0, of: outline) })),
        ("variables", .array((0..<number(0...8)).map { variable($0, of: outline) })),
        (
          "environments",
          .array(
            (0..<number(1...3)).map { environment($0, of: outline) }
              + (0..<number(0...3)).map { cloud($0) })
        ),
        ("pipeline", pipeline),
      ]))
  }

  /// What the parts of a stack have to know of each other.
  private struct Outline {
    let targets: [String]
    let engines: [String]

    var images: [Int] { targets.indices.filter { targets[$0] == "docker" } }
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }

  /// One time in so many.
  private mutating func rarely(_ times: Int) -> Bool { number(1...times) == 1 }

  private var toolchain: JSONValue {
    mutating get {
      var members: [(String, JSONValue)] = [
        ("node", .string(pick(["20.18.1", "22", "24", "26.1"]))),
        (
          "packageManager",
          .string(
            pick(["pnpm@8", "pnpm@10.12.1", "pnpm", "npm", "npm@10", "yarn@1", "yarn@4", "yarn"]))
        ),
        ("turbo", .bool(pick([true, false]))),
      ]
      if rarely(4) {
        let files = [
          "packages/db/prisma", "docs/schema.prisma", "tests/fixtures", "apps/a/README.md",
        ]
        members.append(("installFiles", .array([.string(pick(files))])))
      }
      if rarely(3) {
        let digest = String(repeating: "0a", count: 32)
        let image = pick(["node:22", "node:24-bookworm-slim", "node:24-alpine@sha256:\(digest)"])
        members.append(("image", .string(image)))
      }
      return .object(JSONObject(members))
    }
  }

  private var pipeline: JSONValue {
    mutating get {
      [
        "branches": .array(
          pick([
            ["main"], ["main", "develop"], ["trunk", "release/1.x"], ["no", "1e3", "a.b/c-d"],
          ])
          .map(JSONValue.string)),
        "runner": .string(pick(["ubuntu-24.04", "ubuntu-22.04"])),
        "audit": .string(pick(["low", "moderate", "high", "critical"])),
        "severities": .array(pick([["CRITICAL"], ["LOW", "HIGH"]]).map(JSONValue.string)),
        "timeouts": ["quality": .number(JSONNumber(number(1...360)))],
        "scripts": [
          "lint": .string(pick(["lint", "lint:all", "check.lint"])),
          "types": .string(pick(["check-types", "tsc"])),
        ],
      ]
    }
  }

  private mutating func cloud(_ index: Int) -> JSONValue {
    [
      "name": .string(pick(["live", "true", "count", "staging-eu"]) + "\(index)"),
      "kind": "digitalocean", "region": .string(pick(["nyc3", "fra1", "sgp1"])),
      "tier": .string(pick(["development", "staging", "production"])),
    ]
  }

  private static let folders = [
    "apps", "services", "docs", "tests", "packages/dist", "infrastructure/@x", "coverage/.next",
    "e2e",
  ]

  private mutating func package(_ index: Int) -> JSONValue {
    [
      "path": .string("\(pick(Self.folders))/lib\(index)"),
      "source": .string(pick(["src", ".", "lib/src", "dist/src"])),
      "output": .string(pick(["dist", ".", "build/out"])),
    ]
  }

  private mutating func service(_ index: Int, of outline: Outline) -> JSONValue {
    let framework = pick(["nestjs", "nextjs", "node", "static"])
    var members: [(String, JSONValue)] = [
      ("name", .string("s\(index)")),
      ("framework", .string(framework)),
      ("path", .string("\(pick(Self.folders))/s\(index)")),
      ("deploy", .string(outline.targets[index])),
      ("package", .string(pick(["s\(index)", "@scope/s-\(index)"]))),
      ("source", .string(pick(["src", ".", "app"]))),
      ("uses", some(of: outline.engines.indices.map { "d\($0)" })),
      ("writable", .array(pick([[], ["uploads"], ["a/b", "a_b", "a+b"]]))),
      ("health", ["path": .string(pick(["/", "/health", "/~on/1e3"])), "interval": "2s"]),
      (
        "user",
        [
          "name": .string(pick(["app", "node", "svc"])),
          "group": .string(pick(["nodejs", "node"])),
          "id": pick([1000, 1001, 59_999]),
        ]
      ),
    ]
    if outline.targets[index] == "docker" {
      let earlier = outline.images.filter { $0 < index }
      members.append(("dependsOn", some(of: earlier.map { "s\($0)" })))
    }
    if framework != "static" && rarely(4) {
      members.append(
        ("command", .string(pick(["npm run serve", "node --enable-source-maps a.js"]))))
    }
    return .object(JSONObject(members))
  }

  private mutating func some(of names: [String]) -> JSONValue {
    .array(names.filter { _ in pick([true, false]) }.map(JSONValue.string))
  }

  private mutating func datastore(_ index: Int, of outline: Outline) -> JSONValue {
    let engine = outline.engines[index]
    let host = pick(["d\(index)", "s-\(index)-host", "off", "null"])
    var members: [(String, JSONValue)] = [
      ("name", .string("d\(index)")), ("engine", .string(engine)),
      ("host", .string(["off", "null"].contains(host) ? "\(host)\(index)" : host)),
    ]
    if engine == "postgres" && pick([true, false]) {
      members.append(("image", .string(pick(["postgres:15-alpine", "postgres:18"]))))
      members.append(("database", .string(pick(["_", "yes", "orders_db"]))))
    }
    return .object(JSONObject(members))
  }

  /// Names that linters know.
  private static let names = [
    "AZURE_CLIENT_ID", "FACEBOOK_APP_ID", "LOGIN_USERNAME", "PRIVATE_URL", "NEXT_PUBLIC_API_KEY",
    "BASIC_AUTH", "CI_DEPLOY_USER", "NODE_TLS_REJECT_UNAUTHORIZED",
  ]

  private mutating func variable(_ index: Int, of outline: Outline) -> JSONValue {
    let name = pick([
      "V\(index)", "NEXT_PUBLIC_V\(index)", "TOKEN_\(index)", "S0_HOST_PORT_\(index)",
      Self.names[index],
    ])
    let isSecret = pick([true, false, false])
    var members: [(String, JSONValue)] = [
      ("name", .string(name)), ("secret", .bool(isSecret)),
      ("required", .bool(pick([true, false]))),
      ("services", some(of: outline.targets.indices.map { "s\($0)" })),
    ]
    if let origin = origin(of: outline) {
      members.append(("from", .string(origin)))
    } else if !isSecret && pick([true, false]) {
      let value = pick(["", "no", "a b", "$x", "${y}", "}", "'", "\"", "#", "é 🚀", "0x1F"])
      members.append(("default", .string(value)))
    }
    return .object(JSONObject(members))
  }

  /// A part of some datastore or service, where the variable is to come from one.
  private mutating func origin(of outline: Outline) -> String? {
    guard rarely(3) else { return nil }
    let stores = outline.engines.indices.map { index in
      let more = outline.engines[index] == "postgres" ? ["user", "database"] : []
      return "d\(index)." + pick(["url", "host", "port", "password"] + more)
    }
    let services = outline.targets.indices.map {
      "s\($0)." + pick(["url", "address", "host", "port"])
    }
    return pick(stores + services)
  }

  private mutating func environment(_ index: Int, of outline: Outline) -> JSONValue {
    let published = outline.images.map { "s\($0)" } + outline.engines.indices.map { "d\($0)" }
    let ports = published.enumerated().filter { _ in rarely(4) }.map { position, name in
      (name, JSONValue.number(JSONNumber(20_000 + 100 * index + position)))
    }
    let databases = outline.engines.indices.filter { outline.engines[$0] == "postgres" }
    let changes = databases.filter { _ in rarely(3) }.map {
      ("d\($0)", ["user": "who"] as JSONValue)
    }
    var members: [(String, JSONValue)] = [
      ("name", .string("e\(index)")), ("kind", "compose"),
      ("mode", .string(pick(["development", "production"]))),
      ("address", .string(pick(["127.0.0.1", "0.0.0.0"]))),
      ("ports", .object(JSONObject(ports))), ("datastores", .object(JSONObject(changes))),
      ("adminer", pick([.bool(false), ["design": "dracula"], ["image": "adminer:4"]])),
    ]
    if rarely(3) { members.append(("file", .string("compose.e\(index).yaml"))) }
    return .object(JSONObject(members))
  }
}
