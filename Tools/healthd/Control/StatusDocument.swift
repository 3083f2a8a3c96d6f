import Health
import JSON
import Platform

/// Everything that `status` and `check` tell.
struct StatusDocument {
  let snapshot: Snapshot
  let probers: [ProberCounts.Count]

  var json: JSONValue {
    var object = JSONObject([
      ("status", .string(snapshot.verdict(on: .health).rawValue)),
      ("readiness", .string(snapshot.verdict(on: .readiness).rawValue)),
    ])
    object["drain"] = snapshot.drain.map(drain)
    object["checks"] = HealthBody(snapshot: snapshot, isDetailed: true).checks
    object["probers"] = .array(probers.map(prober))
    return .object(object)
  }

  private func drain(_ drain: Drain) -> JSONValue {
    var object = JSONObject([
      ("reason", .string(drain.reason)),
      ("since", .string(Clock.timestamp(milliseconds: drain.since))),
    ])
    object["secondsLeft"] = drain.until.map { HealthBody.seconds(max(0, $0 - snapshot.takenAt)) }
    return .object(object)
  }

  /// Who has asked since the last change between draining and not: by `unavailable` a deployer proves
  /// that a balancer has seen the drain, by `ok` that it has seen the return.
  private func prober(_ count: ProberCounts.Count) -> JSONValue {
    [
      "address": .string(count.address.description), "ok": .number(JSONNumber(count.wells)),
      "unavailable": .number(JSONNumber(count.refusals)),
      "firstAge": HealthBody.seconds(snapshot.takenAt - count.first),
      "lastAge": HealthBody.seconds(snapshot.takenAt - count.last),
    ]
  }
}
