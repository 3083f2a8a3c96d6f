import JSON

/// A kind of secret: what it looks like, where it stands, and what speaks against one.
///
/// The table of kinds is `Data/Rules`, compiled in. Patterns are PCRE2's; identifiers are gitleaks' where
/// it has the kind, so that people's lists of exceptions keep their meaning.
struct SecretKind: Sendable {
  /// As findings name it: `github-pat`.
  var id = ""
  /// As people name it: `GitHub personal access token`.
  var what = ""
  /// The provider's own documentation of it.
  var source = ""
  /// The token's pattern, where it is recognised by its shape.
  var token = ""
  /// Words of which one stands in the name that the token is assigned to, ignoring case.
  var near: [String] = []
  /// The whole pattern, where a token doesn't say it; its group `secret` is the secret.
  var pattern = ""
  /// A pattern that matches inside or before every match of `pattern`, with a fixed text in it, where
  /// `pattern` has none or costs too much.
  var trigger = ""
  /// Bytes by which a match may begin before its trigger.
  var reach = 0
  /// A pattern of the paths that it is looked for in; everywhere without it.
  var files = ""
  /// A pattern of lines on which it is something else.
  var unless = ""
  /// A pattern of what base64 in the secret says.
  var decoded = ""
  /// The least entropy of the secret, in bits a character; 0 where the shape alone decides.
  var entropy: Double?
  var checksum: Checksum?
  var filter: Filter?
  /// Whether a user's configuration brought it: then its pattern and its entropy decide alone.
  var isCustom = false
  /// The number of the group that is a custom kind's secret; 0 for the first.
  var group = 0
  /// Texts of which one is in every match of a custom kind.
  var keywords: [String] = []

  /// A checksum that a token ends with.
  enum Checksum: String, CaseIterable, Sendable {
    /// Six digits to the base 62 of the CRC-32 of the random part (GitHub, 2021; npm).
    case crc32 = "crc32-base62"
  }

  /// What else is asked of a match.
  enum Filter: String, CaseIterable, Sendable {
    /// The group `name` names a secret, and the secret looks random.
    case assignment
    /// The secret is no word that stands for one.
    case plain
    /// The secret is the password of a URL, and neither a reference nor well known.
    case url
  }

  /// Whether files are searched for it by their path alone, without a trigger.
  var isOfFiles: Bool { !pattern.isEmpty && !files.isEmpty && trigger.isEmpty && !isCustom }
}

extension SecretKind {
  static let shape = Shape<SecretKind>.object(
    "kind", "A kind of secret.", initial: { SecretKind() },
    [
      .required("id", \.id, text, "Its name in findings."),
      .required("what", \.what, text, "Its name for people."),
      .required("source", \.source, text, "The provider's documentation."),
      .optional("token", \.token, text, "The token's pattern."),
      .optional("near", \.near, .list(of: text, 1...20), "Words of names it is assigned to."),
      .optional("pattern", \.pattern, text, "The whole pattern, with a group `secret`."),
      .optional("trigger", \.trigger, text, "A pattern that every match has in or behind it."),
      .optional("reach", \.reach, .integer("bytes", 0...8192), "From a match to its trigger."),
      .optional("files", \.files, text, "A pattern of paths."),
      .optional("unless", \.unless, text, "A pattern of lines it isn't on."),
      .optional("decoded", \.decoded, text, "A pattern of what its base64 says."),
      .optional("entropy", \.entropy, bits.map { $0 }, "The least bits a character."),
      .optional(
        "checksum", \.checksum, Shape<Checksum>.choice("a checksum").map { $0 }, "Its end."),
      .optional(
        "filter", \.filter, Shape<Filter>.choice("a filter").map { $0 }, "What else is asked."),
    ])

  private static let text = Shape<String>.text(TextForm("a text", lengths: 1...4000))

  private static let bits = Shape<Double> { _ in
    JSONObject([("type", "number")])
  } decode: { json, decoding in
    if case .number(let number) = json, let value = Double(number.text) { return value }
    decoding.report(.wrongType(expected: "a number", found: json.kind))
    return nil
  }
}
