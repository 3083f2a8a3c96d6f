import Emit
import JSON
import Model

/// What the cache module takes.
struct CacheInputs {
  let stack: Stack
  /// The stack's word for the engine; what runs is Valkey, whatever it says.
  let engine: Datastore.Engine

  /// Valkey's majors that DigitalOcean is known to offer, by the catalog. It has had no Redis since
  /// 2025 (provider issue 1362).
  static let versions = Catalog.current.versions.valkey.known
  static let newest = versions[versions.count - 1]

  /// What a cluster runs: the newest, where the stack says nothing or a version of Redis.
  static func version(of cluster: ManagedDatastore) -> String {
    cluster.version.flatMap { versions.contains($0) ? $0 : nil } ?? newest
  }

  /// The policies that DigitalOcean takes, as the cluster's attribute spells them: with underscores
  /// (its API, configure the eviction policy). Those by frequency of use (LFU) are not among them.
  static let policies = ManagedDatastore.Eviction.allCases.map(spelling)

  static func spelling(_ policy: ManagedDatastore.Eviction) -> String {
    String(policy.rawValue.map { $0 == "-" ? "_" : $0 })
  }

  var all: [Input] {
    let managed = ManagedInputs(stack: stack, engine: "Valkey", mostNodes: 2)
    return managed.identity
      + [managed.version("\(engine.rawValue)_version", Self.versions, standard: Self.newest)]
      + managed.size + [eviction] + persistence + managed.maintenance + managed.access
  }

  /// The policy of the stack's clusters where they agree; else that of a cache.
  private var standardPolicy: String {
    let stores = stack.datastores.filter { $0.engine == engine }.map(\.name)
    let named = Set(
      stack.cloudEnvironments.flatMap(\.datastores).filter { stores.contains($0.name) }
        .compactMap(\.value.eviction))
    return Self.spelling(named.count == 1 ? named.first ?? .allkeysLRU : .allkeysLRU)
  }

  private var eviction: Input {
    let words = Self.policies.joined(separator: ", ")
    return Input(
      name: "eviction_policy", description: "What a full cache does: \(words)",
      type: .stringType, standard: .string(standardPolicy),
      validations: [
        .init(
          condition: .call(
            "contains",
            [.list(Self.policies.map { .string($0) }), .variable("eviction_policy")]),
          message: "The policy is one of: \(words); with underscores, and none by frequency (LFU).",
          counterexample: "allkeys-lru")
      ])
  }

  private var persistence: [Input] {
    let timeout = HCL.Expression.variable("idle_timeout")
    let events = HCL.Expression.variable("notify_keyspace_events")
    return [
      Input(
        name: "persistence",
        description:
          "What survives a restart: rdb for a snapshot every ten minutes, off for nothing",
        type: .stringType, standard: "rdb",
        validations: [
          .init(
            condition: .call("contains", [["rdb", "off"], .variable("persistence")]),
            message: "The persistence is rdb or off.", counterexample: "aof")
        ]),
      Input(
        name: "idle_timeout",
        description: "Seconds until an idle client is disconnected; 0 for never",
        type: .numberType, standard: 300,
        validations: [
          .init(
            condition: .every(
              .binary(timeout, .equal, .call("floor", [timeout])),
              .binary(timeout, .greaterOrEqual, 0), .binary(timeout, .lessOrEqual, 31_536_000)),
            message: "The timeout is a whole number of seconds, a year at most.",
            counterexample: .number("0.5"))
        ]),
      Input(
        name: "notify_keyspace_events",
        description: "Which changes of keys are published, as KEA for all; empty for none",
        type: .stringType, standard: "",
        validations: [
          .init(
            condition: .matches("^[KEg$lshzxeA]{0,32}$", events),
            message: "The events are letters of Valkey's: K, E, g, $, l, s, h, z, x, e, A.",
            counterexample: "all")
        ]),
    ]
  }
}
