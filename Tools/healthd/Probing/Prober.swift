import Health
import Platform

/// A kind of target that this tool can look at. A kind is one file, which makes the target conform.
protocol Probing: ProbeTarget {
  func prober(_ surroundings: Surroundings) -> any Prober
}

/// Looks at one thing, again and again, on a thread of its own. What it keeps, it keeps for itself.
protocol Prober: AnyObject {
  /// Looks once; it waits for nothing beyond the deadline.
  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome
  /// A connection that is kept until the next look; that it can be read means that it has ended.
  var kept: Int32? { get }
  /// Gives up what is kept.
  func end()
}

extension Prober {
  var kept: Int32? { nil }
  func end() {}
}

/// A moment by which something must be over.
struct Deadline: Sendable {
  private let end: Duration

  init(in span: Duration) { end = Clock.monotonic() + span }

  /// What is left; never negative.
  var left: Duration { max(.zero, end - Clock.monotonic()) }
  var isOver: Bool { left == .zero }
}
