import TestKit
import Testing

/// The application that the engine builds and runs: a service of each framework over one package, a
/// database and a cache.
struct Harbour {
  let engine: Engine
  let folder: TemporaryDirectory
  var path: String { folder.path }

  /// Writes the application with the files that composegen makes for it.
  ///
  /// - Parameter stack: The stack to write; the one of all four services without it.
  init(on engine: Engine, manager: String = "pnpm@8", stack: String? = nil) throws {
    self.engine = engine
    folder = try TemporaryDirectory()
    let copy = try engine.shell(
      "cp -R '\(Checkout.path("Tests/Fixtures/engine/harbour"))/.' .", in: path)
    try #require(copy.status == 0, "\(copy.error)")
    try folder.write(stack ?? Harbour.stack(manager: manager), to: "stack.json")
    try folder.write("registry=http://172.31.255.1:4873/\n", to: ".npmrc")
    let lock = try engine.shell(Harbour.lock(manager), in: path)
    try #require(lock.status == 0, "\(lock.error)")
    try generate()
  }

  /// Writes what composegen makes of the stack.
  func generate() throws {
    let run = try engine.shell(
      "'\(Checkout.tools)/composegen' --stack stack.json --out .", in: path)
    try #require(run.status == 0, "\(run.error)")
  }

  /// Makes the lockfile: the manager's own work, but for pnpm's stand-in, which has its own.
  private static func lock(_ manager: String) -> String {
    switch manager.prefix(while: \.isLetter) {
    case "pnpm":
      let registry = Checkout.path("Tests/Fixtures/engine/registry/registry.mjs")
      return "node '\(registry)' 172.31.255.1 4873 pnpm-lock.yaml >pnpm-lock.yaml"
    case "yarn":
      return "NODE_PATH=/usr/share/nodejs yarnpkg install --ignore-scripts --non-interactive"
        + " && rm -r node_modules"
    default: return "npm install --package-lock-only --ignore-scripts --no-audit --no-fund"
    }
  }

  private static func stack(manager: String) -> String {
    """
    { "project": { "name": "harbour" },
      "toolchain": { "packageManager": "\(manager)", "turbo": \(manager.hasPrefix("pnpm")),
        "node": "\(manager.hasPrefix("yarn") ? "22" : "20.18.1")",
        "installFiles": ["packages/shared/schema"] },
      "packages": [{ "path": "packages/shared" }],
      "services": [
        { "name": "api", "framework": "nestjs", "package": "@harbour/api", "port": 3001,
          "uses": ["database", "cache"] },
        { "name": "jobs", "framework": "node", "package": "@harbour/jobs", "port": 3005,
          "output": ".", "command": "node apps/jobs/src/index.js", "health": { "path": "/" },
          "writable": ["data"] },
        { "name": "web", "framework": "nextjs", "port": 3000, "health": { "path": "/" },
          "dependsOn": ["api"] },
        { "name": "site", "framework": "static", "port": 8090, "health": { "path": "/" } } ],
      "datastores": [
        { "name": "database", "engine": "postgres", "image": "postgres:15-alpine" },
        { "name": "cache", "engine": "redis", "image": "redis:7-alpine" } ],
      "variables": [
        { "name": "DATABASE_URL", "type": "url", "secret": true, "from": "database",
          "services": ["api"] },
        { "name": "REDIS_HOST", "from": "cache.host", "services": ["api"] },
        { "name": "REDIS_PORT", "from": "cache.port", "services": ["api"] },
        { "name": "REDIS_PASSWORD", "secret": true, "from": "cache.password", "services": ["api"] },
        { "name": "NEXT_PUBLIC_TITLE", "default": "the harbour", "services": ["web"] },
        { "name": "NEXT_PUBLIC_MAPS_KEY", "secret": true, "services": ["web"] } ],
      "environments": [
        { "name": "development", "kind": "compose", "adminer": {} },
        { "name": "rehearsal", "kind": "compose", "mode": "production", "adminer": {} } ] }
    """
  }

  /// Builds a service's image, up to a stage.
  func build(_ service: String, target: String = "production", options: String = "") throws
    -> BuildLog
  {
    let run = try engine.shell(
      "docker build --progress=plain --target \(target) \(options) --tag harbour-\(service):\(target)"
        + " --file apps/\(service)/Dockerfile . 2>&1", in: path)
    try #require(run.status == 0, "\(run.output.suffix(2000))")
    return BuildLog(run.output)
  }
}

/// What a build did, from BuildKit's plain log.
struct BuildLog {
  /// Steps that ran, as `dependencies: RUN pnpm install`; cached ones aren't among them.
  let ran: [String]

  init(_ text: String) {
    var titles: [Substring: String] = [:]
    var cached: Set<Substring> = []
    var order: [Substring] = []
    for line in text.split(separator: "\n") where line.hasPrefix("#") {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { continue }
      if words[1] == "CACHED" { cached.insert(words[0]) }
      guard titles[words[0]] == nil, words[1].hasPrefix("["),
        let close = words[1].firstIndex(of: "]")
      else { continue }
      let stage = words[1].dropFirst().prefix { $0 != " " && $0 != "]" }
      titles[words[0]] = "\(stage):\(words[1][words[1].index(after: close)...])"
      order.append(words[0])
    }
    ran = order.filter { !cached.contains($0) }.compactMap { titles[$0] }
  }

  /// The stages whose install ran.
  var installs: [String] {
    ran.filter {
      $0.contains(": RUN")
        && ["pnpm install", "npm ci", "yarn install"].contains(where: $0.contains)
    }
    .map { String($0.prefix { $0 != ":" }) }.sorted()
  }
}
