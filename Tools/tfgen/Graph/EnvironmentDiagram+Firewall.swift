import Emit
import Model

extension EnvironmentDiagram {
  /// Somebody outside whom the firewall lets in.
  struct Visitor {
    let node: Diagram.Node
    /// What they may reach.
    let ports: String
  }

  /// Those that log in, and those that rules of the user's own let in, by where they come from.
  var visitors: [Visitor] {
    guard !environment.servers.isEmpty else { return [] }
    let inbound = environment.firewall.rules.filter { $0.direction == .inbound }
    var sources: [[IPv4Network]] = []
    for rule in inbound where !sources.contains(rule.addresses) { sources.append(rule.addresses) }
    let guests = sources.enumerated().map { position, addresses in
      let isEverybody = addresses.contains { $0.prefix == 0 }
      return Visitor(
        node: Diagram.Node(
          isEverybody ? id("internet") : id("source", String(position)), .place, caption: "Network",
          title: Words.few(addresses.map(\.description), most: 3)),
        ports: Words.few(inbound.filter { $0.addresses == addresses }.map(\.service)))
    }
    return administrators + guests
  }

  private var administrators: [Visitor] {
    let sources = environment.firewall.sshSources
    guard !sources.isEmpty else { return [] }
    return [
      Visitor(
        node: Diagram.Node(
          id("administrators"), .place, title: "Administrators",
          lines: EnvironmentDiagram.lines(sources.map(\.description))),
        ports: "SSH \(stack.deployment.sshPort)")
    ]
  }

  private static func lines(_ words: [String]) -> [String] {
    words.count <= 4 ? words : Array(words.prefix(3)) + ["and \(words.count - 3) more"]
  }

  /// What the networking module's firewall lets through, and the user's own rules.
  var firewallLines: [String] {
    let rules = environment.firewall.rules
    let sorted =
      rules.filter { $0.direction == .inbound } + rules.filter { $0.direction == .outbound }
    let ports = Set([80, 443] + environment.services(in: stack).map(\.port)).sorted()
    let own = EnvironmentDiagram.lines(
      sorted.map { rule in
        let peers = Words.few(rule.addresses.map(\.description), most: 2)
        return rule.direction == .inbound
          ? "in: \(rule.service) from \(peers)" : "out: \(rule.service) to \(peers)"
      })
    return [
      environment.firewall.sshSources.isEmpty
        ? "in: SSH from nobody"
        : "in: SSH \(stack.deployment.sshPort) from administrators",
      balancer.map { _ in "in: \(Words.few(ports.map(String.init), most: 8)) from the balancer" },
      "in: everything from the VPC",
    ].compactMap { $0 } + own + ["out: everything"]
  }
}

extension Firewall.Rule {
  /// `TCP 9100`, `ICMP`
  fileprivate var service: String {
    let name = transport.rawValue.uppercased()
    return transport == .icmp ? name : "\(name) \(ports)"
  }
}
