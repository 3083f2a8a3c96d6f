import Emit

/// What the database module makes.
enum DatabaseResources {
  static var body: HCL.Body {
    HCL.Body {
      locals
        .blank
      ManagedResources.cluster("pg", version: "postgres_version", tag: "postgres") { HCL.Body() }
        .blank
      application
        .blank
      ManagedResources.firewall(
        "main", if: .variable("enable_firewall"), of: clusterID
      )
      .blank
      pool
        .blank
      replica
        .blank
        .comment("A replica has trusted sources of its own.")
      ManagedResources.firewall(
        "replica",
        if: .every(.variable("enable_firewall"), .variable("enable_replica")),
        of: .call(
          "one", [.attribute(.splat(.reference("digitalocean_database_replica.main")), "uuid")]))
    }
  }

  static let clusterID = HCL.Expression.reference("digitalocean_database_cluster.main.id")

  private static let locals = HCL.block("locals") {
    .comment(
      "What pools may hold together: 25 connections for each GB of memory, less 3 that are kept."
    )
    .attribute(
      "pooled_connections",
      .binary(
        .binary(
          .call(
            "tonumber",
            [.index(.call("regex", ["([0-9]+)gb$", .variable("node_size")]), 0)]), .times, 25),
        .minus, 3)
    )
    .blank
    .comment("A replica elsewhere can't be in the cluster's VPC.")
    .attribute(
      "replica_region", .call("coalesce", [.variable("replica_region"), .variable("region")])
    )
    .attribute(
      "replica_vpc_id",
      .conditional(
        .every(
          .binary(.variable("replica_vpc_id"), .equal, .null),
          .binary(.reference("local.replica_region"), .equal, .variable("region"))),
        then: .variable("vpc_id"), otherwise: .variable("replica_vpc_id")))
  }

  private static let application = HCL.Body {
    .block("resource", "digitalocean_database_db", "main") {
      .attribute("cluster_id", clusterID)
        .attribute("name", .variable("database_name"))
    }
    .blank
    .block("resource", "digitalocean_database_user", "main") {
      .attribute("cluster_id", clusterID)
        .attribute("name", .variable("database_user"))
    }
  }

  private static let pool = HCL.block("resource", "digitalocean_database_connection_pool", "main") {
    .attribute("count", .one(if: .variable("enable_connection_pool")))
      .blank
      .attribute("cluster_id", clusterID)
      .attribute("name", .variable("connection_pool_name"))
      .attribute("mode", .variable("connection_pool_mode"))
      .attribute("size", .variable("connection_pool_size"))
      .attribute("db_name", .reference("digitalocean_database_db.main.name"))
      .attribute("user", .reference("digitalocean_database_user.main.name"))
      .blank
      .block("lifecycle") {
        .block("precondition") {
          .attribute(
            "condition",
            .binary(
              .variable("connection_pool_size"), .lessOrEqual,
              .reference("local.pooled_connections"))
          )
          .attribute(
            "error_message",
            "The pool is larger than what nodes of this size hold, \(reference: "local.pooled_connections") connections: shrink it, or choose a larger node_size."
          )
        }
      }
  }

  private static let replica = HCL.block("resource", "digitalocean_database_replica", "main") {
    .attribute("count", .one(if: .variable("enable_replica")))
      .blank
      .attribute("cluster_id", clusterID)
      .attribute("name", "\(reference: "var.cluster_name")-replica")
      .attribute("region", .reference("local.replica_region"))
      .attribute(
        "size", .call("coalesce", [.variable("replica_size"), .variable("node_size")])
      )
      .attribute("private_network_uuid", .reference("local.replica_vpc_id"))
      .attribute("tags", ManagedResources.tags("postgres"))
  }
}
