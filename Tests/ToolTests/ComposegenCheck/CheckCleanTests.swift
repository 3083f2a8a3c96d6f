import Diagnostics
import TestKit
import Testing

@testable import composegen

/// Well-made files in many styles: nothing is found in any, without compose and with it.
@Suite("Files that composegen check finds nothing in") struct CheckCleanTests {
  @Test("there are at least 50") func count() {
    #expect(CleanFiles.all.count >= 50)
    #expect(Set(CleanFiles.all.map(\.name)).count == CleanFiles.all.count)
  }

  @Test("none has a finding, not even a note", arguments: CleanFiles.all)
  func clean(_ file: CleanFiles.Tree) throws {
    let tree = CheckTree(files: file.files)
    let findings = try tree.findings()
    #expect(findings == [], "\(findings.map { $0.line() }.joined(separator: "\n"))")
    if let judged = try tree.judgedFindings() {
      #expect(judged == [], "with compose: \(judged.map { $0.line() }.joined(separator: "\n"))")
    }
  }
}
