import JSON

/// A datastore as a managed cluster.
package struct ManagedDatastore: Equatable, Sendable {
  package enum Day: String, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  }

  /// The eviction policies that DigitalOcean takes (documentation of Valkey, 2026).
  package enum Eviction: String, CaseIterable, Sendable {
    case noeviction
    case allkeysLRU = "allkeys-lru"
    case allkeysRandom = "allkeys-random"
    case volatileLRU = "volatile-lru"
    case volatileRandom = "volatile-random"
    case volatileTTL = "volatile-ttl"
  }

  package var version: String?
  package var nodes = 1
  package var size = "db-s-1vcpu-1gb"
  package var pool: ConnectionPool?
  package var replica: Replica?
  package var eviction: Eviction?
  package var maintenance = Maintenance()

  /// The weekly hour in which updates are made.
  package struct Maintenance: Equatable, Sendable {
    package var day = Day.sunday
    package var hour = "02:00"
  }

  static let shape = Shape<ManagedDatastore>.object(
    "managedDatastore", "A datastore as a managed cluster.", initial: { ManagedDatastore() },
    [
      .optional(
        "version", \.version, .text(Forms.word("a version", upTo: 10)),
        "The engine's version; the newest that DigitalOcean offers without it."),
      .optional(
        "nodes", \.nodes, .integer("a number of nodes", 1...3), default: 1,
        "One, or more to survive the loss of one."),
      .optional(
        "size", \.size, .slug("a database size"), default: "db-s-1vcpu-1gb", "Its size's slug."),
      .optional(
        "pool", \.pool, ConnectionPool.shape, "A connection pool; PostgreSQL only."),
      .optional(
        "replica", \.replica, Replica.shape, "A read replica; PostgreSQL only."),
      .optional(
        "eviction", \.eviction, Shape<Eviction>.choice("an eviction policy"),
        "What a full cache does; Redis and Valkey only, allkeys-lru without it."),
      .optional("maintenance", \.maintenance, maintenanceShape, "When updates are made."),
    ])

  private static let maintenanceShape = Shape<Maintenance>.object(
    "maintenance", "The weekly hour in which updates are made.", initial: { Maintenance() },
    [
      .optional("day", \.day, .choice("a day"), default: "sunday", "A day of the week."),
      .optional(
        "hour", \.hour,
        .text(
          TextForm(
            "a time of day in UTC, as \"02:00\"", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
            lengths: 5...5, accepts: isTimeOfDay)), default: "02:00", "In UTC."),
    ])

  private static func isTimeOfDay(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(Forms.isDigit) })
    else { return false }
    return Int(parts[0]).map { $0 < 24 } == true && Int(parts[1]).map { $0 < 60 } == true
  }
}

/// PgBouncer before a PostgreSQL cluster.
package struct ConnectionPool: Equatable, Sendable {
  package enum Mode: String, CaseIterable, Sendable { case transaction, session, statement }

  package var mode = Mode.transaction
  package var size = 10

  package init() {}

  static let shape = Shape<ConnectionPool>.object(
    "pool", "A connection pool.", initial: { ConnectionPool() },
    [
      .optional("mode", \.mode, .choice("a mode"), default: "transaction", "What a client holds."),
      .optional(
        "size", \.size, .integer("a number of connections", 1...100), default: 10,
        "Connections to the server."),
    ])
}

/// A read replica of a PostgreSQL cluster.
package struct Replica: Equatable, Sendable {
  package var region: String?
  package var size: String?

  static let shape = Shape<Replica>.object(
    "replica", "A read replica.", initial: { Replica() },
    [
      .optional("region", \.region, .text(Forms.region), "The environment's without it."),
      .optional("size", \.size, .slug("a database size"), "The cluster's without it."),
    ])
}
