import Health
import Model

/// What is known of one probe: its last outcome, and whether that counts already.
struct ProbeState: Sendable {
  enum Condition: String, Sendable { case starting, up, down }

  private(set) var condition = Condition.starting
  private(set) var last: Outcome?
  /// Outcomes in a row that speak against the condition.
  private(set) var streak = 0
  private(set) var transitions = 0
  private(set) var passes = 0
  private(set) var failures = 0
  /// Milliseconds that the last look took.
  private(set) var milliseconds = 0.0
  /// When the last outcome came, and until when it may be believed, in milliseconds of boot time.
  private(set) var cameAt = 0
  private(set) var freshUntil = Int.max
  /// Since when the condition holds, in milliseconds of boot time.
  private(set) var changedAt = 0

  /// The pause after the first outcome that speaks against being up.
  private static let quickPause = 500
  /// The pause after one that says to hold back.
  private static let longPause = 30_000

  /// Takes an outcome.
  ///
  /// The first one counts at once; after that ``ProbeTerms/rise`` or ``ProbeTerms/fall`` of one kind
  /// in a row change the condition.
  ///
  /// - Parameters:
  ///   - milliseconds: How long the look took.
  ///   - now: In boot time.
  /// - Returns: Milliseconds until the next look, from its beginning.
  mutating func take(
    _ outcome: Outcome, terms: ProbeTerms, milliseconds: Double, now: Int
  ) -> Int {
    let isWell = outcome.grade != .fail
    if isWell { passes += 1 } else { failures += 1 }
    let isAgainst = condition == .starting || isWell != (condition == .up)
    streak = isAgainst ? streak + 1 : 0
    if condition == .starting || streak >= (isWell ? terms.rise : terms.fall) && isAgainst {
      change(to: isWell ? .up : .down, now)
    }
    last = outcome
    self.milliseconds = milliseconds
    cameAt = now
    let pause = pause(after: outcome, terms)
    let interval = terms.interval.milliseconds
    freshUntil = now + max(3 * interval, interval + terms.timeout.milliseconds, 2 * pause)
    return pause
  }

  private mutating func change(to new: Condition, _ now: Int) {
    if condition != .starting { transitions += 1 }
    condition = new
    streak = 0
    changedAt = now
  }

  private func pause(after outcome: Outcome, _ terms: ProbeTerms) -> Int {
    let interval = terms.interval.milliseconds
    if outcome.holdsBack { return max(interval, ProbeState.longPause) }
    return condition == .up && streak > 0 ? min(interval, ProbeState.quickPause) : interval
  }

  /// Whether the last outcome is too old to be believed. What never came isn't stale, but starting.
  func isStale(at now: Int) -> Bool { last != nil && now > freshUntil }
}
