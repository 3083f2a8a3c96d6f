import JSON

/// An environment variable of the application.
package struct Variable: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case string, integer, number, boolean, url, email, port, duration
    case choice = "enum"
  }

  package var name = ""
  package var kind = Kind.string
  package var isSecret = false
  package var isRequired = true
  package var summary = ""
  /// The values that a `choice` takes.
  package var values: [String] = []
  /// The value where no environment says otherwise.
  package var standard: String?
  /// A value for the templates where there is no default.
  package var example: String?
  /// A part of a datastore or a service from which the value comes.
  package var origin: Origin?
  /// The services that read it; all, where the list is empty.
  package var services: [String] = []
  /// Values by environment.
  package var environments: [Named<String>] = []
  /// The bounds of an integer, a number or the length of a string.
  package var minimum: Int?
  package var maximum: Int?

  /// The part of a datastore or a service that a variable tells.
  package struct Origin: Equatable, Sendable {
    package enum Part: String, CaseIterable, Sendable {
      /// Of a datastore with its credentials; of a service as the world outside reaches it.
      case url
      /// Of a service as its neighbours reach it: `http://api:3001`.
      case address
      case host, port
      case user, password, database
    }
    /// The name of a datastore or a service.
    package let source: String
    package let part: Part

    package init(source: String, part: Part) {
      self.source = source
      self.part = part
    }
  }

  /// Whether the value must not be told: declared so, or from credentials.
  ///
  /// - Parameter stack: The stack of the variable; in it, the origin is found.
  package func isSecret(in stack: Stack) -> Bool {
    guard !isSecret, let origin, stack.datastore(origin.source) != nil else { return isSecret }
    return origin.part == .url || origin.part == .password
  }

  static let shape = Shape<Variable>.object(
    "variable", "An environment variable of the application.", initial: { Variable() },
    [
      .required("name", \.name, .text(Forms.variableName), "As DATABASE_URL."),
      .optional("type", \.kind, .choice("a type"), default: "string", "What its value must be."),
      .optional(
        "secret", \.isSecret, .boolean, default: false,
        "Whether the value is secret; then the stack must not say it."),
      .optional(
        "required", \.isRequired, .boolean, default: true, "Whether a service can't do without it."),
      .optional("description", \.summary, .line, "One line for templates and documents."),
      .optional("values", \.values, .list(of: .text(Forms.value), 1...100), "What an enum takes."),
      .optional("default", \.standard, literal, "The value where no environment says otherwise."),
      .optional("example", \.example, literal, "A value for the templates, where no default is."),
      .optional(
        "from", \.origin, originShape,
        "The datastore or service it comes from, and the part, as cache.host: url, host, port, "
          + "user, password or database of a datastore; url (from outside), address (from its "
          + "neighbours), host or port of a service. Without a part, url."),
      .optional(
        "services", \.services, .list(of: .name("a service's name")), default: [],
        "The services that read it; all without it."),
      .optional(
        "environments", \.environments,
        .dictionary(name: Forms.name("an environment's name", upTo: 24), of: literal),
        "Values by environment."),
      .optional(
        "minimum", \.minimum, .integer("a bound", -1_000_000_000...1_000_000_000),
        "The least number, or the shortest length of a string."),
      .optional(
        "maximum", \.maximum, .integer("a bound", -1_000_000_000...1_000_000_000),
        "The greatest number, or the longest length of a string."),
    ])

  /// A value: a string, or a number or boolean as it will be written.
  private static let literal = Shape<String>(
    schema: { _ in
      JSONObject([("type", ["string", "number", "boolean"]), ("maxLength", 2000)])
    },
    decode: { json, decoding in
      switch json {
      case .bool(let value): return value ? "true" : "false"
      case .number(let number): return number.text
      default: return Shape<String>.text(Forms.value).decode(json, &decoding)
      }
    })

  private static let originShape = Shape<String>.text(
    TextForm(
      "a datastore or a service and a part of it, as \"database\" or \"cache.host\" (parts: "
        + Origin.Part.allCases.map(\.rawValue).joined(separator: ", ") + ")",
      pattern: #"^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.(url|address|host|port|user|password|database))?$"#,
      lengths: 1...40
    ) { Origin($0) != nil }
  ).map { Origin($0) }
}

extension Variable.Origin {
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, Forms.name("", upTo: 24).accepts(String(parts[0])),
      let part = parts.count == 2 ? Part(rawValue: String(parts[1])) : .url
    else { return nil }
    self.init(source: String(parts[0]), part: part)
  }
}
