import Health

extension DNSTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { DNSProber(self) }
}

/// Asks for a name's addresses.
final class DNSProber: Prober {
  private let target: DNSTarget

  init(_ target: DNSTarget) { self.target = target }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    var resolver = Resolver()
    resolver.server = target.server.map { ($0.host, $0.port) }
    let addresses = try resolver.addresses(of: target.host, until: deadline)
    return .pass([.init(name: "addresses", value: Double(addresses.count))])
  }
}
