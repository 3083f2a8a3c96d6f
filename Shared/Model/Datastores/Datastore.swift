import JSON

/// A database or a cache that services use.
package struct Datastore: Equatable, Sendable {
  package enum Engine: String, CaseIterable, Sendable { case postgres, redis, valkey }

  package var name = ""
  package var engine = Engine.postgres
  /// The local image; the engine's current one by default.
  package var image = ""
  /// Its host name beside the services, in compose networks and in CI; ``name`` by default.
  package var host = ""
  /// The first database of a PostgreSQL server; the project's name with `_` by default.
  package var database = ""
  /// The first user of a PostgreSQL server.
  package var user = ""

  /// The port the engine listens on, everywhere but in managed clusters.
  package var port: Int { engine == .postgres ? 5432 : 6379 }

  /// The stem of its variables: `POSTGRES` for the host `postgres`.
  package var variableStem: String { VariableName.stem(of: host) }

  static let shape = Shape<Datastore>.object(
    "datastore", "A database or a cache that services use.", initial: { Datastore() },
    [
      .required("name", \.name, .name("the datastore's name"), "Names it in the stack."),
      .required("engine", \.engine, .choice("an engine"), "What it runs."),
      .optional(
        "image", \.image, .text(Image.form),
        "The local image: postgres:17-alpine, redis:8-alpine or valkey/valkey:8-alpine."),
      .optional(
        "host", \.host, .name("a host name"),
        "Its host name beside the services, in compose and CI; its name without it."),
      .optional(
        "database", \.database, .text(identifier),
        "The application's database; the project's name with underscores without it."),
      .optional(
        "user", \.user, .text(identifier), "The application's user; the database's name without it."
      ),
    ])

  /// An identifier of PostgreSQL that needs no quotes (PostgreSQL 17, §4.1.1), 63 bytes at most.
  static let identifier = TextForm(
    "an identifier of PostgreSQL (lower-case letters, digits and underscores)",
    pattern: "^[a-z_][a-z0-9_]*$", lengths: 1...63
  ) { text in
    text.utf8.first.map { Forms.isLower($0) || $0 == UInt8(ascii: "_") } == true
      && text.utf8.allSatisfy {
        Forms.isLower($0) || Forms.isDigit($0) || $0 == UInt8(ascii: "_")
      }
  }
}

extension Datastore.Engine {
  /// The image of a new stack: the newest major version that is a year old.
  var standardImage: String {
    switch self {
    case .postgres: "postgres:17-alpine"
    case .redis: "redis:8-alpine"
    case .valkey: "valkey/valkey:8-alpine"
    }
  }

  /// Whether the engine holds keys and values in memory, and speaks the Redis protocol.
  package var isCache: Bool { self != .postgres }
}

/// Names of environment variables, made from other names.
package enum VariableName {
  /// `ORDERS_DB` for `orders-db`.
  package static func stem(of name: String) -> String {
    String(
      decoding: name.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "-"): UInt8(ascii: "_")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
        default: byte
        }
      }, as: UTF8.self)
  }
}
