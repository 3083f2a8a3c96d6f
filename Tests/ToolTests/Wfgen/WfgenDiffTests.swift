import Artifacts
import JSON
import Model
import TestKit
import Testing

@testable import wfgen

/// A changed model changes the lines that it should, and no others.
@Suite("Changes of a workflow") struct WfgenDiffTests {
  private static let stack: JSONValue = [
    "project": ["name": "shop"],
    "toolchain": ["node": "22", "packageManager": "pnpm@10"],
    "services": [
      ["name": "api", "port": 3001, "uses": ["database", "cache"]],
      ["name": "web", "framework": "nextjs", "port": 3000],
    ],
    "datastores": [
      ["name": "database", "engine": "postgres", "image": "postgres:17-alpine"],
      ["name": "cache", "engine": "redis", "image": "redis:8-alpine"],
    ],
    "variables": [
      ["name": "API_PORT", "from": "api.port"], ["name": "DATABASE_URL", "from": "database"],
      ["name": "CACHE_URL", "from": "cache"],
    ],
    "environments": [["name": "staging", "kind": "digitalocean"]],
  ]

  /// The changed lines of all workflows, without their places and the digests of their marks.
  private static func changes(_ change: JSONValue) throws -> [String] {
    let old = WfgenGenerator.files(for: try Stack.decode(stack))
    let new = WfgenGenerator.files(for: try Stack.decode(WfgenStacks.merged(stack, change)))
    #expect(old.map(\.path) == new.map(\.path))
    return try zip(old, new).flatMap { before, after in
      let folder = try TemporaryDirectory()
      try folder.write(before.content, to: "a")
      try folder.write(after.content, to: "b")
      let run = try Program.run("diff", ["-U0", "a", "b"], directory: folder.path)
      return run.output.split(separator: "\n").map(String.init).filter {
        !$0.hasPrefix("---") && !$0.hasPrefix("+++") && !$0.hasPrefix("@@")
      }
    }
  }

  @Test("another port") func port() throws {
    let changed = try Self.changes([
      "services": [
        ["name": "api", "port": 3005, "uses": ["database", "cache"]],
        ["name": "web", "framework": "nextjs", "port": 3000],
      ]
    ])
    #expect(changed == ["-      API_PORT: \"3001\"", "+      API_PORT: \"3005\""])
  }

  @Test("a service more") func service() throws {
    let changed = try Self.changes([
      "services": [
        ["name": "api", "port": 3001, "uses": ["database", "cache"]],
        ["name": "web", "framework": "nextjs", "port": 3000], ["name": "worker"],
      ]
    ])
    #expect(
      changed == [
        "+      - name: Keep what worker is built to",
        "+        uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1",
        "+        with:", "+          name: worker", "+          path: |",
        "+            apps/worker/dist", "+            apps/worker/package.json",
        "+          if-no-files-found: error", "+          retention-days: 7", "+",
        "+      worker: ${{ steps.push.outputs.worker }}", "+          - service: worker",
        "+            image: ghcr.io/${{ github.repository_owner }}/shop-worker",
        "+            dockerfile: apps/worker/Dockerfile",
        "+          DIGEST_WORKER: ${{ needs.docker-build.outputs.worker }}",
        "-              --release \"ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/shop-web@$DIGEST_WEB\" |",
        "+              --release \"ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/shop-web@$DIGEST_WEB\" \\",
        "+              --release \"ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/shop-worker@$DIGEST_WORKER\" |",
      ])
  }

  @Test("a datastore less") func datastore() throws {
    let changed = try Self.changes([
      "services": [
        ["name": "api", "port": 3001, "uses": ["database"]],
        ["name": "web", "framework": "nextjs", "port": 3000],
      ],
      "datastores": [
        ["name": "database", "engine": "postgres", "image": "postgres:17-alpine"]
      ],
      "variables": [
        ["name": "API_PORT", "from": "api.port"], ["name": "DATABASE_URL", "from": "database"],
      ],
    ])
    #expect(
      changed == [
        "-      cache:",
        "-        image: redis:8-alpine@sha256:9d317178eceac8454a2284a9e6df2466b93c745529947f0cd42a0fa9609d7005",
        "-        command: redis-server --requirepass redis", "-        env:",
        "-          REDISCLI_AUTH: redis", "-        ports:", "-          - \"6379:6379\"",
        "-        options: >-", "-          --health-cmd \"redis-cli ping\"",
        "-          --health-interval 10s", "-          --health-timeout 5s",
        "-          --health-retries 5", "-      CACHE_URL: redis://:redis@localhost:6379",
      ])
  }

  @Test("another package manager") func manager() throws {
    let changed = try Self.changes(["toolchain": ["packageManager": "npm"]])
    let pnpm = [
      "-      - name: Set up pnpm 10",
      "-        uses: pnpm/action-setup@0977fd99725f1db4007ccb2928dbb4e90d06cc86 # v6.0.10", "-",
      "-          cache: pnpm", "+          cache: npm",
      "-        run: pnpm install --frozen-lockfile", "+        run: npm ci",
    ]
    func turbo(_ task: String, _ more: String = "", indent: Int = 8) -> [String] {
      let space = String(repeating: " ", count: indent) + (indent == 8 ? "run: " : "")
      return [
        "-\(space)pnpm exec turbo run \(task)\(more)", "+\(space)npx --no turbo run \(task)\(more)",
      ]
    }
    let lint =
      turbo("lint", " --filter=\"...[$base]\"", indent: 12) + turbo("lint", indent: 12)
    let test =
      turbo("test", " --filter=\"...[$base]\" --env-mode=loose", indent: 12)
      + turbo("test", " --env-mode=loose", indent: 12)
    #expect(
      changed == pnpm + lint
        + ["-        run: pnpm run format:check", "+        run: npm run format:check"]
        + turbo("check-types")
        + [
          "-        run: pnpm audit --audit-level high",
          "+        run: npm audit --audit-level=high",
        ] + pnpm + test + pnpm + turbo("build"))
  }

  @Test("another Node.js") func node() throws {
    let changed = try Self.changes(["toolchain": ["node": "24"]])
    #expect(changed == ["-  NODE_VERSION: \"22\"", "+  NODE_VERSION: \"24\""])
  }
}
