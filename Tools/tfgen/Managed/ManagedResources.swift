import Emit

/// What the modules of managed clusters make alike.
enum ManagedResources {
  /// The cluster.
  ///
  /// - Parameters:
  ///   - engine: What the provider calls it: `pg` or `valkey`.
  ///   - version: The input that has the version.
  ///   - tag: A tag of its own, beside the environment's.
  static func cluster(
    _ engine: String, version: String, tag: String, @HCL.BodyBuilder more: () -> HCL.Body
  ) -> HCL.Body {
    HCL.block("resource", "digitalocean_database_cluster", "main") {
      .attribute("name", .variable("cluster_name"))
        .attribute("engine", .string(engine))
        .attribute("version", .variable(version))
        .attribute("size", .variable("node_size"))
        .attribute("node_count", .variable("node_count"))
        .attribute("region", .variable("region"))
        .attribute("private_network_uuid", .variable("vpc_id"))
        .attribute("tags", tags(tag))
      more()
        .blank
        .block("maintenance_window") {
          .attribute("day", .variable("maintenance_window_day"))
            .attribute("hour", .variable("maintenance_window_hour"))
        }
        .blank
        .block("lifecycle") { standby }
    }
  }

  /// The environment, the engine, and what the caller adds.
  static func tags(_ engine: String) -> HCL.Expression {
    .call(
      "distinct",
      [.call("concat", [[.variable("environment"), .string(engine)], .variable("tags")])])
  }

  /// Nodes of 1 GB have no standby (DigitalOcean, how to add standby nodes).
  private static let standby = HCL.block("precondition") {
    .attribute(
      "condition",
      .binary(
        .binary(.variable("node_count"), .equal, 1), .or,
        .unary(.not, .call("endswith", [.variable("node_size"), "-1gb"])))
    )
    .attribute(
      "error_message",
      "A node of 1 GB has no standby: choose a larger node_size, or a node_count of 1.")
  }

  /// Trusted sources. Without any, DigitalOcean lets everyone connect who has the password.
  ///
  /// - Parameters:
  ///   - condition: When there is one.
  ///   - cluster: The ID of what it protects.
  static func firewall(
    _ name: String, if condition: HCL.Expression, of cluster: HCL.Expression
  ) -> HCL.Body {
    HCL.block("resource", "digitalocean_database_firewall", name) {
      .attribute("count", .one(if: condition))
        .blank
        .attribute("cluster_id", cluster)
        .blank
      rule("tag", over: "trusted_tags")
        .blank
      rule("ip_addr", over: "trusted_ip_addresses")
        .blank
        .block("lifecycle") {
          .block("precondition") {
            .attribute(
              "condition",
              .count(
                .call("concat", [.variable("trusted_tags"), .variable("trusted_ip_addresses")]),
                .greater, 0)
            )
            .attribute(
              "error_message",
              "Name who may connect by trusted_tags or trusted_ip_addresses: without any, everyone may."
            )
          }
        }
    }
  }

  private static func rule(_ type: String, over variable: String) -> HCL.Body {
    HCL.block("dynamic", "rule") {
      .attribute("for_each", .variable(variable))
        .blank
        .block("content") {
          .attribute("type", .string(type))
            .attribute("value", .reference("rule.value"))
        }
    }
  }

  /// What every cluster tells of itself.
  static let outputs: [Output] =
    [
      ("id", "ID"), ("urn", "Uniform resource name"), ("name", "Name"), ("engine", "Engine"),
      ("version", "Version"), ("region", "Region"),
    ].map { attribute, words in
      Output(
        name: "cluster_\(attribute)", description: "\(words) of the cluster",
        value: .reference("digitalocean_database_cluster.main.\(attribute)"))
    } + [
      Output(
        name: "private_host", description: "Host name within the VPC",
        value: .reference("digitalocean_database_cluster.main.private_host"), isSensitive: true),
      Output(
        name: "public_host",
        description: "Host name on the Internet, where only trusted sources are answered",
        value: .reference("digitalocean_database_cluster.main.host"), isSensitive: true),
      Output(
        name: "port", description: "Port of both host names",
        value: .reference("digitalocean_database_cluster.main.port")),
    ]

  /// `null` where there is none.
  static let firewallID = Output(
    name: "firewall_id", description: "ID of the trusted sources; null where there are none",
    value: .one("id", of: "digitalocean_database_firewall.main"))
}
