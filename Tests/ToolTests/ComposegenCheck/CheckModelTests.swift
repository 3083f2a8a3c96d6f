import Artifacts
import Diagnostics
import Model
import TestKit
import Testing

@testable import composegen

/// Compose files beside the stack that they should say the same as.
@Suite("Compose files and the stack") struct CheckModelTests {
  /// A folder with the files of a stack, and the stack.
  private static func tree(_ name: String) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write(try Checkout.read("Tests/Fixtures/stacks/\(name)"), to: "stack.json")
    let run = try Tools.shell("composegen --stack stack.json --out .", directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
    return folder
  }

  private static func rules(_ folder: TemporaryDirectory) throws -> [String] {
    try CheckTree.findings(folder.path, judge: nil).map(\.rule)
  }

  @Test("what was generated from the stack today is no drift") func same() throws {
    #expect(try Self.rules(Self.tree("three-services.json")) == [])
  }

  @Test("a generated file that was edited, and one of an older stack, have drifted") func drift()
    throws
  {
    let folder = try Self.tree("minimal.json")
    let text = try folder.read("docker-compose.yml")
    try folder.write(
      text.replacing("restart: unless-stopped", with: "restart: always"), to: "docker-compose.yml")
    let edited = try CheckTree.findings(folder.path, judge: nil)
    #expect(edited.map(\.rule) == ["drift"])
    let line = text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("restart: unless-stopped") }
    #expect(edited.first?.line == line.map { $0 + 1 })
    let part = try Self.tree("minimal.json")
    #expect(try Program.run("rm", [part.path("docker-compose.yml")]).status == 0)
    let missing = try CheckTree.findings(part.path, judge: nil)
    #expect(
      missing.map(\.rule) == ["drift"] && missing.first?.message.contains("isn't there") == true)
    let other = try Self.tree("minimal.json")
    try other.write(
      #"{"project":{"name":"other"},"services":[{"name":"api"}]}"#, to: "stack.json")
    #expect(Set(try Self.rules(other)) == ["drift"])
  }

  private static let stack = #"""
    { "project": { "name": "shop" }, "services": [{ "name": "api", "port": 3001, "uses": ["db"] }],
      "datastores": [{ "name": "db", "engine": "postgres", "image": "postgres:16-alpine" }],
      "variables": [{ "name": "TOKEN_URL", "type": "url" }] }
    """#

  private static let hand = #"""
    services:
      postgres:
        image: postgres:16-alpine
        environment: {POSTGRES_PASSWORD: "${POSTGRES_PASSWORD:?}"}
        ports: ["127.0.0.1:5432:5432"]
        volumes: ["data:/var/lib/postgresql/data"]
      api:
        image: shop/api:1
        environment: {TOKEN_URL: "${TOKEN_URL:-http://a.example}"}
        ports: ["127.0.0.1:3001:3001"]
    volumes: {data: {}}

    """#

  @Test(
    "a file that somebody wrote is compared by what it says",
    arguments: [
      ([], "", ""), (["model-image"], "postgres:16-alpine", "postgres:15-alpine"),
      (["model-port"], "127.0.0.1:3001:3001", "127.0.0.1:3001:3333"),
      (["model-port"], "127.0.0.1:5432:5432", "127.0.0.1:5435:5432"),
      (["model-variable"], "{TOKEN_URL: \"${TOKEN_URL:-http://a.example}\"}", "{}"),
      (["model-variable"], "environment: {TOKEN_URL", "environment: {OTHER: \"1\", TOKEN_URL"),
    ])
  func byHand(_ rules: [String], _ old: String, _ new: String) throws {
    let text = old.isEmpty ? Self.hand : Self.hand.replacing(old, with: new)
    let tree = CheckTree(files: [
      "docker-compose.yml": text, "infrastructure/stack.json": Self.stack,
    ])
    let findings = try tree.findings()
    #expect(findings.map(\.rule) == rules, "\(findings.map { $0.line() })")
  }

  @Test("ports that a stack opens by its address are asked for; those of other files aren't")
  func opened() throws {
    let folder = try Self.tree("two-databases.json")
    #expect(try Self.rules(folder) == [])
    let text = try folder.read("docker-compose.rehearsal.yml")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    let hand = CheckTree(files: ["compose.yml": lines.joined(separator: "\n")])
    #expect(Set(try hand.findings().map(\.rule)) == ["open-port"])
  }

  @Test("the environments of random stacks are clean")
  func random() throws {
    var random = RandomStacks(seed: 7)
    for index in 0..<25 {
      let stack = try random.next()
      let folder = try TemporaryDirectory()
      let files = ComposegenGenerator.files(for: stack)
      for file in files { try folder.write(OutputFile(file).content, to: file.path) }
      guard files.contains(where: { $0.path.hasPrefix("docker-compose") }) else { continue }
      let findings = try CheckTree.findings(folder.path, judge: index < 8 ? CheckTree.judge : nil)
      #expect(findings == [], "\(index): \(findings.map { $0.line() })")
    }
  }
}
