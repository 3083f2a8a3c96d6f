import Artifacts
import Emit
import Model
import TestKit
import Testing

@testable import wfgen

/// What the activity log's tasks 17 to 20 list, in the reference stack's workflow.
@Suite("The pipeline of the reference stack") struct WfgenReferenceTests {
  private static func pipeline() throws -> Workflow {
    WfgenGenerator.pipeline(of: try Stacks.stack(named: "reference"))
  }

  @Test(
    "each job has the steps of the log, in their order, and its time",
    arguments: [
      (
        "code-quality", 15,
        [
          "Check out the repository", "Set up pnpm 8", "Set up Node.js", "Install dependencies",
          "Cache Turborepo outputs", "Lint what changed", "Check formatting", "Check types",
          "Audit dependencies", "Scan for secrets with gitleaks",
          "Scan for vulnerabilities with Trivy", "Upload the findings to the Security tab",
        ]
      ),
      (
        "test", 20,
        [
          "Check out the repository", "Set up pnpm 8", "Set up Node.js", "Install dependencies",
          "Cache Turborepo outputs", "Run unit tests", "Run integration tests",
          "Run end-to-end tests", "Measure coverage", "Upload coverage to Codecov",
          "Check the coverage threshold",
        ]
      ),
      (
        "build", 15,
        [
          "Check out the repository", "Set up pnpm 8", "Set up Node.js", "Install dependencies",
          "Cache Turborepo outputs", "Build everything", "Keep what api is built to",
          "Keep what web is built to", "Keep what the packages are built to",
        ]
      ),
      (
        "docker-build", 30,
        [
          "Check out the repository", "Set up Docker Buildx", "Log in to ghcr.io",
          "Choose tags and labels", "Build the image", "Scan for vulnerabilities with Trivy",
          "Upload the findings to the Security tab", "Push the image that was scanned",
        ]
      ),
    ])
  func steps(_ id: String, _ minutes: Int, _ names: [String]) throws {
    let job = try #require(try Self.pipeline().jobs.first { $0.id == id })
    #expect(job.steps.map(\.name) == names)
    #expect(job.minutes == minutes)
    #expect(job.runner == "ubuntu-24.04")
  }

  @Test("the jobs follow each other, and deployments the images")
  func sequence() throws {
    let jobs = try Self.pipeline().jobs
    #expect(
      jobs.map { [$0.id] + $0.needs } == [
        ["code-quality"], ["test", "code-quality"], ["build", "test"], ["docker-build", "build"],
        ["deploy-dev", "docker-build"], ["deploy-staging", "docker-build"],
      ])
  }

  @Test(
    "says every fact of the log",
    arguments: [
      "branches: [main, develop]", "NODE_VERSION: 20.18.1", "fetch-depth: 0", "cache: pnpm",
      "pnpm install --frozen-lockfile", "severity: CRITICAL,HIGH", "pnpm audit --audit-level high",
      "pnpm exec turbo run type-check", "--filter=\"...[$base]\"", "continue-on-error: true",
      "cancel-in-progress: ${{ github.event_name == 'pull_request' }}", ".turbo",
      "node_modules/.cache/turbo", "format: sarif", "exit-code: \"1\"",
      // Task 18
      "image: postgres:15-alpine@sha256:", "POSTGRES_DB: restomarket_test",
      "POSTGRES_USER: postgres", "POSTGRES_PASSWORD: postgres", "- \"5432:5432\"",
      "--health-cmd \"pg_isready -h 127.0.0.1 -U postgres -d restomarket_test\"",
      "--health-interval 10s", "--health-retries 5", "image: redis:7-alpine@sha256:",
      "- \"6379:6379\"", "--health-cmd \"redis-cli ping\"",
      "command: redis-server --requirepass redis", "REDIS_PASSWORD: redis", "NODE_ENV: test",
      "DATABASE_URL: postgresql://postgres:postgres@localhost:5432/restomarket_test",
      "REDIS_HOST: localhost", "REDIS_PORT: \"6379\"", "turbo run test --filter=\"...[$base]\"",
      "turbo run test:integration", "turbo run test:e2e", "turbo run test:coverage",
      "apps/api/coverage/lcov.info", "flags: unittests", "fail_ci_if_error: false",
      "if: always()", "THRESHOLD: \"80\"", "-turbo-test-${{ github.sha }}",
      // Task 19
      "pnpm exec turbo run build", "apps/api/dist", "apps/api/package.json", "apps/web/.next",
      "apps/web/package.json", "packages/shared/dist", "packages/shared/package.json",
      "if-no-files-found: warn", "retention-days: 7", "-turbo-build-${{ github.sha }}",
      "${{ runner.os }}-turbo-build-", "include-hidden-files: true",
      // Task 20
      "github.event_name == 'push'", "packages: write", "security-events: write",
      "registry: ghcr.io", "username: ${{ github.actor }}", "password: ${{ github.token }}",
      "image: ghcr.io/${{ github.repository_owner }}/restomarket-api", "type=sha",
      "type=ref,event=branch", "type=sha,prefix={{branch}}-",
      "type=raw,value=latest,enable=${{ github.ref == 'refs/heads/main' }}", "context: .",
      "dockerfile: apps/api/Dockerfile", "target: production", "NODE_ENV=production",
      "cache-from: type=gha", "cache-to: type=gha,mode=max", "category: docker-image",
      "image-ref: ${{ fromJSON(steps.meta.outputs.json).tags[0] }}",
    ])
  func facts(_ fact: String) throws {
    #expect(try Self.pipeline().text.contains(fact))
  }

  @Test("only the audit may fail, and no test") func tolerance() throws {
    let tolerated = try Self.pipeline().jobs.flatMap(\.steps).filter { $0.toleratedBecause != nil }
    #expect(tolerated.map(\.name) == ["Audit dependencies"])
  }

  @Test("an image is built, then scanned, then pushed, and never twice built") func order() throws {
    let job = try #require(try Self.pipeline().jobs.first { $0.id == "docker-build" })
    let text = job.document.text()
    #expect(text.contains("load: true"))
    #expect(!text.contains("push: true"))
    #expect(text.components(before: "docker push").contains("trivy-action"))
  }
}

extension String {
  /// What stands before a text; nothing where it isn't there.
  fileprivate func components(before text: String) -> String {
    let parts = split(separator: text, maxSplits: 1)
    return parts.count == 2 ? String(parts[0]) : ""
  }
}

@Suite("What a stack makes of its pipeline") struct WfgenPipelineTests {
  private static func text(_ members: String) throws -> String {
    WfgenGenerator.pipeline(
      of: try Stacks.stack(
        #"{"project":{"name":"x"},"services":[{"name":"a"}],\#(members)}"#)
    ).text
  }

  @Test(
    "each package manager gets its own commands",
    arguments: [
      ("pnpm@10.12.1", "pnpm install --frozen-lockfile", "pnpm exec turbo", "version: 10.12.1"),
      ("npm@10", "npm ci", "npx --no turbo", "cache: npm"),
      ("yarn@1", "yarn install --frozen-lockfile", "yarn turbo", "yarn audit --level high"),
      ("yarn@4", "yarn install --immutable", "yarn turbo", "yarn npm audit --all --recursive"),
    ])
  func managers(_ manager: String, _ install: String, _ turbo: String, _ more: String) throws {
    let text = try Self.text(#""toolchain":{"packageManager":"\#(manager)"}"#)
    for words in [install, turbo, more] { #expect(text.contains(words), "\(words)\n\(text)") }
  }

  @Test(
    "without Turborepo each package manager runs scripts itself, in order where it is a build",
    arguments: [
      (
        "pnpm", "pnpm --filter \"...[$base]\" --if-present run lint",
        "pnpm --recursive --if-present run build"
      ),
      (
        "npm", "npm run lint --workspaces --if-present",
        "npm run build --if-present \\\n            --workspace=packages/p \\\n            --workspace=apps/a"
      ),
      (
        "yarn@1", "npm run lint --workspaces --if-present",
        "npm run build --if-present \\\n            --workspace=packages/p"
      ),
      (
        "yarn@4", "yarn workspaces foreach --all run lint",
        "yarn workspaces foreach --all --topological-dev run build"
      ),
    ])
  func withoutTurbo(_ manager: String, _ lint: String, _ build: String) throws {
    let text = try Self.text(
      #""packages":[{"path":"packages/p"}],"toolchain":{"turbo":false,"packageManager":"\#(manager)"}"#
    )
    #expect(!text.lowercased().contains("turbo"))
    #expect(text.contains(lint), "\(text)")
    #expect(text.contains(build), "\(text)")
  }

  @Test("a workflow that a release branch starts restores no cache") func releaseBranch() throws {
    let text = try Self.text(#""pipeline":{"branches":["release/2"]}"#)
    #expect(!text.contains("actions/cache@"))
    #expect(!text.contains("type=gha"))
    #expect(text.contains("package-manager-cache: false"))
  }

  @Test("there is nothing for what the stack doesn't have") func absent() throws {
    let text = WfgenGenerator.pipeline(
      of: try Stacks.stack(
        #"{"project":{"name":"x"},"services":[{"name":"a","deploy":"vercel"}]}"#)
    ).text
    for words in [
      "services:", "docker-build", "deploy-", "workflow_dispatch", "coverage", "codecov",
      "integration", "packages: write", "id-token",
    ] {
      #expect(!text.contains(words), "\(words)")
    }
    let files = WfgenGenerator.files(for: try Stacks.stack(named: "no-images")).map(\.path)
    #expect(files == [".github/workflows/ci-cd.yml", ".github/workflows/drift.yml"])
  }

  @Test("datastores of one engine get ports of their own, apart from the services'")
  func ports() throws {
    let stack = try Stacks.stack(
      #"""
      { "project": { "name": "x" }, "services": [{ "name": "a", "port": 5433 }],
        "datastores": [{ "name": "one", "engine": "postgres" }, { "name": "two", "engine": "postgres" },
          { "name": "kv", "engine": "valkey" }],
        "variables": [{ "name": "TWO_URL", "from": "two" }, { "name": "KV_URL", "from": "kv" }] }
      """#)
    let datastores = TestDatastores(of: stack)
    #expect(datastores.containers.map(\.port.published) == [5432, 5434, 6379])
    #expect(datastores.containers.map(\.port.own) == [5432, 5432, 6379])
    #expect(datastores.containers[2].command == "valkey-server --requirepass valkey")
    let text = WfgenGenerator.pipeline(of: stack).text
    #expect(text.contains("TWO_URL: postgresql://postgres:postgres@localhost:5434/x_test"))
    #expect(text.contains("KV_URL: redis://:valkey@localhost:6379"))
  }

  @Test("tests get a value for every variable that they can't do without")
  func variables() throws {
    let stack = try Stacks.stack(
      #"""
      { "project": { "name": "x" }, "services": [{ "name": "a" }],
        "variables": [{ "name": "TOKEN", "secret": true, "minimum": 12 }, { "name": "LEVEL", "default": "no" },
          { "name": "MAY", "required": false }, { "name": "A_URL", "from": "a" }, { "name": "PATH" },
          { "name": "RAW", "default": "${{ x }}" }, { "name": "NODE_ENV" }] }
      """#)
    let values = TestDatastores(of: stack).variables.map { "\($0)=\($1.text())" }
    #expect(
      values == [
        "NODE_ENV=test\n", "TOKEN=change-me-change-me\n", "LEVEL=\"no\"\n",
        "A_URL=http://localhost:3000\n", "RAW=${{ '${{ x }}' }}\n",
      ])
  }

  @Test("several images are one matrix, each with what its build writes into pages")
  func images() throws {
    let stack = try Stacks.stack(
      #"""
      { "project": { "name": "shop", "repository": "My-Org/Shop", "registry": "docker.io" },
        "services": [{ "name": "api" }, { "name": "web", "framework": "nextjs" }],
        "variables": [{ "name": "NEXT_PUBLIC_TITLE", "default": "it's" },
          { "name": "NEXT_PUBLIC_KEY" }, { "name": "NEXT_PUBLIC_PIN", "secret": true }] }
      """#)
    let job = DockerBuildJob(stack: stack).job
    #expect(job.matrix.count == 2)
    let text = job.document.text()
    for words in [
      "image: docker.io/my-org/shop-api", "image: docker.io/my-org/shop-web",
      "NEXT_PUBLIC_TITLE=${{ vars.NEXT_PUBLIC_TITLE || 'it''s' }}", "${{ matrix.arguments }}",
      "NEXT_PUBLIC_KEY=${{ vars.NEXT_PUBLIC_KEY }}",
      "NEXT_PUBLIC_PIN=${{ secrets.NEXT_PUBLIC_PIN }}",
      "username: ${{ secrets.REGISTRY_USERNAME }}", "name: images", "deployment: false",
      "web: ${{ steps.push.outputs.web }}",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    #expect(!text.contains("packages: write"))
  }
}
