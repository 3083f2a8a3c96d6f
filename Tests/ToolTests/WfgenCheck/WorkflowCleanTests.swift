import Artifacts
import Diagnostics
import TestKit
import Testing

@testable import wfgen

/// Well-made workflows in many styles: nothing is found in any.
@Suite("Workflows that wfgen check finds nothing in") struct WorkflowCleanTests {
  private static let folder = "Tests/Fixtures/workflows/clean"

  static let names: [String] = (try? Checkout.names(in: folder)) ?? []

  @Test("there are at least 50") func count() { #expect(Self.names.count >= 50) }

  @Test("none has a finding, not even a note", arguments: names)
  func clean(_ name: String) throws {
    let findings = try WorkflowTree.findings(in: Checkout.read("\(Self.folder)/\(name)"))
    #expect(findings == [], "\(WorkflowTree.lines(findings))")
  }

  @Test("nor has what wfgen generates, for every fixture and 200 random stacks")
  func generated() throws {
    var stacks = Stacks.all
    var random = RandomStacks(seed: 23)
    for index in 0..<200 { stacks.append(("random-\(index)", try random.next())) }
    for (name, stack) in stacks {
      for file in WfgenGenerator.files(for: stack) where WorkflowSearch.isWorkflow(file.path) {
        let findings = try WorkflowTree.findings(in: Mark.marked(file))
        #expect(
          findings.filter { $0.severity > .note } == [],
          "\(name) \(file.path): \(WorkflowTree.lines(findings))")
      }
    }
  }

  @Test("nor has the repository's own workflow") func own() throws {
    let findings = try WorkflowTree.findings(in: Checkout.read(".github/workflows/ci.yml"))
    #expect(
      findings.filter { $0.severity > .note } == [], "\(WorkflowTree.lines(findings))")
  }

  @Test("a file takes less than 50 ms, even in a build for debugging") func speed() throws {
    let texts = try Self.names.map { try Checkout.read("\(Self.folder)/\($0)") }
    _ = try WorkflowTree.findings(in: texts[0])
    let clock = ContinuousClock()
    let time = try clock.measure { for text in texts { _ = try WorkflowTree.findings(in: text) } }
    #expect(time / texts.count < .milliseconds(50), "\(time / texts.count) a file")
  }
}
