import JSON

/// How findings are written.
package enum FindingFormat: String, Sendable, CaseIterable {
  /// A line each, for people.
  case human
  /// One array of records.
  case json
  /// A record a line.
  case ndjson
  /// A SARIF 2.1.0 log.
  case sarif
}

/// Findings, and what a reader needs to know about the tool that found them.
package struct FindingReport: Sendable {
  /// The tool that reports, its version, what it knows of its rules, and the findings.
  package var log: SARIFLog

  /// A report of all that the log holds.
  package init(_ log: SARIFLog) { self.log = log }

  /// The report in a format: whole lines; empty for no findings in `human` and `ndjson`.
  ///
  /// - Parameter isColored: Counts for ``FindingFormat/human`` alone.
  package func text(_ format: FindingFormat, isColored: Bool = false) -> [UInt8] {
    switch format {
    case .human:
      lines(log.findings) { Array($0.line(tool: log.tool, isColored: isColored).utf8) }
    case .ndjson:
      lines(log.findings) { JSONPrinter.compact(attributed($0).record) }
    case .json:
      JSONPrinter.pretty(.array(log.findings.map { attributed($0).record }))
    case .sarif:
      JSONPrinter.pretty(log.document)
    }
  }

  /// The finding with the reporting tool's name where it has none.
  private func attributed(_ finding: Finding) -> Finding {
    guard finding.tool.isEmpty else { return finding }
    var finding = finding
    finding.tool = log.tool
    return finding
  }

  private func lines(_ findings: [Finding], _ line: (Finding) -> [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for finding in findings {
      text += line(finding)
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }
}
