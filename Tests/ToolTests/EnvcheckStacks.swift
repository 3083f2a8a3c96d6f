import Artifacts
import Model
import TestKit
import Testing

@testable import envcheck

/// The stacks that envcheck's tests go over.
enum EnvcheckStacks {
  /// Those of all tools, and some that try what they leave out.
  static let all: [(name: String, stack: Stack)] = {
    do {
      return try Stacks.all + invented.map { ($0, try Stacks.stack($1)) }
    } catch {
      Issue.record("a stack of the tests is none: \(error)")
      return []
    }
  }()

  static func stack(named name: String) throws -> Stack {
    try #require(all.first { $0.name == name }?.stack, "no stack \(name)")
  }

  /// The text of a file, by its path from the application's root.
  static func text(_ path: String, of stack: Stack) throws -> String {
    let full = stack.paths.application(path)
    return try #require(
      EnvcheckGenerator.files(for: stack).first { $0.path == full }?.content, "no \(full)")
  }

  /// Writes a stack's files as delivery does, with their marks.
  static func write(_ stack: Stack, to folder: TemporaryDirectory, below name: String = "") throws {
    for file in EnvcheckGenerator.files(for: stack) {
      try folder.write(OutputFile(file).content, to: name + file.path)
    }
  }

  private static let invented = [
    (
      "cloud-only",
      #"""
      { "project": { "name": "distant", "registry": "registry.example.com:5000" },
        "services": [{ "name": "api", "uses": ["db", "cache"] }],
        "datastores": [
          { "name": "db", "engine": "postgres" }, { "name": "cache", "engine": "valkey" } ],
        "variables": [
          { "name": "DB_URL", "from": "db" }, { "name": "CACHE_URL", "from": "cache" },
          { "name": "SELF", "from": "api.address" } ],
        "environments": [
          { "name": "live", "kind": "digitalocean", "state": { "bucket": "distant-state" },
            "alerts": { "slack": "#ops" } } ] }
      """#
    ),
    (
      "dotenv-itself",
      #"""
      { "project": { "name": "plain" },
        "paths": { "infrastructure": "ops", "application": "app" },
        "services": [
          { "name": "api", "uses": ["db"] },
          { "name": "web", "framework": "nextjs", "deploy": "vercel" } ],
        "datastores": [{ "name": "db", "engine": "postgres" }],
        "variables": [
          { "name": "DB_PASSWORD", "secret": true, "from": "db.password", "services": ["api"] },
          { "name": "SIGNING_KEY", "secret": true, "minimum": 40 },
          { "name": "PIN", "secret": true, "maximum": 7, "services": ["web"] },
          { "name": "HOOK", "type": "url", "secret": true },
          { "name": "API_URL", "type": "url", "from": "api", "services": ["web"] } ],
        "environments": [
          { "name": "k8s-9x2-z7q", "kind": "compose", "variablesFile": ".env", "ports": { "api": 3900 } },
          { "name": "second", "kind": "compose", "variablesFile": "second.env" },
          { "name": "live", "kind": "digitalocean" } ] }
      """#
    ),
    (
      "public-secret",
      #"""
      { "project": { "name": "shown" }, "services": [{ "name": "web", "framework": "nextjs" }],
        "variables": [
          { "name": "NEXT_PUBLIC_TOKEN", "secret": true },
          { "name": "COUNT", "type": "integer", "minimum": 3 },
          { "name": "RATIO", "type": "number" }, { "name": "WAIT", "type": "duration" },
          { "name": "DOOR", "type": "port" }, { "name": "WRITER", "type": "email" },
          { "name": "MAYBE", "required": false, "type": "url" },
          { "name": "TAIL", "default": "ends with \\" } ] }
      """#
    ),
  ]
}
