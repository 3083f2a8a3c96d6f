import JSON
import Model
import TestKit

/// Valid stacks of every kind, the same in every run.
struct RandomStacks {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// - Throws: What a stack is refused for, which is a fault of this generator.
  mutating func next() throws -> Stack {
    let services = Int.random(in: 1...6, using: &random)
    let stores = Int.random(in: 0...3, using: &random)
    let document: JSONValue = .object(
      JSONObject([
        ("project", ["name": .string("p\(Int.random(in: 0...99, using: &random))")]),
        ("toolchain", toolchain),
        ("packages", .array((0..<Int.random(in: 0...4, using: &random)).map { package($0) })),
        ("services", .array((0..<services).map { service($0, stores: stores) })),
        ("datastores", .array((0..<stores).map { datastore($0) })),
        ("variables", .array((0..<Int.random(in: 0...8, using: &random)).map { variable($0) })),
        (
          "environments",
          .array(
            (0..<Int.random(in: 1...3, using: &random)).map { environment($0) }
              + (0..<Int.random(in: 0...3, using: &random)).map { cloud($0) })
        ),
        ("pipeline", pipeline),
      ]))
    return try Stack.decode(document)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private var toolchain: JSONValue {
    mutating get {
      [
        "node": .string(pick(["20.18.1", "22", "24", "26.1"])),
        "packageManager": .string(
          pick(["pnpm@8", "pnpm@10.12.1", "pnpm", "npm", "npm@10", "yarn@1", "yarn@4", "yarn"])),
        "turbo": .bool(pick([true, false])),
      ]
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
        "timeouts": ["quality": .number(JSONNumber(Int.random(in: 1...360, using: &random)))],
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

  private mutating func service(_ index: Int, stores: Int) -> JSONValue {
    let members: [(String, JSONValue)] = [
      ("name", .string("s\(index)")),
      ("framework", .string(pick(["nestjs", "nextjs", "node", "static"]))),
      ("path", .string("\(pick(Self.folders))/s\(index)")),
      ("deploy", .string(pick(["docker", "docker", "docker", "vercel", "none"]))),
      ("package", .string(pick(["s\(index)", "@scope/s-\(index)"]))),
      ("source", .string(pick(["src", ".", "app"]))),
      ("uses", .array((0..<stores).filter { _ in pick([true, false]) }.map { .string("d\($0)") })),
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
    return .object(JSONObject(members))
  }

  private mutating func datastore(_ index: Int) -> JSONValue {
    let engine = pick(["postgres", "redis", "valkey"])
    let host = pick(["d\(index)", "s-\(index)-host", "off", "null"])
    return [
      "name": .string("d\(index)"), "engine": .string(engine),
      "host": .string(["off", "null"].contains(host) ? "\(host)\(index)" : host),
    ]
  }

  private mutating func variable(_ index: Int) -> JSONValue {
    let name = pick(["V\(index)", "NEXT_PUBLIC_V\(index)", "TOKEN_\(index)", "S0_HOST_PORT"])
    let isSecret = pick([true, false, false])
    var members: [(String, JSONValue)] = [
      ("name", .string(name == "S0_HOST_PORT" ? "S0_HOST_PORT_\(index)" : name)),
      ("secret", .bool(isSecret)), ("required", .bool(pick([true, false]))),
    ]
    if !isSecret && pick([true, false]) {
      members.append(
        (
          "default",
          .string(pick(["", "no", "a b", "$x", "${y}", "}", "'", "\"", "#", "é 🚀", "0x1F"]))
        ))
    }
    return .object(JSONObject(members))
  }

  private mutating func environment(_ index: Int) -> JSONValue {
    [
      "name": .string("e\(index)"), "kind": "compose",
      "mode": .string(pick(["development", "production"])),
      "address": .string(pick(["127.0.0.1", "0.0.0.0"])),
      "ports": [:],
    ]
  }
}
