import JSON

// What stands in an environment's network: pools of droplets, their balancer, their firewall.
extension RandomStacks {
  mutating func pools(_ haveAlerts: Bool, _ index: Int, _ outline: Outline) -> [JSONValue] {
    let names = pick([["api"], ["count"], ["web", "worker"], ["each", "self", "z-1"]])
    return names.enumerated().map { position, name in
      let count = number(1...10)
      // An account has three reserved IPs, and they are the first pool's.
      let isReserved = index + position == 0 && count <= 3 && rarely(2)
      return object([
        ("name", .string(name)),
        ("services", rarely(2) ? nil : some(of: outline.images.map { "s\($0)" })),
        ("count", .number(JSONNumber(count))),
        ("size", word("s-1vcpu-1gb", "s-2vcpu-4gb", "c-2", "g-16vcpu-64gb", "gpu-h100x1-80gb")),
        ("image", rarely(2) ? nil : word("debian-13-x64", "ubuntu-22-04-x64", "123456789")),
        ("backups", rarely(3) ? nil : pick([true, false, "none", "weekly", "daily"])),
        ("monitoring", haveAlerts ? nil : flag()),
        ("ipv6", flag()),
        ("reservedIPs", .bool(isReserved)),
        ("volume", rarely(2) ? nil : volume()),
        ("sshKeys", rarely(2) ? nil : some(of: ["ops", "Ann's laptop", "\"${key}\" \\ 7"])),
      ])
    }
  }

  private mutating func volume() -> JSONValue {
    object([("size", count(1...16_384)), ("filesystem", rarely(2) ? nil : word("ext4", "xfs"))])
  }

  mutating func balancer(before pools: [JSONValue], of outline: Outline) -> JSONValue {
    let pool = pick(pools)
    let isNamed = pick([true, false])
    let behind = (isNamed ? pool : pools[0])["services"]?.array ?? []
    let services = behind.isEmpty ? outline.images.map { .string("s\($0)") } : behind
    return object([
      ("pool", isNamed ? pool["name"] ?? nil : nil),
      ("service", rarely(2) ? nil : pick(services)),
      ("nodes", rarely(2) ? nil : count(1...9)),
      ("redirect", flag()), ("proxyProtocol", flag()), ("sticky", flag()),
      ("certificate", rarely(4) ? word("live", "live.example.com") : nil),
      ("health", rarely(2) ? nil : balancerHealth()),
    ])
  }

  private mutating func balancerHealth() -> JSONValue {
    let interval = number(4...300)
    return object([
      ("interval", .string("\(interval)s")), ("timeout", .string("\(number(3...interval - 1))s")),
      ("unhealthy", count(2...10)), ("healthy", count(2...10)),
    ])
  }

  /// The whole Internet is let in where neither SSH nor a service listens.
  mutating func firewall() -> JSONValue {
    let rules: [JSONValue] = [
      ["addresses": ["198.51.100.0/24"]],
      ["protocol": "tcp", "ports": "9000-9100", "addresses": ["0.0.0.0/0"]],
      ["protocol": "udp", "ports": "53", "addresses": ["10.0.0.0/8", "203.0.113.7/32"]],
      ["protocol": "icmp", "addresses": ["0.0.0.0/0"]],
      ["direction": "outbound", "addresses": ["0.0.0.0/0"]],
      [
        "direction": "outbound", "protocol": "udp", "ports": "1-65535", "addresses": ["1.1.1.1/32"],
      ],
    ]
    return object([
      ("ssh", rarely(2) ? nil : some(of: ["198.51.100.0/24", "203.0.113.7/32"])),
      ("rules", rarely(3) ? nil : .array(rules.filter { _ in rarely(2) })),
    ])
  }
}
