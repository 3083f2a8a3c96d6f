import Artifacts
import Diagnostics
import JSON
import Model
import TestKit
import Testing

@testable import composegen

@Suite("Guides of composegen") struct ComposegenGuideTests {
  @Test("every environment has a guide, with its files, network, ports and defaults")
  func guides() throws {
    for (name, stack) in Stacks.all {
      let files = ComposegenGenerator.files(for: stack)
      let folder = stack.paths.infrastructure("docker/")
      let guides = files.filter { $0.path.hasPrefix(folder) && $0.path.hasSuffix(".md") }
      for environment in ComposegenGenerator.environments(of: stack) {
        let guide = try #require(
          guides.first { guide in
            stack.composeVariables(of: environment).allSatisfy {
              guide.content.contains("| `\($0.name)` |")
            } && guide.content.contains(environment.variablesFile + ".example")
          }, "\(name): \(environment.name)")
        let readme = try #require(guides.first { $0.path.hasSuffix("README.md") })
        #expect(readme.content.contains("`\(environment.file)`"), "\(name)")
        #expect(readme.content.contains("`\(environment.network)`"), "\(name)")
        for port in environment.ports.map(\.value) {
          #expect(guide.content.contains(":\(port)`"), "\(name): \(port)")
        }
      }
    }
  }

  @Test("the guide to production images compares them with development")
  func comparison() throws {
    let stack = try Stacks.stack(named: "reference")
    let text = try Stacks.text(
      "docker/STAGING.md", in: ComposegenGenerator.files(for: stack))
    #expect(text.contains("| `API_HOST_PORT` | `3001` | `3002` |"))
    #expect(text.contains("| Network | `restomarket-network` | `restomarket-staging-network` |"))
    #expect(text.contains("| `LOG_LEVEL` | `debug` | `info` |"))
  }

  @Test("every file that is generated has a path of its own")
  func paths() {
    for (name, stack) in Stacks.all {
      let paths = ComposegenGenerator.files(for: stack).map { $0.path.lowercased() }
      #expect(Set(paths).count == paths.count, "\(name)")
    }
  }

  @Test("choices that need a hand or a thought are noted")
  func notes() throws {
    let reference = try Stacks.stack(named: "reference")
    #expect(
      ComposegenGenerator.notes(for: reference).map(\.message) == [
        "Node.js 20 gets no more security fixes"
      ])
    let open = try Stacks.stack(named: "two-databases.json")
    #expect(
      ComposegenGenerator.notes(for: open).map(\.message) == [
        "the ports of \"rehearsal\" are open to the network at 0.0.0.0"
      ])
    let hosted = try Stacks.stack(named: "no-images")
    #expect(ComposegenGenerator.notes(for: hosted).map(\.rule) == ["nothing-to-run"])
    #expect(ComposegenGenerator.files(for: hosted).isEmpty)
    let shown = try Stacks.stack(named: "public-variables")
    #expect(
      ComposegenGenerator.notes(for: shown).map(\.rule) == [
        "standalone-output", "build-secret", "build-secret",
      ])
  }
}
