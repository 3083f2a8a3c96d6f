import JSON
import Model
import TestKit

/// Valid stacks with all that an environment at DigitalOcean can have, the same in every run.
struct RandomClouds {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func pick(_ texts: String...) -> String { texts[number(0...texts.count - 1)] }

  private mutating func maybe(_ member: String) -> String {
    number(0...1) == 0 ? "" : ", \(member)"
  }

  /// - Throws: What a stack is refused for, which is a fault of this generator.
  mutating func next() throws -> Stack {
    let services = (0..<number(1...5)).map { "s\($0)" }
    let stores = (0..<number(0...6)).map { ("d\($0)", pick("postgres", "redis", "valkey")) }
    let used = services.map { _ in
      stores.map(\.0).filter { _ in number(0...1) == 0 }.map { "\"\($0)\"" }.joined(separator: ", ")
    }
    let environments = (0..<number(1...3)).map { environment($0, services, stores) }
    let text = """
      { "project": { "name": "\(pick("p", "a-project-of-a-rather-long-name"))" },
        "services": [\(zip(services, used).map { "{ \"name\": \"\($0)\", \"uses\": [\($1)] }" }.joined(separator: ", "))],
        "datastores": [\(stores.map { "{ \"name\": \"\($0)\", \"engine\": \"\($1)\" }" }.joined(separator: ", "))],
        "environments": [\(environments.joined(separator: ", "))] }
      """
    return try Stack.decode(try JSONParser.parse(Array(text.utf8)))
  }

  private mutating func environment(
    _ index: Int, _ services: [String], _ stores: [(String, String)]
  ) -> String {
    let pools = (0..<number(1...4)).map { pool($0, services) }
    let clusters = stores.map { "\"\($0)\": \(cluster($1))" }
    return """
      { "name": "e\(index)", "kind": "digitalocean", "region": "\(pick("nyc3", "fra1"))",
        "servers": [\(pools.joined(separator: ", "))],
        "datastores": { \(clusters.joined(separator: ", ")) }
        \(maybe(#""domain": "\#(pick("a.example.com", "a-long-name-for-a-host.of-a-department.example.com"))""#))
        \(maybe(#""loadBalancer": { "nodes": \#(number(1...9)), "redirect": \#(pick("true", "false")) }"#))
        \(maybe(#""alerts": { "emails": ["ops@example.com"] }"#)) \(maybe(#""uptime": { "latency": 800 }"#))
        \(maybe(#""state": { "bucket": "a-bucket", "key": "a/rather/long/path/to/the/state/of/it.tfstate" }"#))
        , "firewall": { "ssh": [\(pick("", #""198.51.100.0/24""#, #""198.51.100.0/24", "203.0.113.7/32""#))],
          "rules": [\(pick("", #"{ "ports": "8000-8100", "addresses": ["0.0.0.0/0"] }"#,
            #"{ "ports": "9100", "addresses": ["192.0.2.0/24"] }, { "protocol": "icmp", "addresses": ["192.0.2.0/25"] }"#))] } }
      """
  }

  private mutating func pool(_ index: Int, _ services: [String]) -> String {
    let runs = services.filter { _ in number(0...1) == 0 }.map { "\"\($0)\"" }
    return """
      { "name": "\(pick("pool", "servers-of-a-long-name"))-\(index)",
        "services": [\(runs.joined(separator: ", "))], "count": \(number(1...10))
        \(maybe(#""volume": { "size": 100 }"#)) \(maybe(#""reservedIPs": true"#))
        \(maybe(#""monitoring": false"#)) \(maybe(#""backups": "daily""#)) \(maybe(#""ipv6": true"#)) }
      """
  }

  private mutating func cluster(_ engine: String) -> String {
    engine == "postgres"
      ? "{ \"nodes\": 1 \(maybe(#""pool": { "size": 10 }"#)) \(maybe(#""replica": { "region": "fra1" }"#)) }"
      : "{ \"nodes\": 1 \(maybe(#""eviction": "noeviction""#)) }"
  }
}
