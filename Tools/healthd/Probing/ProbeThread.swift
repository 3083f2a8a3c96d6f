import Health
import Model
import Platform
import Synchronization

/// The thread of one probe: looks, tells the board, waits.
final class ProbeThread: Sendable {
  private let identity: Board.Identity
  private let probe: Probe
  private let board: Board
  private let surroundings: Surroundings
  private let wakeup: Wakeup
  private let isStopped = Atomic<Bool>(false)

  /// The least time between two looks, however often a kept connection ends.
  private static let leastPause = 500

  init(
    _ identity: Board.Identity, _ probe: Probe, board: Board, surroundings: Surroundings
  ) throws(SystemError) {
    self.identity = identity
    self.probe = probe
    self.board = board
    self.surroundings = surroundings
    wakeup = try Wakeup()
  }

  func start() throws(SystemError) { try Thread.start { [self] in run() } }

  /// Ends it after the look that is going on.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    wakeup.signal()
  }

  private func run() {
    guard let prober = (probe.target as? any Probing)?.prober(surroundings) else { return }
    defer { prober.end() }
    while !isStopped.load(ordering: .acquiring) {
      let start = Clock.monotonic()
      let outcome = ProbeThread.look(
        prober, within: .milliseconds(probe.terms.timeout.milliseconds))
      let took = (Clock.monotonic() - start) / .milliseconds(1)
      guard let pause = board.record(outcome, of: identity, milliseconds: took) else { return }
      wait(prober, from: start, pause: pause)
    }
  }

  static func look(_ prober: any Prober, within timeout: Duration) -> Outcome {
    do {
      return try prober.look(until: Deadline(in: timeout))
    } catch {
      return Outcome(error)
    }
  }

  /// Waits for the next look; for less long where a kept connection ends.
  private func wait(_ prober: any Prober, from start: Duration, pause: Int) {
    let least = start + .milliseconds(min(pause, ProbeThread.leastPause))
    let end = start + .milliseconds(jittered(pause))
    while !isStopped.load(ordering: .acquiring) {
      let now = Clock.monotonic()
      if now >= end { return }
      let kept = prober.kept
      // Who keeps nothing is woken once; a kept connection is watched after the least pause.
      let isWatching = kept != nil && now >= least
      let span = (kept == nil || isWatching ? end : min(least, end)) - now
      if wakeup.wait(within: span, or: isWatching ? kept ?? -1 : -1).isOther { return }
    }
  }

  private func jittered(_ pause: Int) -> Int {
    // A quick look again isn't spread: there is only one of it.
    guard pause >= probe.terms.interval.milliseconds, probe.terms.jitter > 0 else { return pause }
    let most = pause * probe.terms.jitter / 100
    return pause + Int.random(in: -most...most)
  }
}
