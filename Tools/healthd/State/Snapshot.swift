import Health

/// Everything that answers are made of, at one moment.
struct Snapshot: Sendable {
  struct Entry: Sendable {
    let probe: Probe
    let state: ProbeState
    let isStale: Bool

    /// One word for how it is.
    var status: Status {
      if isStale { return .stale }
      switch state.condition {
      case .starting: return .starting
      case .down: return .down
      case .up: return state.last?.grade == .warn ? .warn : .up
      }
    }
  }

  enum Status: String, Sendable { case up, warn, down, stale, starting }

  /// How the host is, as to one aspect.
  enum Verdict: String, Sendable {
    case ok, degraded, error, starting, draining

    /// Whether requests should come.
    var isWell: Bool { self == .ok || self == .degraded }
  }

  let entries: [Entry]
  let drain: Drain?
  let isReloadGood: Bool
  /// In boot time; ``freshUntil`` is when this snapshot ends to be true by itself.
  let takenAt: Int
  let freshUntil: Int

  init(
    _ probes: [(Probe, ProbeState)], drain: Drain?, isReloadGood: Bool, now: Int
  ) {
    entries = probes.map { Entry(probe: $0, state: $1, isStale: $1.isStale(at: now)) }
    self.drain = drain
    self.isReloadGood = isReloadGood
    takenAt = now
    let ends = probes.map(\.1.freshUntil).filter { $0 >= now }
    freshUntil = min(ends.min() ?? .max, drain?.until ?? .max)
  }

  func verdict(on aspect: ProbeTerms.Aspect) -> Verdict {
    if drain != nil { return .draining }
    let entries = entries.filter { $0.probe.terms.aspects.contains(aspect) }
    let critical = entries.filter { $0.probe.terms.level == .critical }.map(\.status)
    if critical.contains(where: { $0 == .down || $0 == .stale }) { return .error }
    if critical.contains(.starting) { return .starting }
    let isTroubled = entries.map(\.status).contains { $0 != .up && $0 != .starting }
    return isTroubled ? .degraded : .ok
  }
}

/// A time in which requests should go elsewhere.
struct Drain: Equatable, Sendable {
  /// Why, for people.
  var reason: String
  /// Since when, in milliseconds since 1970: it is kept over restarts.
  var since: Int
  /// When it ends by itself, in boot time; `nil` where only somebody can end it.
  var until: Int?
  /// Whether the daemon is about to end, so that nobody can end the drain.
  var isFinal = false
}
