import Diagnostics
import Emit
import JSON
import Model
import TestKit
import Testing

@testable import composegen

@Suite("Compose files of composegen") struct ComposegenComposeTests {
  @Test("a file reads the variables that the template is told, each with its default, no other")
  func variables() throws {
    for (name, stack) in Stacks.all {
      for environment in stack.composeEnvironments {
        let strings = Self.strings(in: ComposeFile(environment, in: stack).yaml)
        var read: [String: String] = [:]
        for text in strings {
          let unescaped = text.split(separator: "$$", omittingEmptySubsequences: false)
            .joined(separator: "\u{1}")
          for match in unescaped.matches(of: /\$\{([A-Z][A-Z0-9_]*):-/) {
            read[String(match.output.1)] = ""
          }
          #expect(
            unescaped.matches(of: /\$(?!\{[A-Z][A-Z0-9_]*:-)/).isEmpty, "\(name): bare $ in \(text)"
          )
        }
        let told = Set(stack.composeVariables(of: environment).map(\.name))
        #expect(told == Set(read.keys), "\(name), \(environment.name)")
      }
    }
  }

  @Test("whatever waits for a healthy container waits for one that has a check")
  func dependencies() throws {
    for (name, stack) in Stacks.all {
      for environment in stack.composeEnvironments {
        let services = Self.services(of: environment, in: stack)
        for (container, value) in services {
          #expect(value["healthcheck"] != nil, "\(name): \(container)")
          guard case .mapping(let waits)? = value["depends_on"] else { continue }
          for wait in waits {
            #expect(services[wait.key.shown]?["healthcheck"] != nil, "\(name): \(container)")
            #expect(wait.value == ["condition": "service_healthy"])
          }
        }
      }
    }
  }

  @Test("development mounts folders of source, and nothing over what the image installed or built")
  func mounts() throws {
    let stack = try Stacks.stack(named: "reference")
    let api = try #require(Self.services(of: stack.composeEnvironments[0], in: stack)["api"])
    #expect(
      Self.strings(in: api["volumes"] ?? .null) == [
        "bind", "./apps/api/src", "/app/apps/api/src", "bind", "./packages/shared/src",
        "/app/packages/shared/src",
      ])
    let odd = try Stacks.stack(named: "hostile-names.json")
    let service = try #require(Self.services(of: odd.composeEnvironments[0], in: odd)["no"])
    #expect(
      Self.strings(in: service["volumes"] ?? .null).suffix(7) == [
        "bind", "./packages/@scope+odd/a.b", "/app/packages/@scope+odd/a.b", "volume",
        "/app/packages/@scope+odd/a.b/node_modules", "volume", "/app/packages/@scope+odd/a.b/dist",
      ])
  }

  @Test("production mounts no source, changes nothing of its image, and has limits")
  func production() throws {
    for (name, stack) in Stacks.all {
      for environment in stack.composeEnvironments where environment.mode == .production {
        let services = Self.services(of: environment, in: stack)
        for service in stack.imageServices {
          let value = try #require(services[service.name])
          #expect(value["build"]?["target"] == "production", "\(name)")
          #expect(value["read_only"] == true && value["command"] == nil, "\(name)")
          #expect(value["cap_drop"] == ["ALL"], "\(name)")
          #expect(!Self.strings(in: value["volumes"] ?? .null).contains { $0.hasPrefix(".") })
        }
        for (container, value) in services {
          #expect(
            value["deploy"]?["resources"]?["limits"]?["memory"] != nil, "\(name): \(container)")
          #expect(value["restart"] == "unless-stopped", "\(name): \(container)")
        }
      }
    }
  }

  @Test("environments of one stack share no project, network, port or volume")
  func separation() throws {
    for (name, stack) in Stacks.all {
      let files = stack.composeEnvironments.map { ComposeFile($0, in: stack).yaml }
      for key in ["name", "networks"] {
        let values = files.map { Self.strings(in: $0[key] ?? .null) }
        #expect(Set(values).count == files.count, "\(name): \(key)")
      }
      let ports = stack.composeEnvironments.flatMap { environment in
        stack.composeVariables(of: environment).filter { $0.subject == .ports }.map(\.standard)
      }
      #expect(Set(ports).count == ports.count, "\(name)")
    }
  }

  @Test(
    "a cache gets its password where no list of processes shows it to the check, and keeps data")
  func caches() throws {
    let stack = try Stacks.stack(named: "two-databases.json")
    let services = Self.services(of: stack.composeEnvironments[0], in: stack)
    for (host, engine) in [("cache", "redis"), ("sessions", "valkey")] {
      let value = try #require(services[host])
      let stem = host == "cache" ? "CACHE" : "SESSIONS"
      let password = "${\(stem)_PASSWORD:-change-me-development}"
      #expect(
        Self.strings(in: value["command"] ?? .null) == [
          "\(engine)-server", "--appendonly", "yes", "--requirepass", password,
        ])
      #expect(value["environment"] == ["REDISCLI_AUTH": .string(password)])
      #expect(
        Self.strings(in: value["healthcheck"]?["test"] ?? .null) == [
          "CMD-SHELL", "\(engine)-cli ping | grep -q PONG",
        ])
    }
  }

  @Test("PostgreSQL is asked over TCP, and keeps its data where its version does")
  func databases() throws {
    let stack = try Stacks.stack(named: "reference")
    let value = try #require(Self.services(of: stack.composeEnvironments[0], in: stack)["postgres"])
    #expect(
      Self.strings(in: value["healthcheck"]?["test"] ?? .null) == [
        "CMD", "pg_isready", "-h", "127.0.0.1", "-U", "${POSTGRES_USER:-restomarket_dev}", "-d",
        "${POSTGRES_DB:-restomarket_dev}",
      ])
    #expect(value["volumes"] == ["postgres-data:/var/lib/postgresql/data"])
    #expect(value["ports"] == ["127.0.0.1:${POSTGRES_HOST_PORT:-5432}:5432"])
    let newer = try Stacks.stack(named: "stores-only")
    let store = try #require(Self.services(of: newer.composeEnvironments[0], in: newer)["db"])
    #expect(store["volumes"] == ["db-data:/var/lib/postgresql"])
  }

  @Test("Adminer ends at once, in the design of the model")
  func adminer() throws {
    let stack = try Stacks.stack(named: "reference")
    let value = try #require(Self.services(of: stack.composeEnvironments[0], in: stack)["adminer"])
    #expect(value["init"] == true)
    #expect(value["environment"]?["ADMINER_DESIGN"] == "${ADMINER_DESIGN:-dracula}")
    let none = try Stacks.stack(named: "minimal.json")
    #expect(Self.services(of: none.composeEnvironments[0], in: none)["adminer"] == nil)
  }

  @Test(
    "values come from the stack, from containers, or from variables of the file",
    arguments: [
      ("hostile-names.json", "no", "DOLLARS", "pa$$$$word $${HOME} $$(id) `id`"),
      ("hostile-names.json", "no", "BACKSLASH", #"${BACKSLASH:-C:\temp\new}"#),
      ("hostile-names.json", "no", "EXPRESSION", "$${{ secrets.X }}"),
      ("hostile-names.json", "no", "HOST", "module"),
      (
        "hostile-names.json", "no", "URL",
        "postgresql://${OFF_USER:-true}:${OFF_PASSWORD:-change-me-on}@off:5432/${OFF_DB:-null}"
      ),
      ("reference", "api", "API_PORT", "3001"),
      ("reference", "api", "REDIS_PASSWORD", "${REDIS_PASSWORD:-change-me-development}"),
      ("reference", "api", "PORT", "3001"),
      ("production.json", "api", "STRIPE_KEY", "${STRIPE_KEY:-change-me}"),
      ("public-variables", "web", "NEXT_PUBLIC_TITLE", "it's {odd"),
      ("public-variables", "web", "PATH", "/bin"),
      (
        "public-variables", "web", "SIGNING_SECRET",
        "${SIGNING_SECRET:-change-me-change-me-change-me-change-me-change-me}"
      ),
      ("public-variables", "web", "OLD_URL", "http://host.docker.internal:9000"),
    ])
  func values(_ name: String, _ service: String, _ variable: String, _ expected: String) throws {
    let stack = try Stacks.stack(named: name)
    let value = try #require(Self.services(of: stack.composeEnvironments[0], in: stack)[service])
    #expect(value["environment"]?[variable] == .string(expected))
  }

  @Test("a service that is reached on the machine itself has a name for the machine")
  func machine() throws {
    let stack = try Stacks.stack(named: "public-variables")
    let value = try #require(Self.services(of: stack.composeEnvironments[0], in: stack)["web"])
    #expect(value["extra_hosts"] == ["host.docker.internal:host-gateway"])
  }

  @Test(
    "development builds what a service needs, then runs its script under one init",
    arguments: [
      (
        "pnpm", true,
        "pnpm exec turbo run build --filter=api^... --env-mode=loose && exec pnpm exec turbo run go "
          + "--filter=api... --env-mode=loose"
      ),
      (
        "pnpm", false,
        "pnpm --filter=api^... run --if-present build && exec pnpm --parallel --filter=api... run "
          + "--if-present go"
      ),
      (
        "npm", false,
        "npm run build --if-present --workspace=packages/p && { npm run go --if-present "
          + "--workspace=packages/p & exec npm run go --workspace=apps/api; }"
      ),
      (
        "yarn@4", false,
        "yarn workspaces foreach --recursive --topological-dev --from api --exclude api run build && "
          + "exec yarn workspaces foreach --recursive --parallel --interlaced --jobs unlimited "
          + "--from api run go"
      ),
    ])
  func development(_ manager: String, _ turbo: Bool, _ expected: String) throws {
    let stack = try Stacks.stack(
      """
      { "project": { "name": "p" },
        "toolchain": { "packageManager": "\(manager)", "turbo": \(turbo) },
        "packages": [{ "path": "packages/p" }], "services": [{ "name": "api", "script": "go" }] }
      """)
    let value = try #require(Self.services(of: stack.composeEnvironments[0], in: stack)["api"])
    #expect(value["command"] == ["sh", "-c", .string(expected)])
    #expect(Self.strings(in: value["entrypoint"] ?? .null) == ["/usr/bin/dumb-init", "--"])
    #expect(value["build"]?["target"] == "dependencies")
  }

  private static func services(
    of environment: ComposeEnvironment, in stack: Stack
  ) -> [String: YAML] {
    guard case .mapping(let entries)? = ComposeFile(environment, in: stack).yaml["services"] else {
      return [:]
    }
    return Dictionary(entries.map { ($0.key.shown, $0.value.plain) }) { first, _ in first }
  }

  /// Every text in a value, depth first.
  private static func strings(in value: YAML) -> [String] {
    switch value.plain {
    case .string(let text): [text]
    case .sequence(let elements): elements.flatMap { strings(in: $0) }
    case .mapping(let entries): entries.flatMap { strings(in: $0.value) }
    default: []
    }
  }
}

extension YAML {
  /// The value of a key of a mapping.
  fileprivate subscript(_ key: String) -> YAML? {
    guard case .mapping(let entries) = plain else { return nil }
    return entries.first { $0.key.shown == key }?.value
  }
}

extension YAML.Key {
  fileprivate var shown: String {
    switch self {
    case .text(let text), .plain(let text): text
    }
  }
}

@Suite("Stacks that composegen could not serve") struct ComposegenRefusalTests {
  @Test(
    "are refused, with the place and the remedy",
    arguments: [
      (
        #""services": [{ "name": "api", "user": { "name": "nobody", "group": "users" } }]"#,
        [
          "/services/0/user/name: \"nobody\" is an account that the base image has already",
          "/services/0/user/group: \"users\" is an account that the base image has already",
        ]
      ),
      (
        #""services": [{ "name": "api" }], "datastores": [{ "name": "adminer", "engine": "redis", "host": "r" }]"#,
        ["/datastores/0/name: \"adminer\" is the name of the database UI in \"ports\""]
      ),
    ])
  func refusals(_ members: String, _ expected: [String]) throws {
    do {
      _ = try Stacks.stack("{ \"project\": { \"name\": \"p\" }, \(members) }")
      Issue.record("accepted")
    } catch let invalid as InvalidStack {
      #expect(
        invalid.findings.map { "\($0.pointer?.description ?? ""): \($0.message)" } == expected)
    }
  }
}
