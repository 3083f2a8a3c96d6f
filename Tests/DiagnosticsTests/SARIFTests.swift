import Diagnostics
import JSON
import Testing

@Suite("SARIF logs") struct SARIFTests {
  static let log = SARIFLog(
    tool: "envcheck", version: "0.1.0", informationURI: "https://example.org/envcheck",
    rules: [
      SARIFLog.Rule(id: "unused", summary: "Nobody has this"),
      SARIFLog.Rule(
        id: "empty-value", summary: "A variable has no value", helpURI: "https://example.org/e"),
    ],
    findings: [
      FindingTests.full,
      Finding(tool: "", rule: "empty-value", severity: .warning, message: "m", path: "a/.env"),
      Finding(tool: "x", rule: "empty-value", severity: .note, message: "n", line: 3),
    ])

  private func run() throws -> JSONValue {
    try #require(Self.log.document["runs"]?.array?.first)
  }

  @Test("name schema, version and the tool")
  func head() throws {
    let document = Self.log.document
    #expect(document["version"] == "2.1.0")
    #expect(document["$schema"]?.string?.hasSuffix("/sarif-schema-2.1.0.json") == true)
    #expect(document["runs"]?.array?.count == 1)
    let run = try run()
    #expect(run["columnKind"] == "unicodeCodePoints")
    let driver = try #require(run["tool"]?["driver"])
    #expect(driver["name"] == "envcheck" && driver["version"] == "0.1.0")
    #expect(driver["informationUri"] == "https://example.org/envcheck")
  }

  @Test("leave out the page of a tool that has none")
  func noInformation() {
    let log = SARIFLog(tool: "t", version: "1", findings: [])
    let run = log.document["runs"]?.array?.first
    #expect(run?["tool"]?["driver"]?.object?.members.map(\.name) == ["name", "version", "rules"])
    #expect(run?["results"] == [])
  }

  @Test("list each rule that has results once, sorted")
  func rules() throws {
    let rules = try #require(try run()["tool"]?["driver"]?["rules"]?.array)
    #expect(
      rules == [
        [
          "id": "empty-value", "shortDescription": ["text": "A variable has no value"],
          "helpUri": "https://example.org/e",
        ],
        ["id": "unknown-key", "shortDescription": ["text": "unknown-key"]],
      ])
  }

  @Test("point from each result to its rule")
  func results() throws {
    let run = try run()
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
    let results = try #require(run["results"]?.array)
    #expect(results.count == 3)
    for result in results {
      let index = try #require(result["ruleIndex"]?.integer)
      #expect(rules[index]["id"] == result["ruleId"])
    }
    #expect(results.map { $0["level"] } == ["error", "warning", "note"])
    #expect(
      results[0]["message"]
        == ["text": "unknown key \"imgae\"; did you mean \"image\"?"])
    #expect(
      results[0]["partialFingerprints"]
        == ["findingFingerprint/v1": .string(FindingTests.full.fingerprint)])
  }

  @Test("say where, as far as known")
  func locations() throws {
    let results = try #require(try run()["results"]?.array)
    #expect(
      results[0]["locations"] == [
        [
          "physicalLocation": [
            "artifactLocation": ["uri": "stack.json"],
            "region": ["startLine": 14, "startColumn": 7],
          ],
          "logicalLocations": [["name": "1", "fullyQualifiedName": "/services/1"]],
        ]
      ])
    #expect(
      results[1]["locations"] == [["physicalLocation": ["artifactLocation": ["uri": "a/.env"]]]])
    #expect(results[2]["locations"] == nil)
  }

  @Test(
    "have a region only where the line is known",
    arguments: [
      (Finding(rule: "r", message: "m", path: "p", line: 2), ["startLine": 2] as JSONValue),
      (Finding(rule: "r", message: "m", path: "p", column: 2), nil),
      (Finding(rule: "r", message: "m", path: "p", line: 0, column: 0), nil),
      (
        Finding(rule: "r", message: "m", path: "p", line: 1, column: 0),
        ["startLine": 1] as JSONValue
      ),
    ] as [(Finding, JSONValue?)])
  func regions(_ finding: Finding, _ expected: JSONValue?) {
    let document = SARIFLog(tool: "t", version: "1", findings: [finding]).document
    let result = document["runs"]?.array?.first?["results"]?.array?.first
    let location = result?["locations"]?.array?.first?["physicalLocation"]
    #expect(location != nil)
    #expect(location?["region"] == expected)
  }

  @Test(
    "name files by valid URIs",
    arguments: [
      ("a/b.env", "a/b.env"), ("./a", "a"), (".//./a", "a"), ("../a", "../a"),
      ("a b#?%", "a%20b%23%3F%25"), ("/etc/x y", "file:///etc/x%20y"), ("c:d", "c%3Ad"),
      ("ä\n\u{1b}", "%C3%A4%0A%1B"), ("-", "-"), ("[id]", "%5Bid%5D"),
    ])
  func uris(_ path: String, _ expected: String) {
    let finding = Finding(rule: "r", message: "m", path: path)
    let document = SARIFLog(tool: "t", version: "1", findings: [finding]).document
    let result = document["runs"]?.array?.first?["results"]?.array?.first
    let location = result?["locations"]?.array?.first?["physicalLocation"]
    #expect(location?["artifactLocation"] == ["uri": .string(expected)])
  }

  @Test("hold no control characters in their messages")
  func control() throws {
    let finding = Finding(rule: "r", message: "a\u{1b}[31m\n\0", remedy: "\t", path: "p")
    let log = SARIFLog(tool: "t", version: "1", findings: [finding])
    let bytes = JSONPrinter.compact(log.document)
    #expect(bytes.allSatisfy { $0 >= 0x20 })
    let text = try JSONParser.parse(bytes)["runs"]?.array?.first?["results"]?.array?.first?[
      "message"]
    #expect(text == ["text": "a\\u{1b}[31m\\n\\u{0}; \\t"])
  }
}
