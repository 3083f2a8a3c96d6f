import Emit
import JSON
import Model

/// What the database module takes.
struct DatabaseInputs {
  let stack: Stack

  /// PostgreSQL's majors that DigitalOcean is known to offer, by the catalog.
  static let versions = Catalog.current.versions.postgres.known

  /// Those, and what the stack's clusters name besides: ``CloudCheck`` has let it pass with a note.
  private var offered: [String] {
    Self.versions + named.subtracting(Self.versions).sorted()
  }

  var all: [Input] {
    let managed = ManagedInputs(stack: stack, engine: "PostgreSQL", mostNodes: 3)
    return managed.identity
      + [managed.version("postgres_version", offered, standard: version)] + managed.size
      + names + managed.maintenance + managed.access + pool + replica
  }

  /// The version of the stack's clusters where they agree on one that is known; else the newest.
  private var version: String {
    guard named.count == 1, let version = named.first, Self.versions.contains(version) else {
      return Self.newest
    }
    return version
  }

  private static let newest = versions[versions.count - 1]

  /// What a cluster runs: the newest that is known, where the stack doesn't say.
  static func version(of cluster: ManagedDatastore) -> String { cluster.version ?? newest }

  private var named: Set<String> {
    let stores = stack.datastores.filter { $0.engine == .postgres }.map(\.name)
    return Set(
      stack.cloudEnvironments.flatMap(\.datastores).filter { stores.contains($0.name) }
        .compactMap(\.value.version))
  }

  private var names: [Input] {
    [
      name("database_name", "The application's database", besides: "defaultdb"),
      name("database_user", "The application's user", besides: "doadmin"),
    ]
  }

  /// An identifier that needs no quotes (PostgreSQL 17, §4.1.1) and is not DigitalOcean's own.
  private func name(_ name: String, _ description: String, besides taken: String) -> Input {
    Input(
      name: name, description: description, type: .stringType,
      validations: [
        .init(
          condition: .matches("^[a-z_][a-z0-9_]{0,62}$", .variable(name)),
          message: "The name has lower-case letters, digits and underscores, 63 at most.",
          counterexample: "no-hyphens"),
        .init(
          condition: .binary(.variable(name), .notEqual, .string(taken)),
          message: "\(taken) is DigitalOcean's own.", counterexample: .string(taken)),
      ])
  }

  private var pool: [Input] {
    let modes = ConnectionPool.Mode.allCases.map(\.rawValue)
    let size = HCL.Expression.variable("connection_pool_size")
    return [
      Input(
        name: "enable_connection_pool", description: "Whether there is a connection pool",
        type: .boolType, standard: false),
      Input(
        name: "connection_pool_name",
        description: "Name of the pool, which clients name in the place of the database",
        type: .stringType, standard: "pool",
        validations: [
          .init(
            condition: .matches("^[a-z][a-z0-9_-]{2,62}$", .variable("connection_pool_name")),
            message: "The name has lower-case letters, digits, hyphens and underscores, 3 to 63.",
            counterexample: "no spaces")
        ]),
      Input(
        name: "connection_pool_mode",
        description: "For how long a client holds a connection: \(modes.joined(separator: ", "))",
        type: .stringType, standard: "transaction",
        validations: [
          .init(
            condition: .call(
              "contains",
              [.list(modes.map { .string($0) }), .variable("connection_pool_mode")]),
            message: "The mode is one of: \(modes.joined(separator: ", ")).",
            counterexample: "request")
        ]),
      Input(
        name: "connection_pool_size", description: "Connections of the pool to the database",
        type: .numberType, standard: 10,
        validations: [
          .init(
            condition: .every(
              .binary(size, .equal, .call("floor", [size])), .binary(size, .greaterOrEqual, 1),
              .binary(size, .lessOrEqual, 100)),
            message: "The size is a whole number from 1 to 100.", counterexample: 0)
        ]),
    ]
  }

  private var replica: [Input] {
    [
      Input(
        name: "enable_replica", description: "Whether there is a read replica", type: .boolType,
        standard: false),
      optional(
        "replica_region", "Region of the replica; the cluster's where it is null",
        { .matches("^[a-z]{3}[0-9]$", $0) }, "The region is a slug such as nyc3, fra1 or sgp1."),
      optional(
        "replica_size", "Size of the replica; the cluster's where it is null",
        HCL.Expression.isDatabaseSize, "The size is a database's slug, as db-s-2vcpu-4gb."),
      optional(
        "replica_vpc_id",
        "ID of the replica's VPC; where it is null, the cluster's, and the region's own in another region",
        HCL.Expression.isUUID, "The VPC's ID is a UUID."),
    ]
  }

  private func optional(
    _ name: String, _ description: String, _ condition: (HCL.Expression) -> HCL.Expression,
    _ message: String
  ) -> Input {
    let value = HCL.Expression.variable(name)
    return Input(
      name: name, description: description, type: .stringType, standard: .null,
      validations: [
        .init(condition: .nullOr(value, condition(value)), message: message, counterexample: "?")
      ])
  }
}
