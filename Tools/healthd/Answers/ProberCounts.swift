import Platform
import Synchronization

/// Who has asked for health or readiness, and what was answered since the last change between
/// draining and not: by it a deployer proves that a balancer has seen the change.
final class ProberCounts: Sendable {
  struct Count: Sendable {
    let address: PeerAddress
    var wells = 0
    var refusals = 0
    /// In boot time; the first and the last since the change.
    var first = 0
    var last = 0
  }

  private let counts = Mutex<[Count]>([])

  /// Addresses that are told apart; any others count as one.
  private static let limit = 256

  /// Where a client is counted.
  func slot(of address: PeerAddress) -> Int {
    counts.withLock { counts in
      if let slot = counts.firstIndex(where: { $0.address == address }) { return slot }
      if counts.count == ProberCounts.limit { return ProberCounts.limit - 1 }
      counts.append(Count(address: address))
      return counts.count - 1
    }
  }

  func count(_ isWell: Bool, of slot: Int, at now: Int) {
    counts.withLock { counts in
      if isWell { counts[slot].wells += 1 } else { counts[slot].refusals += 1 }
      if counts[slot].first == 0 { counts[slot].first = now }
      counts[slot].last = now
    }
  }

  /// From here on it is counted anew.
  func reset() {
    counts.withLock { counts in counts = counts.map { Count(address: $0.address) } }
  }

  /// Those that have asked.
  var all: [Count] { counts.withLock { $0.filter { $0.wells + $0.refusals > 0 } } }
}
