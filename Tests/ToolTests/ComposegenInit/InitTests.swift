import Artifacts
import JSON
import Model
import TestKit
import Testing

@testable import composegen
@testable import envcheck
@testable import tfgen
@testable import wfgen

@Suite("composegen init") struct InitTests {
  @Test("makes a stack of repositories in every shape", arguments: InitFixtures.all)
  func stacks(_ fixture: InitFixture) throws {
    let folder = try fixture.written()
    let run = InitRun(folder.path(fixture.name))
    #expect(run.status == 0, "\(run.error)")
    let summary = StackSummary.text(try run.stack())
    #expect(summary == fixture.expected, "\(fixture.name)\n\(summary)\n\(run.error)")
  }
}
