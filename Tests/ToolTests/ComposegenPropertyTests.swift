import Artifacts
import Model
import TestKit
import Testing

@testable import composegen

@Suite("composegen on random stacks") struct ComposegenPropertyTests {
  @Test(
    "two hundred stacks come out whole: paths of their own, nothing needed hidden, twice the same")
  func properties() throws {
    var stacks = RandomStacks(seed: 7)
    for number in 0..<200 {
      let stack = try stacks.next()
      let files = ComposegenGenerator.files(for: stack)
      #expect(Set(files.map(\.path)).count == files.count, "stack \(number)")
      #expect(files == ComposegenGenerator.files(for: stack), "stack \(number)")
      let filter = ContextFilter(stack)
      let patterns = filter.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map { IgnorePattern(String($0)) }
      for path in filter.needed {
        #expect(!IgnorePattern.excludes(path, by: patterns), "stack \(number): \(path)")
      }
      for file in files {
        #expect(file.content.hasSuffix("\n") && !file.content.contains(" \n"), "\(file.path)")
      }
    }
  }

  @Test("linters and compose find nothing in a sample of them")
  func judges() throws {
    let hadolint = Judge.find("hadolint")
    let compose = Judge.find("docker-compose")
    let schema = Judge.find("check-jsonschema")
    var stacks = RandomStacks(seed: 11)
    let folder = try TemporaryDirectory()
    var dockerfiles: [String] = []
    var composeFiles: [String] = []
    for number in 0..<24 {
      let stack = try stacks.next()
      for file in ComposegenGenerator.files(for: stack) {
        let path = "\(number)/\(file.path)"
        try folder.write(file.content, to: path)
        if path.hasSuffix("/Dockerfile") { dockerfiles.append(path) }
        if path.hasSuffix(".yml") { composeFiles.append(path) }
      }
    }
    #expect(dockerfiles.count > 40 && composeFiles.count > 30)
    if let hadolint {
      let run = try Program.run(hadolint, ["--no-color"] + dockerfiles, directory: folder.path)
      #expect(run.status == 0 && run.output.isEmpty, "\(run.output)\(run.error)")
    }
    if let schema {
      let run = try Program.run(
        schema, ["--builtin-schema", "vendor.compose-spec"] + composeFiles, directory: folder.path)
      #expect(run.status == 0, "\(run.output)")
    }
    guard let compose else { return }
    for file in composeFiles {
      let run = try Program.run(
        "env", ["-i", "HOME=\(folder.path)", compose, "--file", file, "config", "--quiet"],
        directory: folder.path)
      #expect(run.status == 0 && run.error.isEmpty, "\(file): \(run.error)")
    }
  }
}
