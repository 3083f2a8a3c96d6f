import Diagnostics
import JSON
import Testing

@Suite("Reports") struct ReportTests {
  static let report = FindingReport(
    SARIFLog(
      tool: "envcheck", version: "0.1.0",
      findings: [
        Finding(rule: "a", severity: .warning, message: "one", path: ".env"),
        Finding(tool: "tfgen", rule: "b", message: "two"),
      ]))

  private func text(_ format: FindingFormat, isColored: Bool = false) -> String {
    String(decoding: Self.report.text(format, isColored: isColored), as: UTF8.self)
  }

  @Test("for people are a line each")
  func human() {
    #expect(text(.human) == "envcheck: warning: .env: one\ntfgen: error: two\n")
    #expect(text(.human, isColored: true).contains("\u{1b}[1;33mwarning\u{1b}[0m: .env"))
  }

  @Test("for pipes are a record a line, each with its tool")
  func ndjson() throws {
    let lines = text(.ndjson).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3 && lines.last == "")
    let tools = try lines.dropLast().map {
      Finding(record: try JSONParser.parse(Array($0.utf8)))?.tool
    }
    #expect(tools == ["envcheck", "tfgen"])
  }

  @Test("in JSON are one array of the same records")
  func json() throws {
    let records = try #require(try JSONParser.parse(Array(text(.json).utf8)).array)
    #expect(records.compactMap(Finding.init).map(\.message) == ["one", "two"])
  }

  @Test("in SARIF are one log")
  func sarif() throws {
    let log = try JSONParser.parse(Array(text(.sarif).utf8))
    #expect(log == Self.report.log.document)
  }

  @Test(
    "of nothing are empty, or say so",
    arguments: [
      (FindingFormat.human, ""), (.ndjson, ""), (.json, "[]\n"),
    ])
  func empty(_ format: FindingFormat, _ expected: String) {
    let report = FindingReport(SARIFLog(tool: "t", version: "1", findings: []))
    #expect(String(decoding: report.text(format), as: UTF8.self) == expected)
  }
}
