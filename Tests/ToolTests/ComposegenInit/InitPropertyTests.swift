import JSON
import Model
import TestKit
import Testing

@testable import composegen

@Suite("composegen init on random repositories") struct InitPropertyTests {
  @Test("prints a stack that every generator takes, or ends with 2 and prints nothing")
  func random() throws {
    var repositories = RandomRepositories(seed: 31)
    var count = (stacks: 0, refusals: 0)
    for number in 0..<160 {
      let folder = try TemporaryDirectory()
      for (path, bytes) in repositories.next() {
        try folder.write(bytes: bytes, to: path)
      }
      let run = InitRun(folder.path)
      #expect(!(run.output + run.error).contains("hunter2"), "\(number)")
      switch run.status {
      case 0:
        count.stacks += 1
        let stack = try run.stack()
        #expect(try InitTests.faults(of: stack).isEmpty, "\(number): \(run.output)")
        #expect(InitRun(folder.path).output == run.output, "\(number)")
      default:
        count.refusals += 1
        #expect(run.status == 2, "\(number)")
        #expect(run.output.isEmpty && run.error.hasPrefix("composegen: error: "), "\(number)")
        #expect(!run.error.contains("a fault of composegen init"), "\(number): \(run.error)")
      }
    }
    #expect(count.stacks > 40 && count.refusals > 25, "\(count)")
  }
}
