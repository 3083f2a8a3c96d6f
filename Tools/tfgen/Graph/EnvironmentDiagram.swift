import Emit
import JSON
import Model

/// An environment at DigitalOcean as a picture: what there is, and who may talk to whom at which
/// port.
struct EnvironmentDiagram {
  let stack: Stack
  let environment: CloudEnvironment
  let balancer: EnvironmentBalancer?

  init(stack: Stack, environment: CloudEnvironment) {
    self.stack = stack
    self.environment = environment
    balancer = EnvironmentBalancer(stack: stack, environment: environment)
  }

  /// Unique in the picture of a stack.
  func id(_ part: String...) -> String {
    ([environment.name] + part).joined(separator: "/")
  }

  var items: [Diagram.Item] {
    [internet, domain, uptime].compactMap { $0.map(Diagram.Item.node) }
      + visitors.filter { $0.node.id != id("internet") }.map { .node($0.node) }
      + [.group(network)] + farReplicas.map(Diagram.Item.node)
      + [alerts, state].compactMap { $0.map(Diagram.Item.node) }
  }

  var edges: [Diagram.Edge] {
    requestEdges + visitors.map { Diagram.Edge($0.node.id, id("firewall"), $0.ports) }
      + datastoreEdges + watchEdges
  }

  /// The picture in a sentence.
  var summary: String {
    let droplets = environment.servers.map(\.count).reduce(0, +)
    let parts = [
      droplets > 0 ? Words.count(droplets, "droplet") : nil,
      balancer.map { "a load balancer before the servers \($0.pool.name)" },
      environment.datastores.isEmpty
        ? nil : Words.count(environment.datastores.count, "managed datastore"),
    ].compactMap { $0 }
    return "\(environment.name) at DigitalOcean, region \(environment.region)"
      + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  // MARK: Requests

  private var internet: Diagram.Node? {
    let isOpen = environment.firewall.rules.contains { rule in
      rule.direction == .inbound && rule.addresses.contains { $0.prefix == 0 }
    }
    guard balancer != nil || environment.domain != nil || isOpen else { return nil }
    return Diagram.Node(id("internet"), .place, title: "Internet")
  }

  private var domain: Diagram.Node? {
    guard let domain = environment.domain else { return nil }
    let target =
      balancer != nil
      ? "A record: the load balancer"
      : environment.servers.first.map { "A records: the servers \($0.name)" }
    return Diagram.Node(
      id("domain"), .entry, caption: "Domain", title: domain, lines: target.map { [$0] } ?? [])
  }

  private var requestEdges: [Diagram.Edge] {
    let first = environment.domain == nil ? id("internet") : id("domain")
    var edges =
      environment.domain == nil ? [] : [Diagram.Edge(id("internet"), id("domain"))]
    if let balancer {
      edges += [
        Diagram.Edge(first, id("balancer"), balancer.entryPorts),
        Diagram.Edge(id("balancer"), id("servers", balancer.pool.name), balancer.target),
      ]
    } else if let pool = environment.servers.first, environment.domain != nil {
      edges.append(Diagram.Edge(first, id("servers", pool.name), "A records", style: .dashed))
    }
    return edges
  }

  // MARK: The network

  private var network: Diagram.Group {
    let balancer = balancer.map { Diagram.Item.node($0.node(id("balancer"))) }
    let block = environment.network?.description ?? ""
    return Diagram.Group(
      id("network"), .area, title: "VPC \(block)", lines: ["region \(environment.region)"],
      items: [balancer, firewall.map(Diagram.Item.group)].compactMap { $0 }
        + datastores.map(Diagram.Item.node))
  }

  private var firewall: Diagram.Group? {
    guard !environment.servers.isEmpty else { return nil }
    return Diagram.Group(
      id("firewall"), .gate, title: "Firewall", lines: firewallLines,
      items: environment.servers.map { .node(servers($0)) })
  }

  private func servers(_ pool: ServerPool) -> Diagram.Node {
    let services = environment.services(of: pool, in: stack).map { "\($0.name) :\($0.port)" }
    let lines = [
      "\(pool.count) × \(pool.size)", pool.image,
      services.isEmpty ? nil : "runs \(Words.few(services))",
      pool.volume.map { "volume of \($0.gibibytes) GiB each, \($0.filesystem.rawValue)" },
      pool.hasReservedIPs ? "a reserved IP each" : nil, pool.hasIPv6 ? "IPv6" : nil,
      pool.backups == .none ? nil : "\(pool.backups.rawValue) backups",
    ]
    return Diagram.Node(
      id("servers", pool.name), .work, caption: "Droplets", title: pool.name,
      lines: lines.compactMap { $0 })
  }

  // MARK: Beside it

  private var state: Diagram.Node? {
    environment.state.map { state in
      Diagram.Node(
        id("state"), .store, caption: "Spaces bucket", title: state.bucket,
        lines: ["Terraform's state", "region \(state.region)", state.key].compactMap { $0 })
    }
  }
}

extension EnvironmentBalancer {
  /// What comes in from outside. A certificate is the stack's, or is made for the domain.
  fileprivate var entryPorts: String { isEncrypted ? "HTTP 80, HTTPS 443" : "HTTP 80" }

  /// Where requests go on to.
  fileprivate var target: String { "HTTP \(service.port)" }

  private var isEncrypted: Bool { environment.domain != nil || balancer.certificate != nil }

  fileprivate func node(_ id: String) -> Diagram.Node {
    let certificate =
      balancer.certificate.map { "443: TLS, certificate \($0)" }
      ?? (isEncrypted ? "443: TLS, by Let's Encrypt" : nil)
    let lines = [
      Words.count(balancer.nodes, "node"),
      isEncrypted && balancer.redirectsToHTTPS ? "80: sent to HTTPS" : "80: to the servers",
      certificate, "asks \(service.health.path) every \(balancer.health.interval)",
      balancer.isSticky ? "a client keeps its server" : nil,
      balancer.usesProxyProtocol ? "PROXY protocol" : nil,
    ]
    return Diagram.Node(
      id, .entry, caption: "Load balancer", title: names.name("lb"), lines: lines.compactMap { $0 })
  }
}

/// Phrases of pictures.
enum Words {
  /// `1 node`, `2 nodes`
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A list, of which the end is only counted where it is long.
  static func few(_ words: [String], most: Int = 4) -> String {
    words.count <= most + 1
      ? words.joined(separator: ", ")
      : words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
  }
}
