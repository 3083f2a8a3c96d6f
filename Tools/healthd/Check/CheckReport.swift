import Diagnostics
import JSON
import Platform

/// A status for people, for programs, and for Nagios.
struct CheckReport {
  private let verdict: String
  private let checks: [(name: String, json: JSONValue)]

  init(_ document: JSONValue) {
    verdict = document["status"]?.string ?? ""
    checks = (document["checks"]?.object?.members ?? []).map { ($0.name, $0.value) }
  }

  var isWell: Bool { verdict == "ok" || verdict == "degraded" }

  /// A line a check, and how it is as a whole.
  var text: String {
    let rows = checks.map { name, check in
      [
        name, check["kind"]?.string ?? "", check["status"]?.string ?? "",
        CheckReport.milliseconds(check), check["detail"]?.string ?? "",
      ]
    }
    let widths = (0..<4).map { column in rows.map { $0[column].utf8.count }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = zip(row, widths).map { text, width in
        text + String(repeating: " ", count: width - text.utf8.count)
      }
      let line = (cells + [PlainText.escaped(row[4])]).joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    return lines.joined() + "\(verdict)\n"
  }

  /// A record of the stream for each check.
  var records: [JSONValue] {
    checks.map { name, check in
      .object(
        JSONObject(
          [("record", "probe"), ("probe", .string(name))]
            + (check.object?.members ?? []).map { ($0.name, $0.value) }))
    }
  }

  /// Plugin output (Monitoring Plugins Development Guidelines): a text, and the times behind a bar.
  var nagiosLine: String {
    let words = [0: "OK", 1: "WARNING", 2: "CRITICAL"][nagiosStatus.rawValue] ?? "UNKNOWN"
    let troubles = checks.filter { $0.json["status"]?.string != "up" }.map { name, check in
      "\(name) \(check["reason"]?.string ?? check["status"]?.string ?? "")"
    }
    let text = troubles.isEmpty ? verdict : "\(verdict): \(troubles.joined(separator: ", "))"
    let times = checks.map { ($0.name, CheckReport.milliseconds($0.json)) }
      .filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }
    return "HEALTHD \(words) - \(text) | \(times.joined(separator: " "))\n"
  }

  var nagiosStatus: ExitStatus {
    switch verdict {
    case "ok": .success
    case "degraded": .negative
    default: .invalid
    }
  }

  private static func milliseconds(_ check: JSONValue) -> String {
    guard case .number(let number)? = check["responseTime"] else { return "" }
    return "\(number.text)ms"
  }
}
