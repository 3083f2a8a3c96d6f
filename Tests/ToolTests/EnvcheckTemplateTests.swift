import Artifacts
import Diagnostics
import JSON
import Model
import TestKit
import Testing

@testable import envcheck

@Suite("Templates of variables") struct EnvcheckTemplateTests {
  /// The names and values that a shell, node and compose see are in ``EnvcheckReaderTests``.
  private static func names(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      if let end = line.firstRange(of: " is left out: "), line.hasPrefix("# ") {
        return String(line[..<end.lowerBound].dropFirst(2))
      }
      guard !line.hasPrefix("#"), let mark = line.firstIndex(of: "=") else { return nil }
      return String(line[..<mark])
    }
  }

  private static func values(in text: String) -> [String: String] {
    Dictionary(
      text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
        line.firstIndex(of: "=").map {
          (String(line[..<$0]), String(line[line.index(after: $0)...]))
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test("the root's has every variable of the stack, once")
  func root() throws {
    for (name, stack) in EnvcheckStacks.all where name != "dotenv-itself" {
      let names = Self.names(in: try EnvcheckStacks.text(".env.example", of: stack))
      #expect(names.sorted() == stack.variables.map(\.name).sorted(), "\(name)")
    }
  }

  @Test("a service's has the variables that the service reads, and no other")
  func services() throws {
    for (name, stack) in EnvcheckStacks.all {
      for service in stack.services {
        let names = Self.names(
          in: try EnvcheckStacks.text("\(service.path)/.env.example", of: stack))
        #expect(names == stack.variables(of: service).map(\.name), "\(name): \(service.name)")
      }
    }
  }

  @Test("an environment's has what its compose file reads, as it falls back to, and the rest")
  func environments() throws {
    for (name, stack) in EnvcheckStacks.all {
      for environment in stack.composeEnvironments {
        let text = try EnvcheckStacks.text("\(environment.variablesFile).example", of: stack)
        let compose = stack.composeVariables(of: environment)
        let expected = Set(compose.map(\.name)).union(stack.variables.map(\.name))
        let names = Self.names(in: text)
        #expect(names.sorted() == expected.sorted(), "\(name): \(environment.name)")
        let values = Self.values(in: text)
        for variable in compose
        where !variable.standard.contains(where: { " '\"$#~\\".contains($0) }) {
          guard variable.standard.unicodeScalars.allSatisfy(\.isASCII) else { continue }
          #expect(values[variable.name] == variable.standard, "\(name): \(variable.name)")
        }
      }
    }
  }

  @Test("the reference stack has the files of the log")
  func files() throws {
    let paths = EnvcheckGenerator.files(for: try EnvcheckStacks.stack(named: "reference")).map(
      \.path)
    #expect(
      paths.sorted() == [
        ".gitignore", "application/.env.development.example", "application/.env.example",
        "application/.env.staging.example", "application/.gitignore", "application/.gitleaks.toml",
        "application/.pre-commit-config.yaml", "application/apps/api/.env.example",
        "application/apps/web/.env.example", "application/docs/SECRETS_MANAGEMENT.md",
      ])
  }

  @Test("no path is written twice")
  func paths() {
    for (name, stack) in EnvcheckStacks.all {
      let paths = EnvcheckGenerator.files(for: stack).map(\.path)
      #expect(Set(paths).count == paths.count, "\(name): \(paths)")
    }
  }

  @Test("every value that a template shows is one that the variable takes")
  func forms() {
    for (name, stack) in EnvcheckStacks.all {
      let environments: [ComposeEnvironment?] =
        stack.composeEnvironments.isEmpty ? [nil] : stack.composeEnvironments.map { $0 }
      for environment in environments {
        let values = TemplateValues(stack: stack, environment: environment)
        for variable in stack.variables where variable.isRequired {
          let value = values.value(of: variable)
          #expect(
            variable.expectation(unmetBy: value) == nil, "\(name): \(variable.name) is \(value)")
        }
      }
    }
  }

  @Test("every secret has a dummy that says so")
  func dummies() {
    for (name, stack) in EnvcheckStacks.all {
      let values = TemplateValues(stack: stack, environment: stack.composeEnvironments.first)
      for variable in stack.variables where variable.isSecret(in: stack) {
        let value = values.value(of: variable)
        #expect(value.contains("change-"), "\(name): \(variable.name) is \(value)")
      }
    }
  }

  @Test("values are those of this machine, with an environment's own ports and names")
  func reference() throws {
    let stack = try EnvcheckStacks.stack(named: "reference")
    let root = Self.values(in: try EnvcheckStacks.text(".env.example", of: stack))
    #expect(
      root["DATABASE_URL"]
        == "postgresql://restomarket_dev:change-me-development@localhost:5432/restomarket_dev")
    #expect(root["REDIS_HOST"] == "localhost")
    #expect(root["REDIS_PASSWORD"] == "change-me-development")
    #expect(root["NEXT_PUBLIC_API_URL"] == "http://localhost:3001")
    #expect(root["LOG_LEVEL"] == "debug")
    let staging = Self.values(in: try EnvcheckStacks.text(".env.staging.example", of: stack))
    #expect(
      staging["DATABASE_URL"]
        == "postgresql://restomarket_staging:change-me-staging-local@localhost:5433/"
        + "restomarket_staging")
    #expect(staging["API_HOST_PORT"] == "3002")
    #expect(staging["NEXT_PUBLIC_API_URL"] == "http://localhost:3002")
    #expect(staging["NODE_ENV"] == "production")
    #expect(staging["SWAGGER_ENABLED"] == "false")
  }

  @Test(
    "a stack without a local environment has its datastores on this machine, at their own ports")
  func distant() throws {
    let stack = try EnvcheckStacks.stack(named: "cloud-only")
    let root = Self.values(in: try EnvcheckStacks.text(".env.example", of: stack))
    #expect(root["DB_URL"] == "postgresql://distant:change-me@localhost:5432/distant")
    #expect(root["CACHE_URL"] == "redis://:change-me@localhost:6379")
    #expect(root["SELF"] == "http://localhost:3000")
  }

  @Test("comments tell type, range, values, need, secrecy, readers and what it is elsewhere")
  func comments() throws {
    let reference = try EnvcheckStacks.text(
      ".env.example", of: EnvcheckStacks.stack(named: "reference"))
    for line in [
      "# The least severity that is logged",
      "# Type: enum (debug, info, warn, error). Required. Read by api.",
      "# Elsewhere: info (staging-local, staging).", "# Type: url. Required. Secret. Read by api.",
      "# Type: enum (development, test, production). Required. Read by api, web.",
      "# Elsewhere: production (staging-local, dev, staging).", "# --- Read by every service ---",
      "# --- Read by web ---",
    ] {
      #expect(reference.contains(line + "\n"), "no line \(line)")
    }
    let shop = try EnvcheckStacks.text(
      ".env.example", of: EnvcheckStacks.stack(named: "three-services.json"))
    #expect(shop.contains("# Type: integer (1 to 16). Required. Read by api.\n"))
    #expect(
      shop.contains("# Type: string (at least 32 characters). Required. Secret. Read by api.\n"))
  }

  @Test("an environment whose file is .env has the root's template, with all variables")
  func dotenvItself() throws {
    let stack = try EnvcheckStacks.stack(named: "dotenv-itself")
    let text = try EnvcheckStacks.text(".env.example", of: stack)
    let values = Self.values(in: text)
    #expect(values["API_URL"] == "http://localhost:3900")
    #expect(values["DB_PASSWORD"] == "change-me-k8s-9x2-z7q")
    #expect(values["HOOK"] == "https://change-me.example.com")
    #expect(values["PIN"] == "change-")
    #expect(values["SIGNING_KEY"]?.count == 49)
  }

  @Test("a value that no form says to all readers is left out, and told")
  func leftOut() throws {
    let stack = try EnvcheckStacks.stack(named: "public-secret")
    let text = try EnvcheckStacks.text(".env.example", of: stack)
    #expect(text.contains("# TAIL is left out: "))
    #expect(!text.contains("\nTAIL="))
    let notes = EnvcheckGenerator.notes(for: stack)
    #expect(notes.map(\.rule) == ["public-secret", "unwritable-value"])
    #expect(notes.map { $0.pointer?.description } == ["/variables/0", "/variables/7"])
    #expect(
      notes[0].message
        == "NEXT_PUBLIC_TOKEN is secret, and NEXT_PUBLIC_ builds it into pages that everybody reads"
    )
    #expect(EnvcheckGenerator.notes(for: try EnvcheckStacks.stack(named: "reference")).isEmpty)
  }

  @Test(
    "a file of variables must be one that git ignores and whose template it keeps",
    arguments: [
      (".env", true), (".env.local", true), ("dev.env", true), (".env.a.b", true),
      (".env.example", false), (".env.dev.example", false), (".gitignore", false),
      ("package.json", false), (".env.", false), (".env..x", false), (".x.env", false),
      ("a/.env", false), ("compose.envs", false),
    ])
  func fileNames(_ name: String, _ isGood: Bool) {
    let text = """
      { "project": { "name": "a" }, "services": [{ "name": "a" }],
        "environments": [{ "name": "e", "kind": "compose", "variablesFile": "\(name)" }] }
      """
    #expect(((try? Stacks.stack(text)) != nil) == isGood, "\(name)")
  }
}
