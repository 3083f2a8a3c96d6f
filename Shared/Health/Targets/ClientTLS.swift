import JSON

/// How a probe speaks TLS to a server.
package struct ClientTLS: Equatable, Sendable {
  package enum Mode: String, CaseIterable, Sendable {
    /// In clear.
    case disable
    /// Encrypted, whoever the server is.
    case require
    /// Encrypted, with a certificate of a known authority for the server's name.
    case verify
  }

  package var mode = Mode.verify
  /// A file of authorities in PEM; the system's, where it is `nil`.
  package var authorities: String?

  package init(_ mode: Mode = .verify) { self.mode = mode }

  static func modeField<Root>(
    _ property: any WritableKeyPath<Root, Mode> & Sendable
  ) -> Field<Root> {
    .optional(
      "tls", property, .choice("a way to use TLS"), default: "verify",
      "verify: the server proves its name; require: it is encrypted only; disable: in clear.")
  }

  static func authoritiesField<Root>(
    _ property: any WritableKeyPath<Root, String?> & Sendable
  ) -> Field<Root> {
    .optional(
      "ca", property, .text(FilePath.form),
      "A file of authorities in PEM that vouch for the server; the system's without it.")
  }

  /// - Parameter modes: Whether a key decides the mode.
  func members(modes: Bool) -> [(String, JSONValue)] {
    present([
      ("tls", modes ? .string(mode.rawValue) : nil), ("ca", authorities.map(JSONValue.string)),
    ])
  }
}
