import Artifacts
import JSON
import Model
import TestKit
import Testing

@testable import envcheck

@Suite("envcheck template") struct EnvcheckTests {
  private static func file(_ path: String, of stack: Stack) throws -> String {
    let full = stack.paths.application(path)
    return try #require(
      EnvcheckGenerator.files(for: stack).first { $0.path == full }?.content, "no \(full)")
  }

  /// The names that a template sets.
  private static func names(in text: String) -> [String] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { String($0.prefix { $0 != "=" }) }
  }

  @Test("the reference stack has the files of the log") func files() throws {
    let stack = try Stacks.stack(named: "reference")
    #expect(
      EnvcheckGenerator.files(for: stack).map(\.path).sorted() == [
        "application/.env.development.example", "application/.env.example",
        "application/.env.staging.example", "application/.gitignore", "application/.gitleaks.toml",
        "application/.pre-commit-config.yaml", "application/apps/api/.env.example",
        "application/apps/web/.env.example", "application/docs/SECRETS_MANAGEMENT.md",
      ])
  }

  @Test("the root's template has every variable once, a service's its own") func scopes() throws {
    for (name, stack) in Stacks.all {
      let quoted = stack.variables.filter {
        $0.value(in: stack.composeEnvironments.first?.name ?? "")?.contains("\"") != true
      }
      let root = Self.names(in: try Self.file(".env.example", of: stack))
      #expect(root.sorted() == quoted.map(\.name).sorted(), "\(name)")
      for service in stack.services {
        let own = Self.names(in: try Self.file("\(service.path)/.env.example", of: stack))
        let expected = stack.variables(of: service).filter { quoted.contains($0) }
        #expect(own == expected.map(\.name), "\(name) \(service.name)")
      }
    }
  }

  @Test("a local environment's template has what its compose file reads") func environments() throws
  {
    for (name, stack) in Stacks.all {
      for environment in stack.composeEnvironments {
        let names = Self.names(in: try Self.file("\(environment.variablesFile).example", of: stack))
        #expect(
          Set(names).isSubset(of: stack.composeVariables(of: environment).map(\.name)), "\(name)")
        #expect(!names.isEmpty || stack.composeVariables(of: environment).isEmpty, "\(name)")
      }
    }
  }

  @Test("values are read alike by sh, by python-dotenv and by compose") func readers() throws {
    guard let python = Judge.find("python3"), let compose = Judge.find("docker-compose") else {
      return
    }
    let folder = try TemporaryDirectory()
    for (name, stack) in Stacks.all {
      for file in EnvcheckGenerator.files(for: stack) where file.path.hasSuffix(".example") {
        try folder.write(file.content, to: "f")
        let names = Self.names(in: file.content)
        let sh = try Program.run(
          "env",
          [
            "-i", "PATH=/usr/bin:/bin", "sh", "-c",
            ". ./f\nfor n in \"$@\"; do eval \"printf '%s=%s\\n' \\\"$n\\\" \\\"\\$$n\\\"\"; done",
            "sh",
          ] + names,
          directory: folder.path)
        let dotenv = try Program.run(
          python,
          [
            "-c",
            "import dotenv\nfor k, v in dotenv.dotenv_values('f', interpolate=False).items(): print(f'{k}={v}')",
          ],
          directory: folder.path)
        #expect(sh.status == 0 && dotenv.status == 0, "\(sh.error)\(dotenv.error)")
        #expect(sh.output == dotenv.output, "\(name) \(file.path)")
        try folder.write("services: {}\n", to: "compose.yml")
        let environment = try Program.run(
          compose, ["--env-file", "f", "--file", "compose.yml", "config", "--environment"],
          directory: folder.path)
        #expect(environment.status == 0, "\(environment.error)")
        for line in sh.output.split(separator: "\n") where !line.contains("$$") {
          // The process's own variables go before a file's.
          if Program.environment[String(line.prefix { $0 != "=" })] != nil { continue }
          #expect(
            environment.output.contains("\n" + line) || environment.output.hasPrefix(line),
            "\(name) \(file.path): \(line)")
        }
      }
    }
  }

  @Test("gitleaks finds nothing, by its own rules and by the stack's") func gitleaks() throws {
    guard let judge = Judge.find("gitleaks") else { return }
    let folder = try TemporaryDirectory()
    for (name, stack) in Stacks.all {
      try write(EnvcheckGenerator.files(for: stack), to: folder, below: name)
      let root = stack.paths.application == "." ? name : "\(name)/\(stack.paths.application)"
      for configuration in [[], ["--config", "\(root)/.gitleaks.toml"]] {
        let verdict = try Verdict(
          judge,
          ["dir", "--no-banner", "--no-color", "--verbose", "--redact"] + configuration + [root],
          in: folder.path)
        #expect(verdict.isClean, "\(name): \(verdict.words)")
      }
    }
  }

  @Test(
    "the stack's rules find what only the stack can know",
    arguments: [
      ("a.ts", "const url = \"postgresql://app:Xk9vPq2LmZ@db/app\"", true),
      ("b.yml", "REDIS_PASSWORD: Xk9vPq2LmZ77", true),
      ("c.env", "export DATABASE_URL=postgresql://u:s3cr3tvalue@h/d", true),
      ("d.ts", "const p = process.env.REDIS_PASSWORD", false),
      ("e.yml", "DATABASE_URL: postgresql://${USER}:${PASSWORD}@postgres/app", false),
      ("f.yml", "REDIS_PASSWORD: ${REDIS_PASSWORD:-change-me-development}", false),
      ("g.ts", "REDIS_PASSWORD: z.string().min(8)", false),
    ])
  func rules(_ path: String, _ text: String, _ isSecret: Bool) throws {
    guard let judge = Judge.find("gitleaks") else { return }
    let stack = try Stacks.stack(named: "reference")
    let folder = try TemporaryDirectory()
    try folder.write(try Self.file(".gitleaks.toml", of: stack), to: "rules.toml")
    try folder.write(text + "\n", to: "tree/\(path)")
    let verdict = try Verdict(
      judge, ["dir", "--no-banner", "--no-color", "--verbose", "--config", "rules.toml", "tree"],
      in: folder.path)
    #expect(verdict.isClean == !isSecret, "\(verdict.words)")
  }

  @Test("the hooks' file is valid, and yamllint finds nothing in it") func hooks() throws {
    guard let yamllint = Judge.find("yamllint") else { return }
    let folder = try TemporaryDirectory()
    for (name, stack) in Stacks.all {
      try write(
        EnvcheckGenerator.files(for: stack).filter { $0.path.hasSuffix(".yaml") }, to: folder,
        below: name)
    }
    let verdict = try Verdict(
      yamllint, ["--strict", "-d", "{extends: default, rules: {document-start: disable}}", "."],
      in: folder.path)
    #expect(verdict.isClean, "\(verdict.words)")
    let text = try Self.file(".pre-commit-config.yaml", of: Stacks.stack(named: "reference"))
    for hook in [
      "gitleaks", "trailing-whitespace", "check-added-large-files", "check-merge-conflict",
      "detect-private-key", "terraform_fmt", "terraform_validate",
    ] {
      #expect(text.contains("- id: \(hook)\n"), "\(hook)")
    }
  }

  @Test("gitleaks' configuration is TOML") func toml() throws {
    guard let python = Judge.find("python3") else { return }
    for (name, stack) in Stacks.all {
      let run = try Program.run(
        python, ["-c", "import sys, tomllib; tomllib.loads(sys.stdin.read())"],
        input: try Self.file(".gitleaks.toml", of: stack))
      #expect(run.status == 0, "\(name): \(run.error)")
    }
  }

  @Test("git ignores every file of variables, and no template") func ignored() throws {
    let stack = try Stacks.stack(named: "reference")
    let folder = try TemporaryDirectory()
    try folder.write(try Self.file(".gitignore", of: stack), to: ".gitignore")
    _ = try Program.run("git", ["init", "-q"], directory: folder.path)
    for (path, isIgnored) in [
      (".env", true), (".env.production", true), ("apps/api/.env", true), (".env.local", true),
      ("apps/web/.env.staging", true), (".env.example", false), ("apps/api/.env.example", false),
      (".env.development.example", false), ("terraform.tfstate", true), ("x.tfvars", true),
      ("terraform.tfvars.example", false), ("key.pem", true), ("src/env.ts", false),
    ] {
      let run = try Program.run("git", ["check-ignore", "-q", path], directory: folder.path)
      #expect((run.status == 0) == isIgnored, "\(path)")
    }
  }

  @Test("the guide is long, and tells of each secret and of nothing else's value") func guide()
    throws
  {
    let stack = try Stacks.stack(named: "reference")
    let text = try Self.file("docs/SECRETS_MANAGEMENT.md", of: stack)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count > 400)
    for words in [
      "### `DATABASE_URL`", "### `REDIS_PASSWORD`", "In GitHub Actions", "At DigitalOcean",
      "At Vercel", "Exchange a secret", "Schedule", "Add a secret", "When a secret got out",
      "Who has access", "What is recorded", "## Always", "## Never",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("dummies have the form that the stack asks for") func dummies() throws {
    let stack = try Stacks.stack(named: "three-services.json")
    let values = TemplateValues(stack: stack)
    for variable in stack.variables {
      #expect(variable.expectation(unmetBy: values.value(of: variable)) == nil, "\(variable.name)")
    }
    let secret = try #require(stack.variables.first { $0.name == "SESSION_SECRET" })
    #expect(values.value(of: secret).utf8.count >= 32)
  }
}
