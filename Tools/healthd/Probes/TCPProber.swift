import Health

extension TCPTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { TCPProber(self) }
}

/// Connects, and closes again.
final class TCPProber: Prober {
  private let target: TCPTarget

  init(_ target: TCPTarget) { self.target = target }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    _ = try ByteStream(to: target.address, until: deadline)
    return .pass()
  }
}
