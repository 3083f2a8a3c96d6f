import JSON
import Model
import TestKit

/// Valid stacks of every kind, the same in every run.
///
/// They are sound at DigitalOcean, too: `tfgen check` has notes on them, and nothing worse.
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
    let outline = Outline(
      targets: targets, engines: engines,
      branches: pick([
        ["main"], ["main", "develop"], ["trunk", "release/1.x"], ["no", "1e3", "a.b/c-d"],
      ]))
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
            (0..<number(1...3)).map { local($0, of: outline) }
              + (0..<number(0...3)).map { cloud($0, of: outline) })
        ),
        ("pipeline", pipeline(of: outline)),
        ("deployment", ["sshPort": pick([22, 22, 2222])]),
      ]))
  }

  /// What the parts of a stack have to know of each other.
  struct Outline {
    let targets: [String]
    let engines: [String]
    let branches: [String]

    var images: [Int] { targets.indices.filter { targets[$0] == "docker" } }
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  mutating func count(_ range: ClosedRange<Int>) -> JSONValue { .number(JSONNumber(number(range))) }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }

  mutating func word(_ words: String...) -> JSONValue { .string(pick(words)) }

  mutating func flag() -> JSONValue { .bool(pick([true, false])) }

  /// Half of the names, as it happens.
  mutating func some(of names: [String]) -> JSONValue {
    .array(names.filter { _ in pick([true, false]) }.map(JSONValue.string))
  }

  /// One time in so many.
  mutating func rarely(_ times: Int) -> Bool { number(1...times) == 1 }

  /// An object of the members that aren't `null`.
  func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.filter { $0.1 != .null }))
  }

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

  private mutating func pipeline(of outline: Outline) -> JSONValue {
    [
      "branches": .array(outline.branches.map(JSONValue.string)),
      "runner": word("ubuntu-24.04", "ubuntu-22.04"),
      "audit": word("low", "moderate", "high", "critical"),
      "severities": .array(pick([["CRITICAL"], ["LOW", "HIGH"]]).map(JSONValue.string)),
      "timeouts": ["quality": count(1...360)],
      "scripts": [
        "lint": word("lint", "lint:all", "check.lint"), "types": word("check-types", "tsc"),
      ],
    ]
  }
}
