import JSON
import TestKit
import Testing

@Suite("the repository's own workflow") struct WorkflowTests {
  static let path = ".github/workflows/ci.yml"

  static let judges: [(name: String, arguments: [String])] = [
    ("actionlint", ["-no-color", path]),
    ("zizmor", ["--persona=auditor", "--offline", "--no-progress", path]),
    ("yamllint", ["--strict", path, ".yamllint"]),
    ("check-jsonschema", ["--builtin-schema", "vendor.github-workflows", path]),
  ]

  @Test("passes the judges", arguments: judges.indices) func judged(_ index: Int) throws {
    let (name, arguments) = WorkflowTests.judges[index]
    guard let judge = Judge.find(name) else { return }
    // Without shellcheck, actionlint leaves the scripts unread.
    guard name != "actionlint" || Judge.find("shellcheck") != nil else { return }
    let run = try Program.run(judge, arguments, directory: Checkout.root)
    #expect(run.status == 0, "\(name): \(run.output)\(run.error)")
  }

  @Test("uses actions as they are pinned for wfgen") func pins() throws {
    let document = try JSONParser.parse(Checkout.bytes("Tools/wfgen/Data/actions.json"))
    let pins = try #require(document["actions"]?.array).compactMap { action -> String? in
      guard let name = action["name"]?.string, let commit = action["commit"]?.string,
        let version = action["version"]?.string
      else { return nil }
      return "\(name)@\(commit) # \(version)"
    }
    let used = try WorkflowTests.values(of: "uses:")
    #expect(!used.isEmpty)
    for action in used { #expect(pins.contains(action), "\(action) isn't in actions.json") }
  }

  @Test("runs what a person runs") func command() throws {
    #expect(try WorkflowTests.values(of: "run:").contains("bash .ci/run"))
    #expect(try Checkout.read(".ci/run").contains("exec make test\n"))
  }

  /// What stands behind a key, in order.
  private static func values(of key: String) throws -> [String] {
    try Checkout.read(path).split(separator: "\n").map { $0.drop { $0 == " " || $0 == "-" } }
      .filter { $0.hasPrefix("\(key) ") }.map { String($0.dropFirst(key.count + 1)) }
  }
}
