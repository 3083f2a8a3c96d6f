import Artifacts
import Model
import TestKit
import Testing

@testable import envcheck

@Suite("Files that keep secrets out") struct EnvcheckHygieneTests {
  @Test("git ignores every file of variables, key and state, and keeps every template")
  func ignored() throws {
    guard let git = Judge.find("git") else { return }
    for name in ["reference", "dotenv-itself", "minimal.json", "cloud-only"] {
      let stack = try EnvcheckStacks.stack(named: name)
      let folder = try TemporaryDirectory()
      try EnvcheckStacks.write(stack, to: folder)
      let settings = ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"]
      _ = try Program.run(git, ["init", "-q"], directory: folder.path, environment: settings)
      let secrets =
        stack.composeEnvironments.map { stack.paths.application($0.variablesFile) }
        + [
          ".env", ".env.local", ".env.production", "apps/api/.env", "apps/api/.env.staging.local",
          ".envrc", "certificate.key", "keys/id_ed25519",
        ].map(stack.paths.application)
        + [
          "terraform/environments/staging/terraform.tfstate", "terraform/x/secret.tfvars",
          "terraform/x/.terraform/providers", "terraform/x/terraform.tfstate.backup", "x/id_rsa",
        ].map(stack.paths.infrastructure)
      let kept =
        EnvcheckGenerator.files(for: stack).map(\.path)
        + [
          "apps/api/src/env.ts", "terraform/x/terraform.tfvars.example", "terraform/x/main.tf",
          "terraform/x/.terraform.lock.hcl", "keys/id_ed25519.pub",
        ].map(stack.paths.infrastructure)
      let run = try Program.run(
        git, ["check-ignore", "--no-index", "--stdin"], directory: folder.path,
        input: (secrets + kept).joined(separator: "\n") + "\n", environment: settings)
      let ignored = Set(run.output.split(separator: "\n").map(String.init))
      #expect(ignored == Set(secrets), "\(name): \(ignored.symmetricDifference(secrets).sorted())")
    }
  }

  @Test("the block of .gitignore is kept in the user's file, the rest of which stays")
  func block() throws {
    let stack = try EnvcheckStacks.stack(named: "minimal.json")
    let file = try #require(
      EnvcheckGenerator.files(for: stack).first { $0.path == ".gitignore" })
    #expect(file.placement == .block)
    let placed = try Block.placed(
      Block.marked(file), generator: "envcheck", in: Array("node_modules/\n".utf8), isForced: false)
    let text = String(decoding: placed, as: UTF8.self)
    #expect(text.hasPrefix("node_modules/\n") && text.contains("\n!.env.*.example\n"))
  }

  @Test("Terraform is looked at only where there is some")
  func terraform() throws {
    for (name, stack) in EnvcheckStacks.all {
      let hooks = try EnvcheckStacks.text(".pre-commit-config.yaml", of: stack)
      let ignored = try EnvcheckStacks.text(".gitignore", of: stack)
      let hasTerraform = !stack.cloudEnvironments.isEmpty
      for id in ["terraform_fmt", "terraform_validate"] {
        #expect(hooks.contains("- id: \(id)\n") == hasTerraform, "\(name): \(id)")
      }
      #expect(ignored.contains("\n*.tfstate\n") == hasTerraform, "\(name)")
      for id in [
        "gitleaks", "trailing-whitespace", "end-of-file-fixer", "check-added-large-files",
        "check-merge-conflict", "detect-private-key",
      ] {
        #expect(hooks.contains("- id: \(id)\n"), "\(name): \(id)")
      }
    }
    #expect(
      EnvcheckStacks.all.contains { $0.stack.cloudEnvironments.isEmpty }, "nothing to tell apart")
  }

  @Test("infrastructure beside the application has a block of its own")
  func infrastructure() throws {
    let paths = { (name: String) in
      EnvcheckGenerator.files(for: try EnvcheckStacks.stack(named: name))
        .filter { $0.placement == .block }.map(\.path)
    }
    #expect(try paths("reference") == ["application/.gitignore", ".gitignore"])
    #expect(try paths("dotenv-itself") == ["app/.gitignore", "ops/.gitignore"])
    #expect(try paths("production.json") == [".gitignore"])
  }

  @Test(
    "the hook for files of variables stops them wherever they are, and lets templates pass",
    arguments: [
      (".env", true), ("apps/api/.env", true), (".env.production", true), ("second.env", true),
      (".envrc", true), (".env.example", false), ("apps/web/.env.local.example", false),
      ("src/env.ts", false), ("environment/x", false), ("my.env.ts", false),
    ])
  func forbidden(_ path: String, _ isStopped: Bool) throws {
    let stack = try EnvcheckStacks.stack(named: "dotenv-itself")
    let text = try EnvcheckStacks.text(".pre-commit-config.yaml", of: stack)
    func pattern(_ key: String) throws -> String {
      let line = try #require(
        text.split(separator: "\n").first { $0.drop { $0 == " " }.hasPrefix("\(key): ") })
      return String(line.drop { $0 == " " }.dropFirst(key.count + 2)).replacing("'", with: "")
    }
    let takes = { (pattern: String) in
      try Program.run("grep", ["-qE", pattern], input: path + "\n").status == 0
    }
    #expect(try (takes(pattern("files")) && !takes(pattern("exclude"))) == isStopped, "\(path)")
  }

  @Test("yamllint and python's TOML reader take every file, with its mark")
  func readable() throws {
    let yamllint = Judge.find("yamllint")
    let python = Judge.find("python3", isOptional: true)
    for (name, stack) in EnvcheckStacks.all {
      let folder = try TemporaryDirectory()
      try EnvcheckStacks.write(stack, to: folder)
      if let yamllint {
        let path = folder.path(stack.paths.application(".pre-commit-config.yaml"))
        let rules = "{extends: default, rules: {document-start: disable, line-length: {max: 120}}}"
        let run = try Program.run(yamllint, ["--strict", "-d", rules, path])
        #expect(run.status == 0, "\(name): \(run.output)")
      }
      if let python {
        let path = folder.path(stack.paths.application(".gitleaks.toml"))
        let script = "import sys, tomllib; tomllib.load(open(sys.argv[1], 'rb'))"
        let run = try Program.run(python, ["-c", script, path])
        #expect(run.status == 0, "\(name): \(run.error)")
      }
    }
  }
}

@Suite("TOML") struct EnvcheckTOMLTests {
  @Test(
    "writes text as readers take it",
    arguments: [
      ("plain", #""plain""#, "'''plain'''"), (#"a\b"#, #""a\\b""#, #"'''a\b'''"#),
      ("say \"x\"", #""say \"x\"""#, "'''say \"x\"'''"), ("it's", "\"it's\"", "'''it's'''"),
      ("ends '", "\"ends '\"", "\"ends '\""), ("a'''b", "\"a'''b\"", "\"a'''b\""),
      ("line\nbreak", #""line\nbreak""#, #""line\nbreak""#),
      ("\u{1}\u{1f}\u{7f}", #""\u0001\u001F\u007F""#, #""\u0001\u001F\u007F""#),
      ("é 🚀", "\"é 🚀\"", "'''é 🚀'''"), ("", "\"\"", "''''''"),
    ])
  func strings(_ text: String, _ string: String, _ pattern: String) {
    let toml = TOML(tables: [
      TOML.Table(entries: [("s", .string(text)), ("p", .pattern(text))])
    ])
    #expect(toml.text == "s = \(string)\np = \(pattern)\n")
  }

  @Test("writes tables, arrays of tables, lists, numbers and comments")
  func tables() {
    let toml = TOML(tables: [
      TOML.Table(
        name: "a", comment: "About a.", entries: [("n", .integer(-3)), ("b", .boolean(true))]),
      TOML.Table(
        name: "x.y", isElement: true,
        entries: [
          ("none", .list([])), ("one", .list([.integer(1)])),
          ("two", .list([.string("p"), .string("q")])),
        ]),
    ])
    #expect(
      toml.text == """
        # About a.
        [a]
        n = -3
        b = true

        [[x.y]]
        none = []
        one = [1]
        two = [
          "p",
          "q",
        ]

        """)
  }
}
