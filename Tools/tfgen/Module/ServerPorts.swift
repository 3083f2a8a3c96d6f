import Model

extension Stack {
  /// Ports beside 80 and 443 that a load balancer may reach on servers: what the balancer's target,
  /// the cloud firewall and each server's own firewall agree on.
  var serverPorts: [Int] {
    var seen: Set<Int> = [80, 443]
    return imageServices.map(\.port).filter { seen.insert($0).inserted }.sorted()
  }
}
