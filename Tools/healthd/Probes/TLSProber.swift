import Health

extension TLSTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { TLSProber(self) }
}

/// Shakes hands, and looks at the certificate.
final class TLSProber: Prober {
  private let target: TLSTarget

  init(_ target: TLSTarget) { self.target = target }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    let stream = try TLSStream(
      unjudged: target.address, authorities: target.tls.authorities, until: deadline)
    let days = Double(try stream.remainingSeconds()) / 86_400
    try stream.judge()
    let measures = [Outcome.Measure(name: "remainingDays", value: days)]
    if days < Double(target.warnDays) {
      return .warn("tls_expires", "the certificate ends in \(Int(days)) days", measures)
    }
    return .pass(measures)
  }
}
