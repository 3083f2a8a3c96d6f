import Artifacts
import JSON
import Model
import TestKit
import Testing

@testable import composegen
@testable import envcheck
@testable import tfgen
@testable import wfgen

@Suite("Secrets in all that the generators write") struct EnvcheckWholeTreeTests {
  @Test("gitleaks finds none, by the rules of the stack that the files are of")
  func all() throws {
    guard let gitleaks = Judge.find("gitleaks") else { return }
    for (name, stack) in EnvcheckStacks.all {
      let folder = try TemporaryDirectory()
      let files =
        ComposegenGenerator.files(for: stack) + TfgenGenerator.files(for: stack)
        + WfgenGenerator.files(for: stack)
      #expect(!files.isEmpty)
      for file in files { try folder.write(Mark.marked(file), to: file.path) }
      try EnvcheckStacks.write(stack, to: folder)
      let configuration = folder.path(stack.paths.application(".gitleaks.toml"))
      let run = try Program.run(
        gitleaks,
        ["dir", folder.path, "--config", configuration, "--no-banner", "--verbose", "--no-color"])
      #expect(run.status == 0, "\(name): \(run.output)\(run.error)")
    }
  }

  @Test("no two tools write one file")
  func paths() {
    for (name, stack) in EnvcheckStacks.all {
      let paths =
        (ComposegenGenerator.files(for: stack) + TfgenGenerator.files(for: stack)
        + WfgenGenerator.files(for: stack) + EnvcheckGenerator.files(for: stack)).map(\.path)
      let twice = Set(paths.filter { path in paths.filter { $0 == path }.count > 1 })
      #expect(twice.isEmpty, "\(name): \(twice.sorted())")
    }
  }
}
