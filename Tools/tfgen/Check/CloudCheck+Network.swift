import Diagnostics
import JSON
import Model

extension CloudCheck {
  mutating func checkNetwork(of environment: CloudEnvironment, at place: [String]) {
    guard let network = environment.network else { return }
    for known in catalog.networks.regional where known.region == environment.region {
      guard let block = known.block, block.overlaps(network) else { continue }
      add(
        .regionalNetwork, at: place,
        "\(network) may overlap \(block), the shared private network of old in \(known.region)",
        do: "choose another block where it is refused")
    }
    let needed = environment.addresses
    let size = Int(network.range.upperBound - network.range.lowerBound) + 1
    // The first and the last address are the network's own (RFC 919 §7).
    if needed > size - 2 {
      add(
        .networkTooSmall, at: place,
        "\(network) has \(size - 2) addresses, and the environment needs \(needed) or more",
        do: "choose a larger block, as a VPC can't be resized")
    }
  }

  mutating func checkWatching(of environment: CloudEnvironment, at place: [String]) {
    if environment.uptime != nil && environment.domain == nil {
      add(
        .uptimeWithoutDomain, at: place + ["uptime"],
        "there is no domain that the uptime check could ask at, so there is none",
        do: "add \"domain\", or take the check away")
    }
    if environment.alerts != nil && environment.servers.isEmpty {
      add(
        .alertsUnfed, at: place + ["alerts"], "there are no servers that alerts could be about",
        do: "add \"servers\", or take the alerts away")
    }
  }

  /// A service that the whole Internet reaches isn't behind its balancer any more.
  mutating func checkRules(of environment: CloudEnvironment, at place: [String]) {
    guard environment.loadBalancer != nil else { return }
    let services = environment.servers.flatMap { environment.services(of: $0, in: stack) }
    for (index, rule) in environment.firewall.rules.enumerated() {
      guard rule.direction == .inbound, rule.transport == .tcp,
        rule.addresses.contains(where: { $0.prefix == 0 }),
        let service = services.first(where: { rule.opens($0.port) })
      else { continue }
      add(
        .openService, at: place + [String(index)],
        "the rule lets the whole Internet reach \"\(service.name)\" at port \(service.port), past the balancer",
        do: "narrow its ports or its addresses; the balancer is let in without a rule")
    }
  }
}

extension CloudEnvironment {
  /// Addresses of the VPC that its resources take, at the least.
  fileprivate var addresses: Int {
    servers.map(\.count).reduce(0, +) + datastores.map(\.value.nodes).reduce(0, +)
      + (loadBalancer?.nodes ?? 0)
  }
}

extension Firewall.Rule {
  fileprivate func opens(_ port: Int) -> Bool {
    if ports == "all" { return true }
    let ends = ports.split(separator: "-").compactMap { Int($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return false }
    return (first...last).contains(port)
  }
}
