import CommandLine
import Diagnostics
import JSON
import Platform

/// How a scan tells what it found.
struct ScanReport {
  let totals: ScanTotals
  let showsSecrets: Bool
  let kinds: [SecretKind]

  var findings: [Finding] {
    var counts: [String: Int] = [:]
    return totals.secrets.map { found in
      let (path, secret) = (found.path, found.secret)
      let origin = found.commit.map { " in commit \($0.prefix(12))" } ?? ""
      let count = counts["\(path)\0\(secret.kind.id)", default: 0]
      counts["\(path)\0\(secret.kind.id)"] = count + 1
      return Finding(
        tool: EnvcheckGenerator.name, rule: secret.kind.id, severity: secret.severity,
        message: secret.message + origin + (showsSecrets ? ": \(secret.text)" : ""),
        remedy: ScanReport.remedy, path: path, line: secret.line, column: secret.column,
        subject: "number \(count)")
    }
  }

  private static let remedy = "revoke it, and have it read from the environment"

  /// - Parameter passing: Lines of a stream that go ahead of the findings.
  func write(
    format: FindingFormat?, passing: [UInt8], _ io: Streams
  ) throws(SystemError) -> ExitStatus {
    let format = format ?? (io.output.isTerminal ? .human : .ndjson)
    if format == .ndjson { try io.output.write(passing) }
    let rules = kinds.map {
      SARIFLog.Rule(id: $0.id, summary: $0.what, helpURI: $0.isCustom ? nil : $0.source)
    }
    let log = SARIFLog(
      tool: EnvcheckGenerator.name, version: Release.version, rules: rules, findings: findings)
    try io.output.write(FindingReport(log).text(format, isColored: io.isColored(io.output)))
    let label = Label(.error).prefix(
      tool: EnvcheckGenerator.name, isColored: io.isColored(io.error))
    for fault in totals.faults { try io.error.write(label + PlainText.escaped(fault) + "\n") }
    if format == .human { try io.error.write(summary + "\n") }
    if !totals.faults.isEmpty { return .unavailable }
    return totals.secrets.isEmpty ? .success : .negative
  }

  /// `envcheck: 2 secrets in 120 files of 3.4 MB; passed over: 4 binary, 12 of others`
  private var summary: String {
    let megabytes = (totals.bytes + 50_000) / 100_000
    return "\(EnvcheckGenerator.name): \(counted(totals.secrets.count, "secret")) in "
      + "\(counted(totals.texts, "file")) of \(megabytes / 10).\(megabytes % 10) MB; passed over: "
      + "\(totals.binaries) binary, \(totals.passedOver) of others"
      + (totals.known > 0 ? "; known already: \(totals.known)" : "")
  }

  private func counted(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }
}

extension Secret {
  /// A known kind is an error; what merely looks like a secret, or has a wrong checksum, a warning.
  var severity: Severity {
    kind.filter == .assignment || kind.checksum?.holds(for: value) == false ? .warning : .error
  }

  /// What it is, without what it says: its length, and what all of its kind begin with.
  var message: String {
    let start = kind.opening.utf8.count >= 3 ? "begins with \(kind.opening), " : ""
    let form = encoding.map { " in \($0.name)" } ?? ""
    let words = "\(kind.what)\(form) (\(start)\(value.count) bytes)"
    switch kind.checksum?.holds(for: value) {
    case true?: return words + ", and its checksum is right"
    case false?: return words + ", though its checksum is wrong, so it was never given out"
    case nil: return words
    }
  }

  /// The value, for those who ask for it.
  var text: String { String(decoding: value, as: UTF8.self) }
}
