import JSON

/// A local environment: one compose file.
package struct ComposeEnvironment: Equatable, Sendable {
  package enum Mode: String, CaseIterable, Sendable {
    /// Source is mounted and reloaded.
    case development
    /// The image that will be deployed, and nothing else.
    case production
  }

  package var name = ""
  package var mode = Mode.development
  /// Its compose file, from the repository's root.
  package var file = ""
  /// The file of its variables; the template adds `.example`.
  package var variablesFile = ""
  package var network = ""
  /// The address that ports are published on: only this machine, unless asked otherwise.
  package var address = "127.0.0.1"
  /// Ports on the host, by service, datastore or `adminer`.
  package var ports: [Named<Int>] = []
  /// What differs from the stack's datastores, by name.
  package var datastores: [Named<LocalDatastore>] = []
  package var adminer: Adminer? = Adminer()

  static let shape = Shape<ComposeEnvironment>.object(
    "composeEnvironment", "A local environment: one compose file.",
    initial: { ComposeEnvironment() },
    [
      .required("name", \.name, .name("the environment's name"), "Names it in the stack."),
      .ignored("kind", "compose"),
      .optional(
        "mode", \.mode, .choice("a mode"), default: "development",
        "development: source mounted and reloaded; production: the image that will be deployed."),
      .optional(
        "file", \.file, .text(fileForm),
        "Its compose file: docker-compose.yml for the first, docker-compose.NAME.yml for others."),
      .optional(
        "variablesFile", \.variablesFile, .text(variablesFileForm),
        "Its variables' file; .env.NAME without it."),
      .optional(
        "network", \.network, .name("a network's name", upTo: 63),
        "PROJECT-network for the first, PROJECT-NAME-network for others."),
      .optional(
        "address", \.address, .text(addressForm), default: "127.0.0.1",
        "The address that ports are published on."),
      .optional(
        "ports", \.ports,
        .dictionary(name: Forms.name("a service's or a datastore's name", upTo: 24), of: .port),
        "Ports on the host, by service, datastore or adminer; a hundred more than the first "
          + "environment's for each environment after it, without it."),
      .optional(
        "datastores", \.datastores,
        .dictionary(
          name: Forms.name("a datastore's name", upTo: 24), of: LocalDatastore.shape),
        "What differs from the stack's datastores."),
      .optional(
        "adminer", \.adminer, Adminer.orFalse,
        "The database UI; false for none. It takes part where a "
          + "PostgreSQL datastore does."),
    ])

  private static let fileForm = TextForm(
    "a file's name in the repository's root", pattern: #"^\.?[A-Za-z0-9][A-Za-z0-9._-]*$"#,
    lengths: 1...64
  ) { text in
    let body = text.utf8.first == UInt8(ascii: ".") ? text.utf8.dropFirst() : text.utf8[...]
    return body.first.map(Forms.isAlphanumeric) == true
      && body.allSatisfy { Forms.isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  /// Names that git is told to ignore, and whose templates can be told from them.
  private static let variablesFileForm = TextForm(
    "the name of a file of variables, as \".env.development\", which is no \".example\"",
    pattern:
      #"^(?!.*\.example$)(\.env(\.[A-Za-z0-9][A-Za-z0-9._-]*)?|[A-Za-z0-9][A-Za-z0-9._-]*\.env)$"#,
    lengths: 4...64
  ) { text in
    let begins = { (bytes: Substring.UTF8View) in bytes.first.map(Forms.isAlphanumeric) == true }
    let isNamed =
      text == ".env" || text.hasPrefix(".env.") && begins(text.utf8.dropFirst(5))
      || text.hasSuffix(".env") && begins(text.utf8[...])
    return isNamed && fileForm.accepts(text) && !text.hasSuffix(".example")
  }

  private static let addressForm = TextForm(
    "an IPv4 address of this machine, as \"127.0.0.1\" or \"0.0.0.0\"",
    pattern: #"^([0-9]{1,3}\.){3}[0-9]{1,3}$"#, lengths: 7...15
  ) { IPv4Network($0 + "/32") != nil }
}

/// A datastore as one local environment has it.
package struct LocalDatastore: Equatable, Sendable {
  package var database: String?
  package var user: String?

  static let shape = Shape<LocalDatastore>.object(
    "localDatastore", "A datastore as one local environment has it.",
    initial: { LocalDatastore() },
    [
      .optional("database", \.database, .text(Datastore.identifier), "Its database."),
      .optional("user", \.user, .text(Datastore.identifier), "Its user."),
    ])
}

/// The database UI beside a local PostgreSQL.
package struct Adminer: Equatable, Sendable {
  package var image = "adminer:5"
  package var design: String?

  static let shape = Shape<Adminer>.object(
    "adminer", "The database UI beside a local PostgreSQL.", initial: { Adminer() },
    [
      .optional("image", \.image, .text(Image.form), default: "adminer:5", "Its image."),
      .optional(
        "design", \.design, .text(Forms.word("a design's name", upTo: 40)),
        "A design that the image brings, as dracula."),
    ])

  static let orFalse = Shape<Adminer?>.either(
    Shape(
      schema: { _ in JSONObject([("const", false)]) },
      decode: { json, decoding in
        if json == .bool(true) {
          decoding.report(.badValue(found: "true", expected: "an object, or false", allowed: []))
        }
        return .some(nil)
      }),
    where: { $0.bool != nil }, or: shape.map { $0 })
}
