import CommandLine
import Diagnostics
import Platform

/// How a tool's `check` tells of its rules, and of what they found.
package struct CheckReport: Sendable {
  /// A rule, as lists and logs name it.
  package struct Rule: Sendable {
    package let id: String
    package let severity: Severity
    /// What it finds, one phrase.
    package let summary: String

    package init(id: String, severity: Severity, summary: String) {
      self.id = id
      self.severity = severity
      self.summary = summary
    }
  }

  private let tool: String
  private let rules: [Rule]

  /// - Parameter rules: In the order of the manual.
  package init(tool: String, rules: [Rule]) {
    self.tool = tool
    self.rules = rules
  }

  /// The options that ask for it.
  package static let options = [
    Option(
      name: "format", value: .choice(FindingFormat.allCases.map(\.rawValue)),
      summary: "How findings are shown"),
    Option(name: "rules", summary: "Only list the rules"),
  ]

  /// One rule a line: identifier, severity and phrase, with tabs between.
  package func listRules(_ io: Streams) throws(SystemError) -> ExitStatus {
    for rule in rules {
      try io.output.write("\(rule.id)\t\(rule.severity.rawValue)\t\(rule.summary)\n")
    }
    return .success
  }

  /// Writes findings as `--format` says; without it for people on a terminal, else as records.
  ///
  /// - Returns: ``ExitStatus/negative`` where there is more than notes.
  package func write(
    _ findings: [Finding], _ arguments: Arguments, _ io: Streams
  ) throws(SystemError) -> ExitStatus {
    let format =
      arguments.choice("format") ?? (io.output.isTerminal ? FindingFormat.human : .ndjson)
    let report = FindingReport(
      SARIFLog(
        tool: tool, version: Release.version,
        rules: rules.map { SARIFLog.Rule(id: $0.id, summary: $0.summary) }, findings: findings))
    try io.output.write(report.text(format, isColored: io.isColored(io.output)))
    return findings.contains { $0.severity > .note } ? .negative : .success
  }
}
