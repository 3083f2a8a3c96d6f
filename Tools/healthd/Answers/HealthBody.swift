import Health
import JSON
import Platform

/// The bodies of `/health` and `/readyz`.
struct HealthBody {
  let snapshot: Snapshot
  let isDetailed: Bool

  /// What of `/health` stays as it is while time goes on: `services`, and to whom it is told `checks`,
  /// `memory`, `cpu`; with the brace that closes all.
  var tail: [UInt8] {
    var object = JSONObject([("services", .object(services))])
    if isDetailed {
      object["drain"] = snapshot.drain.map { drain in
        [
          "reason": .string(drain.reason),
          "since": .string(Clock.timestamp(milliseconds: drain.since)),
        ]
      }
      object["checks"] = checks
      object["memory"] = HealthBody.memory
      object["cpu"] = HealthBody.processor
    }
    return JSONPrinter.compact(.object(object)).dropFirst() + [UInt8(ascii: "\n")]
  }

  /// `status`, `timestamp`, `uptime`, and the ``tail``.
  ///
  /// - Parameter uptime: Milliseconds since the daemon's start.
  static func page(_ verdict: Snapshot.Verdict, uptime: Int, tail: [UInt8]) -> Page {
    let time = Clock.timestamp(milliseconds: Clock.milliseconds())
    let fraction = String(uptime % 1000 + 1000).dropFirst()
    let head =
      "{\"status\":\"\(verdict.rawValue)\",\"timestamp\":\"\(time)\",\"uptime\":\(uptime / 1000)."
      + "\(fraction),"
    return Page(
      status: verdict.isWell ? 200 : 503, type: "application/json", body: Array(head.utf8) + tail,
      lasts: 0)
  }

  /// What an application connects to, each in a word.
  private var services: JSONObject {
    let kinds = [HTTPTarget.kind, TCPTarget.kind, PostgresTarget.kind, RedisTarget.kind]
    return JSONObject(
      snapshot.entries.filter { kinds.contains($0.probe.kind) }.map { entry in
        let word =
          switch entry.status {
          case .up, .warn: "connected"
          case .down, .stale: "disconnected"
          case .starting: "starting"
          }
        return (entry.probe.name, .string(word))
      })
  }

  /// Each probe by its name.
  var checks: JSONValue {
    .object(JSONObject(snapshot.entries.map { ($0.probe.name, check($0)) }))
  }

  private func check(_ entry: Snapshot.Entry) -> JSONValue {
    var object = JSONObject([
      ("kind", .string(entry.probe.kind)), ("status", .string(entry.status.rawValue)),
      ("level", .string(entry.probe.terms.level.rawValue)),
    ])
    guard let last = entry.state.last else { return .object(object) }
    object["reason"] = entry.isStale ? "stale" : last.reason.map(JSONValue.string)
    object["detail"] = last.detail.map(JSONValue.string)
    object["responseTime"] = HealthBody.number(entry.state.milliseconds)
    object["age"] = HealthBody.seconds(snapshot.takenAt - entry.state.cameAt)
    for measure in last.measures { object[measure.name] = HealthBody.number(measure.value) }
    return .object(object)
  }

  /// The shape of draft-inadarei-api-health-check-06.
  var draftPage: Page {
    let verdict = snapshot.verdict(on: .health)
    var object = JSONObject([
      (
        "status", verdict == .ok ? "pass" : verdict.isWell ? "warn" : "fail"
      )
    ])
    if isDetailed {
      let wall = Clock.milliseconds()
      object["checks"] = .object(
        JSONObject(
          snapshot.entries.map { entry in
            ("\(entry.probe.name):responseTime", .array([draftCheck(entry, wall: wall)]))
          }))
    }
    return Page(
      status: verdict.isWell ? 200 : 503, type: "application/health+json",
      body: JSONPrinter.compact(.object(object)) + [UInt8(ascii: "\n")])
  }

  private func draftCheck(_ entry: Snapshot.Entry, wall: Int) -> JSONValue {
    let isWell = entry.status == .up
    var object = JSONObject([
      ("componentType", .string(entry.probe.kind)),
      ("observedValue", HealthBody.number(entry.state.milliseconds)), ("observedUnit", "ms"),
      ("status", isWell ? "pass" : entry.status == .warn ? "warn" : "fail"),
    ])
    if entry.state.last != nil {
      let time = wall - (snapshot.takenAt - entry.state.cameAt)
      object["time"] = .string(Clock.timestamp(milliseconds: time))
    }
    if !isWell {
      object["output"] = .string(
        entry.isStale ? "stale" : entry.state.last?.detail ?? entry.status.rawValue)
    }
    return .object(object)
  }

  /// A word, and each probe that counts where it is asked for, or where something is wrong.
  func readinessPage(isVerbose: Bool) -> Page {
    let verdict = snapshot.verdict(on: .readiness)
    var lines = [verdict.isWell ? "ok" : "not ready: \(verdict.rawValue)"]
    if isDetailed && (isVerbose || !verdict.isWell) {
      lines =
        snapshot.entries.filter { $0.probe.terms.aspects.contains(.readiness) }.map { entry in
          let reason = entry.state.last?.reason.map { ": \($0)" } ?? ""
          let sign = entry.status == .up || entry.status == .warn ? "+" : "-"
          return "[\(sign)]\(entry.probe.name) \(entry.status.rawValue)\(reason)"
        } + (snapshot.drain.map { ["[-]drain \($0.reason)"] } ?? []) + lines
    }
    return .text(verdict.isWell ? 200 : 503, lines.joined(separator: "\n"))
  }

  /// Milliseconds as seconds with three decimals.
  static func seconds(_ milliseconds: Int) -> JSONValue { number(Double(milliseconds) / 1000) }

  /// A number with three decimals at most; a whole one has none.
  static func number(_ value: Double) -> JSONValue {
    let rounded = (value * 1000).rounded() / 1000
    if rounded == rounded.rounded(), abs(rounded) < 1e15 {
      return .number(JSONNumber(Int(rounded)))
    }
    return JSONNumber(rounded).map(JSONValue.number) ?? .null
  }

  /// Of the daemon itself, in bytes.
  private static var memory: JSONValue { ["rss": number(Double(ProcessMemory.resident))] }

  private static var processor: JSONValue {
    let time = Machine.processorTime()
    return [
      "user": number(time.user), "system": number(time.system),
      "load": .array(Machine.loads().map(number)),
    ]
  }
}

/// Memory of this process.
enum ProcessMemory {
  /// Bytes that are resident (proc(5), statm).
  static var resident: Int {
    let text = (try? Files.read("/proc/self/statm", limit: 256)) ?? nil
    let fields = String(decoding: text ?? [], as: UTF8.self).split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Machine.pageSize
  }
}
