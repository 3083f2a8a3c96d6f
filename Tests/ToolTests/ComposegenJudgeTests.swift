import Artifacts
import Model
import TestKit
import Testing

@testable import composegen

@Suite("Judges of composegen's files") struct ComposegenJudgeTests {
  @Test("hadolint finds nothing in any Dockerfile, at any level")
  func dockerfiles() throws {
    guard let hadolint = Judge.find("hadolint") else { return }
    try Self.eachTree { name, _, folder, files in
      let paths = files.filter { $0.hasSuffix("/Dockerfile") }
      guard !paths.isEmpty else { return }
      let run = try Program.run(hadolint, ["--no-color"] + paths, directory: folder.path)
      #expect(run.status == 0 && run.output.isEmpty, "\(name): \(run.output)\(run.error)")
    }
  }

  @Test("compose takes every file without a word, with no variables and with the defaults as file")
  func configurations() throws {
    guard let compose = Judge.find("docker-compose") else { return }
    try Self.eachTree { name, stack, folder, _ in
      for environment in ComposegenGenerator.environments(of: stack) {
        let file = stack.paths.application(environment.file)
        try folder.write(Self.defaults(of: environment, in: stack), to: "defaults.env")
        let plain = try Self.config(compose, ["--file", file], in: folder)
        #expect(plain.status == 0 && plain.error.isEmpty, "\(name): \(plain.error)")
        let told = try Self.config(
          compose, ["--file", file, "--env-file", "defaults.env"], in: folder)
        #expect(told.status == 0 && told.error.isEmpty, "\(name): \(told.error)")
        #expect(told.output == plain.output, "\(name): a default means something else in a file")
      }
    }
  }

  @Test("compose reads back the value that the stack says, whatever is in it")
  func values() throws {
    guard let compose = Judge.find("docker-compose") else { return }
    let stack = try Stacks.stack(named: "hostile-names.json")
    let folder = try TemporaryDirectory()
    let environment = stack.composeEnvironments[0]
    try folder.write(ComposeFile(environment, in: stack).text, to: environment.file)
    let run = try Self.config(compose, ["--file", environment.file], in: folder, format: "json")
    for (text, count) in [
      (#""DOLLARS": "pa$$$$word $${HOME} $$(id) `id`""#, 3), (#""Y": "no""#, 3),
      (#""SPACES": "  two  ""#, 3), (#""BACKSLASH": "C:\\temp\\new""#, 3),
      (#""EXPRESSION": "$${{ secrets.X }}""#, 3), (#""OCTAL": "0755""#, 3),
    ] {
      #expect(run.output.components(separatedBy: text) == count + 1, "\(text)\n\(run.output)")
    }
  }

  @Test("compose files keep to their schema and to a style")
  func schema() throws {
    let schema = Judge.find("check-jsonschema")
    let style = Judge.find("yamllint")
    try Self.eachTree { name, stack, folder, _ in
      let files = ComposegenGenerator.environments(of: stack).map {
        stack.paths.application($0.file)
      }
      guard !files.isEmpty else { return }
      if let schema {
        let run = try Program.run(
          schema, ["--builtin-schema", "vendor.compose-spec"] + files, directory: folder.path)
        #expect(run.status == 0, "\(name): \(run.output)")
      }
      if let style {
        let rules =
          "{extends: default, rules: {line-length: {max: 120}, truthy: {check-keys: false}}}"
        let run = try Program.run(style, ["-s", "-d", rules] + files, directory: folder.path)
        #expect(run.status == 0, "\(name): \(run.output)")
      }
    }
  }

  @Test("gitleaks finds no secret, not in the defaults either")
  func secrets() throws {
    guard let gitleaks = Judge.find("gitleaks") else { return }
    try Self.eachTree { name, stack, folder, _ in
      for environment in ComposegenGenerator.environments(of: stack) {
        try folder.write(
          Self.defaults(of: environment, in: stack), to: environment.variablesFile + ".example")
      }
      let run = try Program.run(
        gitleaks, ["dir", "--no-banner", "--redact", "--verbose", "."], directory: folder.path)
      #expect(run.status == 0, "\(name): \(run.output)")
    }
  }

  /// Writes the files of every stack and shows them, with their paths.
  private static func eachTree(
    _ body: (String, Stack, TemporaryDirectory, [String]) throws -> Void
  ) throws {
    #expect(Stacks.all.count > 10, "the stacks of the tests can't be read")
    for (name, stack) in Stacks.all {
      let folder = try TemporaryDirectory()
      let files = ComposegenGenerator.files(for: stack)
      for file in files { try folder.write(file.content, to: file.path) }
      try body(name, stack, folder, files.map(\.path))
    }
  }

  /// The defaults as a file of variables, in single quotes, which compose reads as they are.
  private static func defaults(of environment: ComposeEnvironment, in stack: Stack) -> String {
    stack.composeVariables(of: environment).compactMap { variable in
      variable.standard.contains("'") ? nil : "\(variable.name)='\(variable.standard)'\n"
    }.joined()
  }

  /// Nothing of this process's variables, which would win over defaults.
  private static func config(
    _ compose: String, _ options: [String], in folder: TemporaryDirectory, format: String = "yaml"
  ) throws -> Program.Run {
    try Program.run(
      "env", ["-i", "HOME=\(folder.path)", compose] + options + ["config", "--format", format],
      directory: folder.path)
  }
}

extension String {
  /// How many parts another text splits this one into.
  fileprivate func components(separatedBy text: String) -> Int {
    ranges(of: text).count + 1
  }
}
