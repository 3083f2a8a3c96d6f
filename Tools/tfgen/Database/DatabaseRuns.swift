import Emit

/// What the database module's test plans, and what must hold of it.
enum DatabaseRuns {
  static let sample =
    ManagedRuns.sample + [
      ("postgres_version", "17"), ("node_size", "db-s-1vcpu-2gb"), ("database_name", "orders"),
      ("database_user", "clerk"),
    ]

  static let all =
    ManagedRuns.all(engine: "pg", version: "postgres_version", tag: "postgres") + [
      application, pooled, replicated, replicatedElsewhere, replicaFirewall, openReplica,
      connections, bare,
      oversizedPool,
    ]

  private static let pool = "digitalocean_database_connection_pool.main"
  private static let replica = "digitalocean_database_replica.main"

  private static func reads(_ path: String, _ value: HCL.Expression) -> HCL.Expression {
    .binary(.reference(path), .equal, value)
  }

  private static let application = ModuleTest.Run(
    name: "makes_database_and_user",
    assertions: [
      (
        .every(
          reads("digitalocean_database_db.main.name", "orders"),
          reads("digitalocean_database_user.main.name", "clerk")),
        "The application has a database and a user of its own."
      )
    ])

  private static let pooled = ModuleTest.Run(
    name: "pools_connections",
    variables: [
      ("enable_connection_pool", true), ("connection_pool_mode", "session"),
      ("connection_pool_size", 47),
    ],
    assertions: [
      (
        .every(
          reads("\(pool)[0].mode", "session"), reads("\(pool)[0].size", 47),
          reads("\(pool)[0].db_name", "orders"), reads("\(pool)[0].user", "clerk")),
        "The pool is as it was asked for, and as large as the size allows."
      )
    ])

  private static let oversizedPool = ModuleTest.Run(
    name: "refuses_a_pool_larger_than_the_cluster",
    variables: [("enable_connection_pool", true), ("connection_pool_size", 48)],
    failures: [.reference(pool)])

  private static let replicated = ModuleTest.Run(
    name: "replicates_beside_the_cluster", variables: [("enable_replica", true)],
    assertions: [
      (
        .every(
          reads("\(replica)[0].name", "example-replica"), reads("\(replica)[0].region", "fra1"),
          reads("\(replica)[0].size", "db-s-1vcpu-2gb"),
          reads("\(replica)[0].private_network_uuid", .variable("vpc_id"))),
        "A replica is where the cluster is, and as large."
      )
    ])

  private static let replicatedElsewhere = ModuleTest.Run(
    name: "replicates_elsewhere",
    variables: [
      ("enable_replica", true), ("replica_region", "ams3"), ("replica_size", "db-s-2vcpu-4gb"),
      ("replica_vpc_id", ManagedRuns.otherID),
    ],
    assertions: [
      (
        .every(
          reads("\(replica)[0].region", "ams3"), reads("\(replica)[0].size", "db-s-2vcpu-4gb"),
          reads("\(replica)[0].private_network_uuid", .variable("replica_vpc_id"))),
        "A replica elsewhere has a size and a VPC of its own."
      )
    ])

  private static let replicaFirewall = ModuleTest.Run(
    name: "protects_the_replica_alike", variables: [("enable_replica", true)],
    assertions: [
      (
        .binary(
          ManagedRuns.sources(of: "replica"), .equal, ManagedRuns.sources(of: "main")),
        "A replica trusts whom the cluster trusts."
      )
    ])

  private static let openReplica = ModuleTest.Run(
    name: "leaves_the_replicas_firewall_out",
    variables: [("enable_replica", true), ("enable_firewall", false)],
    assertions: [
      (
        .count(.reference("digitalocean_database_firewall.replica"), .equal, 0),
        "A replica has no trusted sources where the cluster has none."
      )
    ])

  /// Applied on mocks, since URIs are made of what is known only then.
  private static let connections = ModuleTest.Run(
    name: "gives_connections", command: .apply, variables: [("enable_replica", true)],
    assertions: ["private_uri", "public_uri", "replica_private_uri", "replica_public_uri"].map {
      (
        .matches(
          #"^postgresql://clerk:[^@/]+@[^@/]+:[0-9]+/orders\?sslmode=require$"#,
          .reference("output.\($0)")), "\($0) is the application's, by TLS."
      )
    })

  private static let bare = ModuleTest.Run(
    name: "leaves_out_what_is_not_asked_for", command: .apply,
    assertions: [
      (
        .every(
          .count(.reference(pool), .equal, 0), .count(.reference(replica), .equal, 0),
          .count(.reference("digitalocean_database_firewall.replica"), .equal, 0)),
        "There is no pool and no replica."
      ),
      (
        .every(
          reads("output.pool_private_uri", .null), reads("output.replica_private_uri", .null),
          reads("output.replica_firewall_id", .null)),
        "What there is not is null."
      ),
    ])
}
