import JSON
import Model

/// A PostgreSQL server that answers `SELECT 1` over the connection that an application would use.
package struct PostgresTarget: ProbeTarget {
  /// A connection URI; then ``host`` to ``password`` aren't used.
  package var url: Setting?
  package var host: Setting?
  package var port = Setting.literal("5432")
  package var user: String?
  package var database: String?
  package var password: Setting?
  /// Whether a server that only reads counts as failing.
  package var needsWriting = false
  package var tls = ClientTLS()

  package init() {}

  package static let kind = "postgres"
  package static let summary =
    "A PostgreSQL server that answers `SELECT 1` over the connection an application would use."
  package static let fields: [Field<ProbeDraft<PostgresTarget>>] =
    [
      .optional(
        "url", \.target.url, urlShape,
        "Where its connection URI is; its sslmode gives way to \"tls\"."),
      .optional("host", \.target.host, hostShape, "Its host, where there is no \"url\"."),
      .optional("port", \.target.port, Shape<Setting>.port, default: 5432, "Its port."),
      .optional("user", \.target.user, .text(identifier), "Who logs in."),
      .optional(
        "database", \.target.database, .text(identifier),
        "The database; the user's name without it."),
      .optional("password", \.target.password, urlShape, "Where the password is."),
      .optional(
        "writable", \.target.needsWriting, .boolean, default: false,
        "Whether a server that only reads (a standby) counts as failing."),
      ClientTLS.modeField(\.target.tls.mode),
      ClientTLS.authoritiesField(\.target.tls.authorities),
    ]

  package var members: [(String, JSONValue)] {
    let place: [(String, JSONValue?)] =
      url == nil
      ? [
        ("host", host.map { .string($0.description) }), ("port", port.portJSON),
        ("user", user.map(JSONValue.string)), ("database", database.map(JSONValue.string)),
        ("password", password.map { .string($0.description) }),
      ] : [("url", url.map { .string($0.description) })]
    return present(place) + [("writable", .bool(needsWriting))] + tls.members(modes: true)
  }

  package var faults: [TargetFault] {
    let parts = [
      host != nil ? "host" : nil, user != nil ? "user" : nil, database != nil ? "database" : nil,
      password != nil ? "password" : nil, port != .literal("5432") ? "port" : nil,
    ].compactMap { $0 }
    switch (url, parts.first) {
    case (.some, let part?):
      return [
        TargetFault(part, "\"url\" and \"\(part)\" are both there", do: "leave one of them out")
      ]
    case (nil, _) where host == nil:
      return [
        TargetFault(nil, "it has neither \"url\" nor \"host\"", do: "say where the server is")
      ]
    case (nil, _) where user == nil:
      return [TargetFault(nil, "it has a \"host\" and no \"user\"", do: "say who logs in")]
    default: return []
    }
  }

  private static let urlShape = Shape<Setting>.secret.map { Optional($0) }
  private static let hostShape = Shape<Setting>.host.map { Optional($0) }

  /// A name as PostgreSQL has it, quoted or not (63 bytes, NAMEDATALEN).
  private static let identifier = TextForm(
    "a name of PostgreSQL (letters, digits, \"_\", \"-\", \".\")", pattern: "^[A-Za-z0-9_.-]+$",
    lengths: 1...63
  ) { $0.utf8.allSatisfy { Forms.isAlphanumeric($0) || "_.-".utf8.contains($0) } }
}

extension Setting {
  /// A port as a configuration has it.
  var portJSON: JSONValue {
    if case .literal(let text) = self, let port = Int(text) { return .number(JSONNumber(port)) }
    return .string(description)
  }
}
