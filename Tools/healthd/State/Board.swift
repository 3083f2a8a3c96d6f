import Health
import JSON
import Platform
import Synchronization

/// What the threads of the daemon share: outcomes go in, snapshots come out.
final class Board: Sendable {
  /// One probe while it is looked at; a reload may give the same name to another.
  typealias Identity = Int

  private struct State: Sendable {
    var order: [Identity] = []
    var probes: [Identity: (probe: Probe, state: ProbeState)] = [:]
    var drain: Drain?
    var isReloadGood = true
    var next = 0
  }

  private let state = Mutex(State())
  /// Grows with each change that an answer could show.
  private let changes = Atomic<Int>(0)
  /// The number of outcomes, by which a standstill is seen.
  private let outcomes = Atomic<Int>(0)
  let events: EventLog

  init(events: EventLog) { self.events = events }

  var version: Int { changes.load(ordering: .acquiring) }
  var outcomeCount: Int { outcomes.load(ordering: .relaxed) }

  /// Takes a new set of probes. Those that stay as they are keep what is known of them.
  ///
  /// - Parameter probes: Of different names.
  /// - Returns: Those that are new, and those that are gone.
  func replace(
    with probes: [Probe]
  ) -> (added: [(Identity, Probe)], removed: [Identity]) {
    let result = state.withLock { state -> ([(Identity, Probe)], [Identity]) in
      var kept = Dictionary(
        uniqueKeysWithValues: state.probes.map { (JSONPrinter.compact($1.probe.json), $0) })
      var added: [(Identity, Probe)] = []
      var order: [Identity] = []
      for probe in probes {
        if let same = kept.removeValue(forKey: JSONPrinter.compact(probe.json)) {
          order.append(same)
        } else {
          order.append(state.next)
          added.append((state.next, probe))
          state.probes[state.next] = (probe, ProbeState())
          state.next += 1
        }
      }
      for identity in kept.values { state.probes[identity] = nil }
      state.order = order
      return (added, Array(kept.values))
    }
    bump()
    return result
  }

  /// Takes an outcome.
  ///
  /// - Parameter milliseconds: How long the look took.
  /// - Returns: Milliseconds from the look's beginning to the next; `nil` where the probe is gone.
  func record(_ outcome: Outcome, of identity: Identity, milliseconds: Double) -> Int? {
    let now = Clock.bootMilliseconds()
    let result = state.withLock { state -> (pause: Int, event: Event?)? in
      guard var entry = state.probes[identity] else { return nil }
      let before = entry.state.condition
      let pause = entry.state.take(
        outcome, terms: entry.probe.terms, milliseconds: milliseconds, now: now)
      state.probes[identity] = entry
      let event =
        before == entry.state.condition
        ? nil : Event.probe(entry.probe, from: before, to: entry.state)
      return (pause, event)
    }
    outcomes.add(1, ordering: .relaxed)
    bump()
    if let event = result?.event { events.append(event) }
    return result?.pause
  }

  func snapshot(at now: Int = Clock.bootMilliseconds()) -> Snapshot {
    state.withLock { state in
      if let until = state.drain?.until, until < now { state.drain = nil }
      return Snapshot(
        state.order.compactMap { state.probes[$0] }, drain: state.drain,
        isReloadGood: state.isReloadGood, now: now)
    }
  }

  /// - Returns: Whether it is in force; a drain before the end can't be replaced.
  func drain(_ drain: Drain) -> Bool {
    let isTaken = state.withLock { state in
      if state.drain?.isFinal == true { return false }
      state.drain = drain
      return true
    }
    bump()
    return isTaken
  }

  /// - Returns: Whether requests may come again.
  func resume() -> Bool {
    let isResumed = state.withLock { state in
      if state.drain?.isFinal == true { return false }
      state.drain = nil
      return true
    }
    bump()
    return isResumed
  }

  func setReloadGood(_ isGood: Bool) {
    state.withLock { $0.isReloadGood = isGood }
    bump()
  }

  private func bump() { changes.add(1, ordering: .releasing) }
}
