import Diagnostics
import JSON
import TestKit
import Testing

@testable import composegen

/// What is the same whichever rule finds something.
@Suite("Findings of composegen check") struct CheckReportTests {
  private static func findings(_ text: String) throws -> [Finding] {
    try CheckTree(files: ["compose.yml": text]).findings()
  }

  /// Of each finding what doesn't depend on the folder of the test.
  private static func fingerprints(_ findings: [Finding]) -> [String] {
    findings.map { finding in
      var finding = finding
      finding.path = "compose.yml"
      return finding.fingerprint
    }
  }

  private static let services = """
    services:
      a: {image: "a:1", environment: {FLAG: yes, RATE: 1.10}}
      b: {image: "b:1", environment: {FLAG: yes}, ports: ["80:80",
        "80:80",
        "80:80"]}

    """

  @Test("no two have one fingerprint, not on one line and not with the same words") func apart()
    throws
  {
    let findings = try Self.findings(Self.services)
    #expect(
      findings.map(\.rule)
        == ["unquoted-value", "unquoted-value", "unquoted-value", "port-clash", "port-clash"])
    #expect(Set(findings.map(\.fingerprint)).count == findings.count)
  }

  @Test("a fingerprint stays when lines move, and goes with its finding alone") func stable() throws
  {
    let before = Self.fingerprints(try Self.findings(Self.services))
    let moved = "# A line above.\n\n" + Self.services.replacing("  b:", with: "\n  b:")
    #expect(Self.fingerprints(try Self.findings(moved)) == before)
    let mended = Self.services.replacing("{FLAG: yes, RATE", with: "{FLAG: \"yes\", RATE")
    #expect(Self.fingerprints(try Self.findings(mended)) == Array(before.dropFirst()))
  }

  @Test("variables that one service lacks by the stack are told apart") func variables() throws {
    let stack = #"""
      { "project": { "name": "shop" }, "services": [{ "name": "api" }],
        "variables": [{ "name": "A_URL" }, { "name": "B_URL" }] }
      """#
    let tree = CheckTree(files: [
      "docker-compose.yml": "services: {api: {image: \"a:1\", environment: {}}}\n",
      "stack.json": stack,
    ])
    let findings = try tree.findings()
    #expect(findings.map(\.rule) == ["model-variable", "model-variable"])
    #expect(Set(findings.map(\.fingerprint)).count == 2)
  }

  @Test("where a folder has no compose files, those within that have some are named") func near()
    throws
  {
    let tree = CheckTree(files: [
      "docker/compose.yml": "", "deploy/docker-compose.prod.yml": "", "src/a.yml": "",
    ])
    let failure = try #require(throws: Failure.self) { try tree.findings() }
    #expect(failure.status == .invalid)
    let message = try #require(failure.messages.first)
    #expect(message.contains(": there are no compose files; are they in "), "\(message)")
    #expect(message.contains("/deploy, ") && message.hasSuffix("/docker?"), "\(message)")
  }

  @Test("a stack.json of another program is none, and one at fault is told with a way out")
  func stacks() throws {
    var tree = CheckTree(files: ["compose.yml": "services: {a: {image: \"a:1\"}}\n"])
    tree.files["stack.json"] = #"{ "stack": "prod", "region": "eu" }"#
    #expect(try tree.findings() == [])
    for text in ["[", #"{ "project": { "name": "a" } }"#] {
      tree.files["stack.json"] = text
      let failure = try #require(throws: Failure.self) { try tree.findings() }
      #expect(failure.status == .invalid)
      #expect(failure.hint?.hasSuffix("; mend it, or name another with --stack") == true)
    }
  }

  @Test("they come by file, line and column") func order() throws {
    let findings = try Self.findings(
      "services: {a: {image: a, privileged: true, environment: {FLAG: yes}, network_mode: host}}\n")
    #expect(
      findings.map(\.rule) == ["floating-image", "privileged", "unquoted-value", "host-network"])
    let columns = findings.compactMap(\.column)
    #expect(columns == columns.sorted() && columns.count == 4)
  }

  @Test("what composegen wrote today is left in peace, by the commands") func written() throws {
    var random = RandomStacks(seed: 23)
    for number in 0..<30 {
      let folder = try TemporaryDirectory()
      try folder.write(
        String(decoding: JSONPrinter.pretty(random.document()), as: UTF8.self), to: "stack.json")
      let script = "composegen --stack stack.json --out . >log 2>&1 || { cat log >&2; exit 9; }"
      let run = try Tools.shell(
        "\(script); ls -R | grep -q compose || exit 0; composegen check --format json .",
        directory: folder.path)
      #expect(run.status == 0 && ["[]\n", ""].contains(run.output), "\(number): \(run.output)")
    }
  }
}
