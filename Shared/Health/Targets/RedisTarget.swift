import JSON
import Model

/// A Redis or a Valkey that lets itself be used.
package struct RedisTarget: ProbeTarget {
  /// A URI `redis://` or `rediss://`; then ``host`` to ``password`` aren't used.
  package var url: Setting?
  package var host: Setting?
  package var port = Setting.literal("6379")
  package var user: String?
  package var password: Setting?
  /// Whether a key is written, too: a full server answers PING and takes no value.
  package var writes = false
  package var tls = ClientTLS()

  package init() {}

  package static let kind = "redis"
  package static let summary = "A Redis or a Valkey that lets itself be used."
  package static let fields: [Field<ProbeDraft<RedisTarget>>] =
    [
      .optional(
        "url", \.target.url, secretShape,
        "Where its URI is (redis://); whether it is encrypted is told by \"tls\"."),
      .optional(
        "host", \.target.host, Shape<Setting>.host.map { Optional($0) },
        "Its host, where there is no \"url\"."),
      .optional("port", \.target.port, Shape<Setting>.port, default: 6379, "Its port."),
      .optional(
        "user", \.target.user, .text(userForm), "Who logs in; the default user without it."),
      .optional("password", \.target.password, secretShape, "Where the password is."),
      .optional(
        "write", \.target.writes, .boolean, default: false,
        "Whether a key that expires is written, too: a full server answers PING all the same."),
      ClientTLS.modeField(\.target.tls.mode),
      ClientTLS.authoritiesField(\.target.tls.authorities),
    ]

  package var members: [(String, JSONValue)] {
    let place: [(String, JSONValue?)] =
      url == nil
      ? [
        ("host", host.map { .string($0.description) }), ("port", port.portJSON),
        ("user", user.map(JSONValue.string)),
        ("password", password.map { .string($0.description) }),
      ] : [("url", url.map { .string($0.description) })]
    return present(place) + [("write", .bool(writes))] + tls.members(modes: true)
  }

  package var faults: [TargetFault] {
    let parts = [
      host != nil ? "host" : nil, user != nil ? "user" : nil, password != nil ? "password" : nil,
      port != .literal("6379") ? "port" : nil,
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
    case (nil, _) where user != nil && password == nil:
      return [
        TargetFault("user", "a \"user\" without a \"password\"", do: "say where the password is")
      ]
    default: return []
    }
  }

  private static let secretShape = Shape<Setting>.secret.map { Optional($0) }

  private static let userForm = TextForm(
    "a user of an access control list", pattern: "^[A-Za-z0-9_.@-]+$", lengths: 1...100
  ) { $0.utf8.allSatisfy { Forms.isAlphanumeric($0) || "_.@-".utf8.contains($0) } }
}
