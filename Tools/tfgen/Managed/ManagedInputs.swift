import Emit
import Model

/// What the modules of managed clusters take alike. The rules are the provider's own (schema and
/// validators of 2.75 and 2.99) and DigitalOcean's (documentation of managed databases), many of
/// which the provider doesn't check.
struct ManagedInputs {
  let stack: Stack
  /// What the cluster runs, for people.
  let engine: String
  /// The most nodes that a cluster has: the primary and its standbys.
  let mostNodes: Int

  /// What every name of a cluster begins with, and where it is.
  var identity: [Input] {
    [
      Input(
        name: "cluster_name", description: "Name of the cluster, and the stem of others",
        type: .stringType,
        validations: [
          .init(
            condition: .matches("^[a-z][a-z0-9-]{1,53}[a-z0-9]$", .variable("cluster_name")),
            message:
              "The name has lower-case letters, digits and hyphens, 3 to 55, so that a replica's fits into 63.",
            counterexample: "No Spaces")
        ]),
      .environment(of: stack), .region,
      Input(
        name: "vpc_id", description: "ID of the VPC that the cluster is in", type: .stringType,
        validations: [
          .init(
            condition: .isUUID(.variable("vpc_id")),
            message: "The VPC's ID is a UUID, as the networking module's vpc_id.",
            counterexample: "main")
        ]),
    ]
  }

  /// What the cluster runs, by the versions that DigitalOcean offers.
  func version(_ name: String, _ versions: [String], standard: String) -> Input {
    let words = versions.joined(separator: ", ")
    return Input(
      name: name, description: "Major version of \(engine): \(words)", type: .stringType,
      standard: .string(standard),
      validations: [
        .init(
          condition: .call("contains", [.list(versions.map { .string($0) }), .variable(name)]),
          message: "DigitalOcean offers \(engine) \(words).", counterexample: "0")
      ])
  }

  /// The size of a node, and how many there are.
  var size: [Input] {
    [
      Input(
        name: "node_size", description: "Slug of each node's size, as db-s-1vcpu-1gb",
        type: .stringType, standard: "db-s-1vcpu-1gb",
        validations: [
          .init(
            condition: .isDatabaseSize(.variable("node_size")),
            message: "The size is a database's slug, as db-s-2vcpu-4gb.",
            counterexample: "large")
        ]),
      Input(
        name: "node_count",
        description: "Number of nodes, 1 to \(mostNodes): the primary and its standbys",
        type: .numberType, standard: 1,
        validations: [
          .init(
            condition: .call(
              "contains", [.list((1...mostNodes).map { .number($0) }), .variable("node_count")]),
            message: "A cluster of \(engine) has 1 to \(mostNodes) nodes.",
            counterexample: .number(mostNodes + 1))
        ]),
    ]
  }

  /// When DigitalOcean updates the cluster.
  var maintenance: [Input] {
    let days = ManagedDatastore.Day.allCases.map(\.rawValue)
    return [
      Input(
        name: "maintenance_window_day", description: "Day of the week of updates",
        type: .stringType, standard: "sunday",
        validations: [
          .init(
            condition: .call(
              "contains",
              [.list(days.map { .string($0) }), .variable("maintenance_window_day")]),
            message: "The day is one of: \(days.joined(separator: ", ")).",
            counterexample: "someday")
        ]),
      Input(
        name: "maintenance_window_hour", description: "Time of day of updates in UTC, as 02:00",
        type: .stringType, standard: "02:00",
        validations: [
          .init(
            condition: .matches(
              "^([01][0-9]|2[0-3]):[0-5][0-9]$", .variable("maintenance_window_hour")),
            message: "The time is from 00:00 to 23:59.", counterexample: "25:99")
        ]),
    ]
  }

  /// Who may connect, and tags of the cluster.
  var access: [Input] {
    [
      Input(
        name: "enable_firewall",
        description:
          "Whether only trusted sources may connect; without, everyone who has the password may",
        type: .boolType, standard: true),
      .tags("trusted_tags", "Tags of the droplets that may connect"),
      addresses,
      .tags("tags", "More tags of the cluster, beside its environment and its engine"),
    ]
  }

  /// Trusted sources take IPv4 only, 100 of them (DigitalOcean, limits of managed databases).
  private var addresses: Input {
    let name = "trusted_ip_addresses"
    let address = HCL.Expression.reference("address")
    return Input(
      name: name,
      description: "Addresses that may connect, as 203.0.113.7 or the VPC's block 10.10.0.0/16",
      type: .listType(.stringType), standard: [],
      validations: [
        .init(
          condition: .all("address", in: .variable(name), .isIPv4(address)),
          message: "Each is an IPv4 address or a block of them; DigitalOcean takes no IPv6 here.",
          counterexample: ["2001:db8::/32"]),
        .init(
          condition: .all(
            "address", in: .variable(name), .unary(.not, .call("endswith", [address, "/0"]))),
          message: "The whole Internet is no trusted source.", counterexample: ["0.0.0.0/0"]),
        .init(
          condition: .count(.variable(name), .lessOrEqual, 100),
          message: "DigitalOcean takes 100 addresses at most; trust the VPC's block, or tags.",
          counterexample: .forList(
            "number", in: .call("range", [101]), value: "10.30.0.\(reference: "number")")),
      ])
  }
}

extension HCL.Expression {
  /// Whether a text is an ID of DigitalOcean's.
  static func isUUID(_ value: HCL.Expression) -> HCL.Expression {
    .matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", value)
  }

  /// Whether a text has the form of a database's size; its memory is its end.
  static func isDatabaseSize(_ value: HCL.Expression) -> HCL.Expression {
    .matches("^[a-z][a-z0-9_-]*-[0-9]+vcpu-[0-9]+gb$", value)
  }

  /// Whether a text is an IPv4 address, or a block of such.
  static func isIPv4(_ value: HCL.Expression) -> HCL.Expression {
    .every(
      .matches("^[0-9.]+(/[0-9]+)?$", value),
      .isBlock(
        .conditional(
          .call("strcontains", [value, "/"]), then: value,
          otherwise: .template([.interpolation(value), .text("/32")]))))
  }

  /// `value == null || condition`, for inputs that may be left out.
  static func nullOr(_ value: HCL.Expression, _ condition: HCL.Expression) -> HCL.Expression {
    .binary(.binary(value, .equal, .null), .or, condition)
  }

  /// `condition ? 1 : 0`, for `count`.
  static func one(if condition: HCL.Expression) -> HCL.Expression {
    .conditional(condition, then: 1, otherwise: 0)
  }

  /// `one(resource[*].attribute)`: `null` where the resource is left out.
  static func one(_ attribute: String, of resource: String) -> HCL.Expression {
    .call("one", [.attribute(.splat(.reference(resource)), attribute)])
  }
}
