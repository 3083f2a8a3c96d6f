import Emit

/// What the tests of managed clusters plan alike.
enum ManagedRuns {
  static let sample: [(String, HCL.Expression)] = [
    ("cluster_name", "example"), ("environment", "dev"), ("region", "fra1"), ("vpc_id", id(1)),
    ("trusted_tags", ["api"]), ("trusted_ip_addresses", ["10.30.0.0/16", "203.0.113.7"]),
  ]

  /// Another ID than the sample's.
  static let otherID = id(2)

  /// An ID by a call, since scanners take one that is written out for a secret.
  private static func id(_ number: Int) -> HCL.Expression {
    .call("format", ["%08d-0000-0000-0000-%012d", .number(number), .number(number)])
  }

  private static let cluster = "digitalocean_database_cluster.main"
  private static let firewall = "digitalocean_database_firewall.main"

  static func all(engine: String, version: String, tag: String) -> [ModuleTest.Run] {
    [plan(engine, version, tag), standby, sources, unprotected, loneStandby, nobody]
  }

  /// The trusted sources of a cluster, as a set of texts such as `tag:api`.
  static func sources(of name: String) -> HCL.Expression {
    .call(
      "toset",
      [
        .forList(
          "rule", in: .reference("digitalocean_database_firewall.\(name)[0].rule"),
          value: "\(reference: "rule.type"):\(reference: "rule.value")")
      ])
  }

  private static func plan(_ engine: String, _ version: String, _ tag: String) -> ModuleTest.Run {
    func reads(_ attribute: String, _ value: HCL.Expression) -> HCL.Expression {
      .binary(.reference("\(cluster).\(attribute)"), .equal, value)
    }
    return ModuleTest.Run(
      name: "plan", variables: [("tags", ["shop", .string(tag)])],
      assertions: [
        (
          .every(
            reads("engine", .string(engine)), reads("version", .variable(version)),
            reads("size", .variable("node_size")), reads("node_count", 1)),
          "The cluster runs what it was asked for."
        ),
        (
          .every(
            reads("region", "fra1"), reads("private_network_uuid", .variable("vpc_id"))),
          "The cluster is in the VPC."
        ),
        (
          reads("tags", .call("toset", [["dev", .string(tag), "shop"]])),
          "The cluster's tags are its environment, its engine and those given, each once."
        ),
        (
          .every(
            reads("maintenance_window[0].day", .variable("maintenance_window_day")),
            reads("maintenance_window[0].hour", .variable("maintenance_window_hour"))),
          "Updates are made in the window."
        ),
      ])
  }

  private static let standby = ModuleTest.Run(
    name: "has_a_standby", variables: [("node_size", "db-s-1vcpu-2gb"), ("node_count", 2)],
    assertions: [
      (
        .binary(.reference("\(cluster).node_count"), .equal, 2),
        "A node of 2 GB can have a standby."
      )
    ])

  private static let sources = ModuleTest.Run(
    name: "trusts_whom_it_is_told_to",
    assertions: [
      (
        .binary(
          sources(of: "main"), .equal,
          .call("toset", [["tag:api", "ip_addr:10.30.0.0/16", "ip_addr:203.0.113.7"]])),
        "Tags and addresses are trusted, and nobody else."
      )
    ])

  private static let unprotected = ModuleTest.Run(
    name: "leaves_the_firewall_out", variables: [("enable_firewall", false)],
    assertions: [
      (.count(.reference(firewall), .equal, 0), "There are no trusted sources."),
      (
        .binary(.reference("output.firewall_id"), .equal, .null), "What there is not is null."
      ),
    ])

  private static let loneStandby = ModuleTest.Run(
    name: "refuses_a_standby_of_1_gb",
    variables: [("node_size", "db-s-1vcpu-1gb"), ("node_count", 2)],
    failures: [.reference(cluster)])

  private static let nobody = ModuleTest.Run(
    name: "refuses_to_trust_nobody",
    variables: [("trusted_tags", []), ("trusted_ip_addresses", [])],
    failures: [.reference(firewall)])
}
