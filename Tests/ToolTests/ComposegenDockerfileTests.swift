import Emit
import Model
import TestKit
import Testing

@testable import composegen

@Suite("Dockerfiles of composegen") struct ComposegenDockerfileTests {
  @Test("every image has the five stages, in order, and runs as a number")
  func stages() throws {
    for (name, stack) in Stacks.all {
      for service in stack.imageServices {
        let text = ServiceImage(service, in: stack).dockerfile.text
        let stages = text.split(separator: "\n").filter { $0.hasPrefix("FROM ") }
          .compactMap { $0.split(separator: " ").last.map(String.init) }
        #expect(
          stages == ["base", "dependencies", "builder", "production-deps", "production"],
          "\(name), \(service.name)")
        let users = text.split(separator: "\n").filter { $0.hasPrefix("USER ") }
        #expect(users.last == "USER \(service.user.id):\(service.user.id)", "\(name)")
        #expect(!text.contains("syntax="), "\(name): needs Docker Hub")
      }
    }
  }

  @Test("both installs see every manifest of the workspace, and nothing else")
  func manifests() throws {
    for (name, stack) in Stacks.all {
      let members = stack.services.map(\.path) + stack.packages.map(\.path)
      for service in stack.imageServices {
        let base = try Self.lines(of: "base", for: service, in: stack)
        let copied = base.filter { $0.hasPrefix("COPY ") }
        for member in members {
          #expect(copied.contains("COPY \(member)/package.json ./\(member)/"), "\(name)")
        }
        #expect(
          copied.count <= members.count + 3 + stack.toolchain.installFiles.count,
          "\(name): copies source, too")
        #expect(copied.allSatisfy { !$0.contains("COPY . ") })
        for stage in ["dependencies", "production-deps"] {
          let lines = try Self.lines(of: stage, for: service, in: stack)
          let first = try #require(lines.first { !$0.hasPrefix("FROM ") && !$0.hasPrefix("#") })
          #expect(first.hasPrefix("RUN "), "\(name), \(stage): begins with the install")
          #expect(lines.contains("FROM base AS \(stage)"))
        }
      }
    }
  }

  @Test(
    "each package manager installs by its lockfile, and leaves development out of production",
    arguments: [
      (
        "pnpm@8", true, "pnpm install --frozen-lockfile --prefer-offline",
        "pnpm install --prod --frozen-lockfile --prefer-offline --filter-prod=@s/api...",
        "RUN pnpm exec turbo run build --filter=@s/api... --env-mode=loose"
      ),
      (
        "pnpm@10", false, "pnpm install --frozen-lockfile --prefer-offline",
        "pnpm install --prod --frozen-lockfile --prefer-offline --filter-prod=@s/api...",
        "RUN pnpm --filter=@s/api... run --if-present build"
      ),
      (
        "npm@10", true, "npm ci --prefer-offline --no-audit --no-fund",
        "npm ci --omit=dev --prefer-offline --no-audit --no-fund --workspace=apps/api",
        "RUN npx turbo run build --filter=@s/api... --env-mode=loose"
      ),
      (
        "npm", false, "npm ci --prefer-offline --no-audit --no-fund",
        "npm ci --omit=dev --prefer-offline --no-audit --no-fund --workspace=apps/api",
        "RUN npm run build --if-present --workspace=packages/p --workspace=apps/api"
      ),
      (
        "yarn@1", true, "yarn install --frozen-lockfile --prefer-offline --non-interactive",
        "yarn install --production --frozen-lockfile --prefer-offline --non-interactive",
        "RUN yarn turbo run build --filter=@s/api... --env-mode=loose"
      ),
      (
        "yarn@4", false, "yarn install --immutable", "yarn workspaces focus --production @s/api",
        "RUN yarn workspaces foreach --recursive --topological-dev --from @s/api run build"
      ),
    ])
  func managers(
    _ manager: String, _ turbo: Bool, _ all: String, _ production: String, _ build: String
  ) throws {
    let stack = try Stacks.stack(
      """
      { "project": { "name": "p" },
        "toolchain": { "packageManager": "\(manager)", "turbo": \(turbo) },
        "packages": [{ "path": "packages/p" }],
        "services": [{ "name": "api", "package": "@s/api" }] }
      """)
    let service = stack.services[0]
    let dependencies = try Self.lines(of: "dependencies", for: service, in: stack)
    #expect(dependencies.contains { $0.contains("--mount=type=cache,") })
    #expect(dependencies.contains { $0.hasSuffix(all) })
    let productionDependencies = try Self.lines(of: "production-deps", for: service, in: stack)
    #expect(productionDependencies.contains { $0.contains(production) })
    #expect(
      productionDependencies.last?.contains("rm -rf \(stack.toolchain.packageManager.lockfile)")
        == true)
    #expect(try Self.lines(of: "builder", for: service, in: stack).contains(build))
  }

  @Test(
    "corepack is replaced where it is too old or gone, by one that the Node.js takes",
    arguments: [
      ("18", "corepack@0.32.0"), ("20.18.1", "corepack@0.34.6"), ("26", "corepack@0.34.6"),
    ])
  func corepack(_ node: String, _ expected: String) throws {
    let stack = try Stacks.stack(
      """
      { "project": { "name": "p" }, "toolchain": { "node": "\(node)", "packageManager": "pnpm@9" },
        "services": [{ "name": "api" }] }
      """)
    let lines = try Self.lines(of: "base", for: stack.services[0], in: stack)
    let setup = try #require(lines.firstIndex { $0.contains("npm install --global \(expected) ") })
    #expect(lines[setup].hasSuffix("corepack install --global pnpm@9 && pnpm --version"))
    #expect(lines[..<setup].contains("COPY package.json ./"), "it would take another version")
  }

  @Test("source is copied after the install, so that its edits install nothing")
  func order() throws {
    let stack = try Stacks.stack(named: "reference")
    let lines = try Self.lines(of: "dependencies", for: stack.services[0], in: stack)
    #expect(lines.last == "COPY . .")
  }

  @Test("the production stage has no package manager, unless the service's command is one")
  func managersAreGone() throws {
    let plain = try Stacks.stack(named: "reference")
    let production = try Self.lines(of: "production", for: plain.services[0], in: plain)
    #expect(production.first == "FROM node:20.18.1-alpine AS production")
    #expect(production.contains { $0.hasPrefix("RUN rm -rf /usr/local/lib/node_modules") })
    let other = try Stacks.stack(named: "npm-packages")
    let kept = try Self.lines(of: "production", for: other.services[0], in: other)
    #expect(kept.first == "FROM base AS production")
    #expect(!kept.contains { $0.contains("rm -rf /usr/local/lib") })
  }

  @Test(
    "accounts come to Alpine and to Debian, past the one that the image has",
    arguments: [
      (
        "node:24-alpine", "app", "nodejs", 1001,
        ["addgroup -S -g 1001 nodejs", "adduser -S -D -H -u 1001 -G nodejs app"]
      ),
      (
        "node:24-alpine@sha256:0000", "app", "app", 1000,
        [
          "deluser --remove-home node", "addgroup -S -g 1000 app",
          "adduser -S -D -H -u 1000 -G app app",
        ]
      ),
      ("node:24-alpine", "node", "node", 1000, []),
      (
        "registry.example.com/alpine/node:24-slim@sha256:00", "app", "nodejs", 1001,
        ["addgroup -S -g 1001 nodejs", "adduser -S -D -H -u 1001 -G nodejs app"]
      ),
      (
        "node:24-slim", "node", "staff2", 2000,
        [
          "userdel --remove node", "groupadd --system --gid 2000 staff2",
          "useradd --system --no-create-home --no-log-init --uid 2000 --gid staff2 node",
        ]
      ),
    ])
  func accounts(
    _ image: String, _ name: String, _ group: String, _ id: Int, _ expected: [String]
  ) throws {
    let stack = try Stacks.stack(
      """
      { "project": { "name": "p" }, "services": [{ "name": "api",
        "user": { "name": "\(name)", "group": "\(group)", "id": \(id) } }] }
      """)
    #expect(BaseSystem(image: image).create(stack.services[0].user) == expected)
  }

  @Test("only declared folders are writable")
  func writable() throws {
    let stack = try Stacks.stack(named: "npm-packages")
    let lines = try Self.lines(of: "production", for: stack.services[1], in: stack)
    let owned = lines.filter { $0.contains("chown") }
    #expect(
      owned == [
        "RUN mkdir -p apps/job/data apps/job/tmp/files && chown -R 1000:1000 apps/job/data apps/job/tmp/files"
      ])
    let reference = try Stacks.stack(named: "reference")
    let text = ServiceImage(
      reference.services[0], in: reference, manifests: ServiceImage.manifests(of: reference)
    ).dockerfile.text
    #expect(!text.contains("chown"))
  }

  @Test("health is asked for in exec form, with the service's own timings")
  func health() throws {
    let stack = try Stacks.stack(named: "reference")
    let lines = try Self.lines(of: "production", for: stack.services[0], in: stack)
    let check = try #require(lines.first { $0.hasPrefix("HEALTHCHECK") })
    #expect(
      check.hasPrefix(
        "HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD [\"node\", \"-e\", "
          + "\"fetch('http://127.0.0.1:3001/health')"))
    #expect(lines.contains("ENTRYPOINT [\"/usr/bin/dumb-init\", \"--\"]"))
    #expect(lines.contains("CMD [\"node\", \"apps/api/dist/main.js\"]"))
  }

  @Test("what browsers read is given to the build: by argument, or by mount where it sounds secret")
  func publicVariables() throws {
    let stack = try Stacks.stack(named: "public-variables")
    let web = BuildVariables(of: stack.services[0], in: stack)
    #expect(web.arguments == ["NEXT_PUBLIC_TITLE"])
    #expect(web.secrets == ["NEXT_PUBLIC_AUTH_TOKEN"])
    let site = BuildVariables(of: stack.services[1], in: stack)
    #expect(site.arguments == ["NEXT_PUBLIC_TITLE", "OLD_URL"])
    #expect(site.secrets == ["NEXT_PUBLIC_AUTH_TOKEN", "SIGNING_SECRET"])
    let build = try Self.lines(of: "builder", for: stack.services[0], in: stack)
    #expect(
      build.contains { $0.hasPrefix("RUN --mount=type=secret,id=NEXT_PUBLIC_AUTH_TOKEN if [ -f ") })
  }

  @Test("names that linters take for a secret's are no arguments") func secretNames() throws {
    let stack = try Stacks.stack(named: "secret-sounding-names")
    let web = BuildVariables(of: stack.services[0], in: stack)
    #expect(web.arguments == ["NEXT_PUBLIC_AZURE_CLIENT_ID"])
    let site = BuildVariables(of: stack.services[1], in: stack)
    #expect(
      site.arguments == ["AUTHOR", "VITE_USER", "PASSPHRASE", "NEXT_PUBLIC_AZURE_CLIENT_ID"])
  }

  /// The lines of a stage, with continued ones joined.
  private static func lines(
    of stage: String, for service: Service, in stack: Stack
  ) throws -> [String] {
    let text = ServiceImage(service, in: stack).dockerfile.text
    let joined = text.split(separator: " \\\n").map { part in
      String(part.drop { $0 == " " })
    }.joined(separator: " ")
    let lines = joined.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    let start = try #require(lines.firstIndex { $0.hasSuffix(" AS \(stage)") })
    let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("FROM ") } ?? lines.endIndex
    return Array(lines[start..<end])
  }
}
