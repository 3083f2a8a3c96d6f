import Diagnostics
import JSON
import Model

/// What the health daemon of a host looks at, and how it answers.
///
/// A decoded value has passed every check. Secrets are not in it, only where they are.
package struct HealthConfiguration: Equatable, Sendable {
  /// Who is told more than how it is: reasons, timings, metrics.
  package enum Details: String, CaseIterable, Sendable {
    case nobody
    /// This machine, by its loopback addresses.
    case local
    /// Private networks too (RFC 1918, RFC 4193, link-local).
    case `private`
    case everyone
  }

  /// Where the daemon answers by HTTP; the host is an address of this machine, or a name of one.
  package var listen = NetworkAddress(host: "127.0.0.1", port: HealthConfiguration.standardPort)
  /// The path of the socket by which it is told to drain.
  package var control = HealthConfiguration.standardControl
  /// The file that remembers a drain; it ends with the daemon, where it is `nil`.
  package var state: String?
  package var details = Details.local
  /// From the request to stop to the end, in which it answers 503.
  package var drainDelay = TimeSpan.seconds(10)
  /// Connections at once; beyond them the one that is idle for longest is closed.
  package var connections = 12_000
  package var probes: [Probe] = []

  package init() {}

  package static let standardPort = 9180
  package static let standardControl = "/run/healthd/control.sock"

  static let shape = Shape<HealthConfiguration>.object(
    "health", "What the health daemon of a host looks at, and how it answers.",
    initial: { HealthConfiguration() },
    [
      .ignored("$schema", "The schema of this document, for editors."),
      .ignored("$comment", "Which tool generated this document."),
      .optional(
        "listen", \.listen, NetworkAddress.shape, default: "127.0.0.1:9180",
        "The address and port of its HTTP server."),
      .optional(
        "control", \.control, .text(socketForm), default: .string(standardControl),
        "The path of the socket by which it is told to drain."),
      .optional(
        "state", \.state, .text(FilePath.form),
        "The file that remembers a drain over a restart; a restart ends a drain without it."),
      .optional(
        "details", \.details, .choice("who is told details"), default: "local",
        "Who is told reasons, timings and metrics: nobody, local (this machine), private "
          + "(private networks, too) or everyone."),
      .optional(
        "drainDelay", \.drainDelay, TimeSpan.shape, default: "10s",
        "From SIGTERM to the end: as long as a balancer needs to see the 503."),
      .optional(
        "connections", \.connections, .integer("a number of connections", 10...100_000),
        default: 12_000,
        "How many may be open at once; beyond them the one idle for longest is closed."),
      .optional(
        "probes", \.probes, .list(of: Probe.shape, 0...2000), default: [], "What it looks at."),
    ])

  /// A path that fits into the address of a socket (108 bytes with the final zero, unix(7)).
  private static let socketForm = TextForm(
    "an absolute path of at most 107 characters", pattern: "^/[A-Za-z0-9._/@+-]*$",
    lengths: 2...107, accepts: FilePath.accepts)
}

extension HealthConfiguration {
  /// Decodes and checks a document.
  ///
  /// - Throws: Everything that is wrong, at once; each finding has its pointer.
  package static func decode(
    _ json: JSONValue
  ) throws(InvalidHealthConfiguration) -> HealthConfiguration {
    var decoding = Decoding()
    let configuration = shape.decode(json, &decoding)
    guard let configuration, decoding.problems.isEmpty else {
      throw InvalidHealthConfiguration(findings: decoding.problems.map(Finding.init(problem:)))
    }
    let findings = configuration.faults
    if !findings.isEmpty { throw InvalidHealthConfiguration(findings: findings) }
    return configuration
  }

  /// The document that ``decode(_:)`` reads, with every default written out.
  package var json: JSONValue {
    var object = JSONObject([
      ("listen", .string(listen.description)), ("control", .string(control)),
    ])
    object["state"] = state.map(JSONValue.string)
    object["details"] = .string(details.rawValue)
    object["drainDelay"] = .string(drainDelay.description)
    object["connections"] = .number(JSONNumber(connections))
    object["probes"] = .array(probes.map(\.json))
    return .object(object)
  }

  /// The JSON Schema (2020-12) of a configuration.
  package static var schema: JSONValue {
    var definitions = SchemaDefinitions()
    let reference = shape.schema(&definitions)
    return .object(
      JSONObject([
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("title", "Configuration of healthd"), ("$ref", reference["$ref"] ?? .null),
        ("$defs", .object(definitions.object)),
      ]))
  }
}

/// Why a document is no configuration.
package struct InvalidHealthConfiguration: Error {
  /// At least one; each with its pointer into the document.
  package let findings: [Finding]
}
