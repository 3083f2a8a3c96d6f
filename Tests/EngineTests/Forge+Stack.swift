extension Forge {
  /// Two services, a database and a cache; what is pushed to develop is deployed to staging.
  static let stack = """
    { "project": { "name": "harbour", "repository": "acme/harbour", "registry": "127.0.0.1:5000" },
      "toolchain": { "packageManager": "pnpm@8", "turbo": true, "node": "20.18.1",
        "installFiles": ["packages/shared/schema"] },
      "packages": [{ "path": "packages/shared" }],
      "services": [
        { "name": "api", "framework": "nestjs", "package": "@harbour/api", "port": 3001,
          "uses": ["database", "cache"] },
        { "name": "web", "framework": "nextjs", "port": 3000, "health": { "path": "/" },
          "dependsOn": ["api"] } ],
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
        { "name": "development", "kind": "compose" },
        { "name": "staging", "kind": "digitalocean", "region": "ams3", "network": "10.40.0.0/16",
          "deploy": { "branch": "develop" } } ],
      "pipeline": { "branches": ["main", "develop"], "coverage": 80,
        "scripts": { "integration": "test:integration" } } }
    """

  /// What starts a workflow, as GitHub tells it (docs.github.com, "Webhook events and payloads").
  struct Event {
    let name: String
    let payload: String

    /// - Parameter members: Of the payload. It gets what act needs besides (see workflow.sed).
    private init(name: String, members: String) {
      let asked = ["api", "web"].map { service in
        "\"\(service)\": \"${{ steps.push.outputs.\(service) || github.event.asked.\(service) }}\""
      }
      self.name = name
      payload = "{ \(members), \"asked\": { \(asked.joined(separator: ", ")) } }"
    }

    static func push(to branch: String, before: String, after: String) -> Event {
      Event(
        name: "push",
        members: """
          "ref": "refs/heads/\(branch)", "before": "\(before)", "after": "\(after)", "deleted": false
          """)
    }

    /// To main, from a branch that left it at a commit.
    static func pullRequest(base: String, head: String, isFork: Bool) -> Event {
      Event(
        name: "pull_request",
        members: """
          "action": "opened", "number": 7, "pull_request": { "number": 7,
            "base": { "ref": "main", "sha": "\(base)" },
            "head": { "ref": "change", "sha": "\(head)", "repo": { "fork": \(isFork) } } }
          """)
    }

    static func dispatch(on branch: String, inputs: [String: String]) -> Event {
      let members = inputs.sorted { $0.key < $1.key }.map { "\"\($0)\": \"\($1)\"" }
      return Event(
        name: "workflow_dispatch",
        members: """
          "ref": "refs/heads/\(branch)", "inputs": { \(members.joined(separator: ", ")) }
          """)
    }
  }
}
