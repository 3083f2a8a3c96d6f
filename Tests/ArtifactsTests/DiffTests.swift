import Artifacts
import TestKit
import Testing

@Suite("Unified diff") struct DiffTests {
  @Test("of equal texts is empty") func equal() {
    #expect(UnifiedDiff.text(path: "a", old: [65], new: [65]) == "")
  }

  @Test("shows what changed, with three lines around it") func shape() {
    let old = (1...9).map { "\($0)\n" }.joined()
    let new = old.replacing("5\n", with: "five\n")
    #expect(
      UnifiedDiff.text(path: "f", old: Array(old.utf8), new: Array(new.utf8)) == """
        --- a/f
        +++ b/f
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test("of new and removed files names /dev/null") func ends() {
    #expect(
      UnifiedDiff.text(path: "f", old: nil, new: [65, 10])
        == "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+A\n")
    #expect(
      UnifiedDiff.text(path: "f", old: [65], new: nil)
        == "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-A\n\\ No newline at end of file\n")
  }

  @Test("makes the new text from the old one by patch(1)") func patch() throws {
    var random = SeededGenerator(seed: 7)
    for round in 0..<120 {
      let folder = try TemporaryDirectory()
      let old = text(&random)
      let new = round % 4 == 0 ? text(&random) : edited(old, &random)
      try folder.write(old, to: "f")
      let diff = UnifiedDiff.text(path: "f", old: Array(old.utf8), new: Array(new.utf8))
      let run = try Program.run("patch", ["-s", "-p1"], directory: folder.path, input: diff)
      #expect(run.status == 0, "\(run.output)\(run.error)\n\(diff)")
      let result = folder.exists("f") ? try folder.read("f") : ""
      #expect(result == new, "round \(round)")
    }
  }

  @Test("of a file with spaces in its name is applied by patch(1)") func spaces() throws {
    let folder = try TemporaryDirectory()
    try folder.write("old\n", to: "a name")
    let diff = UnifiedDiff.text(
      path: "a name", old: Array("old\n".utf8), new: Array("new\n".utf8))
    let run = try Program.run("patch", ["-s", "-p1"], directory: folder.path, input: diff)
    #expect(run.status == 0, "\(run.output)\(run.error)\n\(diff)")
    #expect(try folder.read("a name") == "new\n")
  }

  private func text(_ random: inout SeededGenerator) -> String {
    let lines = (0..<Int.random(in: 1...40, using: &random)).map { _ in
      "line \(Int.random(in: 0...9, using: &random))"
    }
    return lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
  }

  private func edited(_ text: String, _ random: inout SeededGenerator) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0...2, using: &random) {
      case 0: lines[index] = "changed \(index)"
      case 1: lines.insert("new", at: index)
      default: if lines.count > 2 { lines.remove(at: index) }
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test("of large texts that share nothing is still made") func large() {
    let old = (0..<4000).map { "a\($0)\n" }.joined()
    let new = (0..<4000).map { "b\($0)\n" }.joined()
    let diff = UnifiedDiff.text(path: "f", old: Array(old.utf8), new: Array(new.utf8))
    #expect(diff.split(separator: "\n").count == 8003)
  }
}
