import Emit
import Model

/// What the cache module's test plans, and what must hold of it.
enum CacheRuns {
  static func sample(for engine: Datastore.Engine) -> [(String, HCL.Expression)] {
    ManagedRuns.sample + [
      ("\(engine.rawValue)_version", "8"), ("eviction_policy", "volatile_ttl"),
    ]
  }

  static func all(for engine: Datastore.Engine) -> [ModuleTest.Run] {
    ManagedRuns.all(engine: "valkey", version: "\(engine.rawValue)_version", tag: "valkey")
      + [policy, configured, connections] + policies
  }

  private static let evictionPolicy = HCL.Expression.reference(
    "digitalocean_database_cluster.main.eviction_policy")

  private static let policy = ModuleTest.Run(
    name: "evicts_as_it_is_told",
    assertions: [
      (.binary(evictionPolicy, .equal, "volatile_ttl"), "The cluster has the policy it was given.")
    ])

  /// Every policy is taken.
  private static let policies = CacheInputs.policies.map { policy in
    ModuleTest.Run(
      name: "takes_\(policy)", variables: [("eviction_policy", .string(policy))],
      assertions: [
        (.binary(evictionPolicy, .equal, .string(policy)), "The policy is \(policy).")
      ])
  }

  private static let configured = ModuleTest.Run(
    name: "is_configured",
    variables: [
      ("persistence", "off"), ("idle_timeout", 0), ("notify_keyspace_events", "KEA"),
    ],
    assertions: [
      (
        .every(
          reads("persistence", "off"), reads("timeout", 0),
          reads("notify_keyspace_events", "KEA"), reads("ssl", true)),
        "Persistence, timeout and events are those given, and TLS is required."
      )
    ])

  private static func reads(_ attribute: String, _ value: HCL.Expression) -> HCL.Expression {
    .binary(.reference("digitalocean_database_valkey_config.main.\(attribute)"), .equal, value)
  }

  /// Applied on mocks, since what connects is known only then.
  private static let connections = ModuleTest.Run(
    name: "gives_connections", command: .apply,
    assertions: [
      (
        .every(
          pairs("output.private_uri", "private_uri"), pairs("output.public_uri", "uri"),
          pairs("output.password", "password"), pairs("output.private_host", "private_host")),
        "Outputs are the cluster's own."
      )
    ])

  private static func pairs(_ output: String, _ attribute: String) -> HCL.Expression {
    .binary(
      .reference(output), .equal, .reference("digitalocean_database_cluster.main.\(attribute)"))
  }
}
