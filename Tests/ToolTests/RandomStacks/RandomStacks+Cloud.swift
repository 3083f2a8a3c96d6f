import JSON

// Environments at DigitalOcean.
extension RandomStacks {
  mutating func cloud(_ index: Int, of outline: Outline) -> JSONValue {
    let domain: JSONValue = rarely(2) ? .string("n\(index).example.com") : nil
    // Alerts are about servers, and hear of those that are monitored.
    let hasAlerts = !outline.images.isEmpty && rarely(2)
    let pools = outline.images.isEmpty || rarely(5) ? [] : self.pools(hasAlerts, index, outline)
    return object([
      ("name", .string(pick(["live", "true", "count", "staging-eu"]) + "\(index)")),
      ("kind", "digitalocean"),
      ("tier", rarely(4) ? nil : word("development", "staging", "production")),
      ("region", word("nyc3", "fra1", "sgp1", "ams3", "blr1", "ric1")),
      ("network", network(index)),
      ("servers", pools.isEmpty ? nil : pools.count == 1 ? pools[0] : .array(pools)),
      ("datastores", rarely(4) ? nil : clusters(of: outline)),
      ("loadBalancer", pools.isEmpty || rarely(3) ? nil : balancer(before: pools, of: outline)),
      ("alerts", hasAlerts ? alerts() : nil),
      ("uptime", domain == .null || rarely(2) ? nil : uptime()),
      ("firewall", rarely(2) ? firewall() : nil),
      ("domain", domain),
      ("state", rarely(2) ? state() : nil),
      ("project", rarely(2) ? word("Shop", "it's \"ours\"", "${shop} – 🚀") : nil),
      ("tags", rarely(2) ? some(of: ["team:core", "cost_center-7", "A", "1e3"]) : nil),
      ("deploy", rarely(2) ? trigger(of: outline) : nil),
    ])
  }

  /// Blocks of one index lie apart from those of every other; the smallest has 62 addresses.
  private mutating func network(_ index: Int) -> JSONValue {
    let blocks = [
      "10.\(30 + index).0.0/16", "172.\(16 + index).64.0/18", "192.168.\(index).64/26",
    ]
    return rarely(3) ? nil : .string(pick(blocks))
  }

  private mutating func state() -> JSONValue {
    object([
      ("bucket", word("state", "acme-terraform-state")), ("region", word("nyc3", "fra1", "syd1")),
    ])
  }

  private mutating func trigger(of outline: Outline) -> JSONValue {
    object([
      ("branch", rarely(3) ? nil : .string(pick(outline.branches))), ("approval", flag()),
    ])
  }

  private mutating func alerts() -> JSONValue {
    object([
      ("cpu", count(1...100)), ("memory", count(1...100)), ("disk", count(1...100)),
      ("load", count(1...256)), ("window", word("5m", "10m", "30m", "1h")),
      ("emails", some(of: ["ops@example.com", "a.b+c@mail.example.org"])),
      ("slack", rarely(2) ? word("#alerts", "#on_call-1") : nil),
    ])
  }

  private mutating func uptime() -> JSONValue {
    object([
      ("path", rarely(2) ? word("/", "/~up/1e3") : nil),
      ("latency", rarely(2) ? count(1...60_000) : nil),
    ])
  }
}

// Managed clusters.
extension RandomStacks {
  /// Sizes from small to large, with the connections that each leaves to the application.
  private static let plans: [(size: String, connections: Int)] = [
    ("db-s-1vcpu-1gb", connections: 22), ("db-s-1vcpu-2gb", 47), ("db-s-2vcpu-4gb", 97),
    ("db-s-4vcpu-8gb", 197), ("gd-2vcpu-8gb", 197), ("db-s-8vcpu-32gb", 797),
  ]

  private mutating func clusters(of outline: Outline) -> JSONValue {
    object(
      outline.engines.enumerated().map { index, engine in
        ("d\(index)", rarely(4) ? nil : cluster(engine))
      })
  }

  private mutating func cluster(_ engine: String) -> JSONValue {
    let plan = number(0...Self.plans.count - 1)
    let isCache = engine != "postgres"
    // The smallest plan has no standby, and a Valkey cluster has one at most.
    let nodes = plan == 0 ? 1 : number(1...(isCache ? 2 : 3))
    let versions = ["postgres": ["15", "16", "17", "18"], "redis": ["6", "7", "8"]][engine]
    let day = word("monday", "wednesday", "sunday")
    let policies = [
      "noeviction", "allkeys-lru", "allkeys-random", "volatile-lru", "volatile-random",
      "volatile-ttl",
    ]
    return object([
      ("version", rarely(2) ? nil : .string(pick(versions ?? ["8"]))),
      ("nodes", .number(JSONNumber(nodes))),
      ("size", plan == 0 && rarely(2) ? nil : .string(Self.plans[plan].size)),
      ("pool", isCache || rarely(2) ? nil : connectionPool(on: plan)),
      ("replica", isCache || rarely(2) ? nil : replica(of: plan)),
      ("eviction", !isCache || rarely(3) ? nil : .string(pick(policies))),
      ("maintenance", rarely(2) ? nil : object([("day", day), ("hour", word("00:00", "23:59"))])),
    ])
  }

  private mutating func connectionPool(on plan: Int) -> JSONValue {
    object([
      ("mode", rarely(3) ? nil : word("session", "transaction", "statement")),
      ("size", rarely(3) ? nil : count(1...min(100, Self.plans[plan].connections))),
    ])
  }

  private mutating func replica(of plan: Int) -> JSONValue {
    object([
      ("region", rarely(2) ? nil : word("ams3", "nyc1")),
      ("size", rarely(2) ? nil : .string(pick(Self.plans[plan...].map(\.size)))),
    ])
  }
}
