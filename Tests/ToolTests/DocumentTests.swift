import TestKit
import Testing

/// What the documents show is run: each `sh` block, in order, in one folder with the reference
/// stack in it.
@Suite("Documents") struct DocumentTests {
  private static let documents =
    ["README.md"]
    + ["stack", "tfgen", "composegen", "wfgen", "envcheck", "healthd"].map { "docs/\($0).md" }

  /// The blocks of a language, in order.
  static func blocks(_ language: String, in text: String) -> [String] {
    var blocks: [String] = []
    var lines: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = lines {
        if line == "```" {
          blocks.append(open.joined(separator: "\n"))
          lines = nil
        } else {
          lines = open + [line]
        }
      } else if line == "```\(language)" {
        lines = []
      }
    }
    return blocks
  }

  @Test("every example runs", arguments: documents) func examples(_ document: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(try Checkout.read("infrastructure/stack.json"), to: "stack.json")
    let blocks = Self.blocks("sh", in: try Checkout.read(document))
    #expect(!blocks.isEmpty)
    for block in blocks {
      let run = try Tools.shell("set -e\n" + block, directory: folder.path)
      #expect(run.status == 0, "\(block)\n\(run.output)\(run.error)")
    }
  }

  @Test("the README shows what is really printed") func output() throws {
    let text = try Checkout.read("README.md")
    let shown = try #require(Self.blocks("text", in: text).last)
    let folder = try TemporaryDirectory()
    let block = try #require(Self.blocks("sh", in: text).last { $0.contains("wrong.json") })
    let run = try Tools.shell(block, directory: folder.path)
    #expect(run.error + run.output == shown + "\n")
  }

  @Test("links lead somewhere", arguments: documents + ["CONTRIBUTING.md", "docs/ARCHITECTURE.md"])
  func links(_ document: String) throws {
    let text = try Checkout.read(document)
    let folder = document.contains("/") ? "docs/" : ""
    for part in text.split(separator: "](").dropFirst() {
      let target = String(part.prefix { $0 != ")" && $0 != "#" })
      if target.isEmpty || target.hasPrefix("http") { continue }
      let run = try Program.run("test", ["-e", "\(folder)\(target)"], directory: Checkout.root)
      #expect(run.status == 0, "\(document): \(target)")
    }
  }

  @Test("the table of each tool's inputs names what there is") func tools() throws {
    let text = try Checkout.read("README.md")
    for tool in Tools.all { #expect(text.contains("`\(tool)`"), "\(tool)") }
  }
}
