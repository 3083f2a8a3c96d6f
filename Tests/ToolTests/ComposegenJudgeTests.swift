import Artifacts
import JSON
import Model
import TestKit
import Testing

@testable import composegen

@Suite("Judges of composegen's files") struct ComposegenJudgeTests {
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

  @Test("compose takes the files of many stacks without a word, and refuses one at fault")
  func manyConfigurations() throws {
    guard let compose = Judge.find("docker-compose") else { return }
    let written = try WrittenStacks.environments()
    let script = #"""
      if said=$(env -i HOME="$PWD" GOGC=off "$0" --file "$1" config --quiet 2>&1) && [ -z "$said" ]
      then echo "taken $1"; else echo "$1:" $said; fi
      """#
    let run = try written.judge(["sh", "-c", script, compose], atOnce: 1)
    let lines = run.output.split(separator: "\n").map(String.init)
    let taken = lines.filter { $0.hasPrefix("taken ") }.map { String($0.dropFirst(6)) }
    #expect(taken.sorted() == written.files.sorted(), "\(run.output)")
    let refused = lines.filter { !$0.hasPrefix("taken ") }
    #expect(refused.count == 1, "\(refused)")
    #expect(refused.first?.hasPrefix("\(written.bad): ") == true, "\(refused)")
  }

  @Test("compose files of many stacks keep to the specification's schema")
  func schema() throws {
    guard let judge = Judge.find("check-jsonschema") else { return }
    let written = try WrittenStacks.environments()
    let run = try Program.run(
      judge,
      ["--builtin-schema", "vendor.compose-spec", "--output-format", "json", "-v", written.bad]
        + written.files, directory: written.folder.path)
    let report = try JSONParser.parse(Array(run.output.utf8))
    let errors = try #require(report["errors"]?.array)
    #expect(Set(errors.map { $0["filename"]?.string }) == [written.bad], "\(run.output)")
    let passed = try #require(report["successes"]?.array).compactMap(\.string)
    #expect(passed.sorted() == written.files.sorted())
  }

  @Test("compose files of many stacks keep to a style")
  func style() throws {
    guard let yamllint = Judge.find("yamllint") else { return }
    let written = try WrittenStacks.environments()
    let rules = "{extends: default, rules: {line-length: {max: 120}, truthy: {check-keys: false}}}"
    let run = try Program.run(
      yamllint, ["--strict", "--format", "parsable", "-d", rules, "."],
      directory: written.folder.path)
    let lines = run.output.split(separator: "\n")
    #expect(!lines.isEmpty, "the file at fault was not read: \(run.error)")
    #expect(
      lines.allSatisfy { $0.hasPrefix("./\(written.bad):") }, "\(run.output)")
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
