import Model

/// A rule of the stack's own, with what it passes.
///
/// Patterns are RE2's. Those for names of variables are five, for a secret looks different in code,
/// in a file of variables and in YAML, and one pattern for all would take code for secrets.
struct GitleaksRule {
  var id: String
  var summary: String
  var comment: String
  /// The first group is the secret.
  var pattern: String
  /// The files that it looks at; all without it.
  var files: String?
  var keywords: [String]
  /// What is no secret, by the secret.
  var harmless = GitleaksRule.harmless
  /// What is no secret, by the whole match.
  var harmlessMatches: [String] = []

  var tables: [TOML.Table] {
    var entries: [(String, TOML.Value)] = [
      ("id", .string(id)), ("description", .string(summary)), ("regex", .pattern(pattern)),
      ("secretGroup", .integer(1)),
    ]
    if let files { entries.append(("path", .pattern(files))) }
    entries.append(("keywords", .list(keywords.map(TOML.Value.string))))
    var tables = [
      TOML.Table(name: "rules", isElement: true, comment: comment, entries: entries),
      TOML.Table(
        name: "rules.allowlists", isElement: true,
        entries: [
          ("description", .string("Dummies, and references to where the value really is")),
          ("regexes", .list(harmless.map(TOML.Value.pattern))),
        ]),
    ]
    if !harmlessMatches.isEmpty {
      tables.append(
        TOML.Table(
          name: "rules.allowlists", isElement: true,
          entries: [
            ("description", .string("What everybody knows, on this machine")),
            ("regexTarget", .string("match")),
            ("regexes", .list(harmlessMatches.map(TOML.Value.pattern))),
          ]))
    }
    return tables
  }
}

extension GitleaksRule {
  /// Dummies of the templates: alone, in a connection URL, in a web or mail address. The second form
  /// is a dummy that a variable's greatest length has cut.
  static let dummy =
    #"^(?:[a-z][a-z0-9+.-]*://(?:[^\s:@/]*:)?)?change-me(?:[-.@][A-Za-z0-9.@-]*)?(?:[:/][^\s]*)?$|^change(?:-m?)?$"#

  /// Dummies, references (`${X}`, `$X`, `$(command)`, `{{ x }}`, `%(x)s`, `process.env.X`), names
  /// of other variables, and words that say that a value is to be put there.
  static let harmless = [
    dummy,
    #"^\$(?:[{(]|[A-Za-z_]\w*$)"#,
    #"^[a-z][a-z0-9+.-]*://[^\s]*\$[{(A-Za-z_]"#,
    #"^(?:\{\{|<|%[({]?[A-Za-z_]|\*{3,}|\.{3,}|[xX]{3,}$)"#,
    "^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$",
    #"^(?:process\.env|import\.meta|secrets\.|vars\.|env\.|var\.|local\.|data\.|module\.)"#,
    "^(?i:(?:your|my)[-_].*|\(wellKnown)|required|optional|undefined|redacted|removed)$",
  ]

  /// Passwords that nobody takes for one.
  private static let wellKnown =
    "postgres|redis|valkey|password|passwd|secret|example|dummy|testing"

  /// `postgresql://shop:hunter2@db.example.com`, with the schemes of the stack's engines.
  static func connectionURL(
    engines: Set<Datastore.Engine>, hosts: Set<String>
  ) -> GitleaksRule {
    let hasCache = engines.contains { $0.isCache }
    let schemes =
      (engines.contains(.postgres) ? ["postgres(?:ql)?"] : [])
      + (hasCache ? ["rediss?", "valkeys?"] : [])
    return GitleaksRule(
      id: "stack-connection-url", summary: "A password in the URL of a database or a cache",
      comment: "A password in a connection URL. References such as ${PASSWORD} are none.",
      pattern:
        #"(?i)\b(?:\#(schemes.joined(separator: "|")))://[^\s:@/'"`<>]{0,100}:([^\s@/'"`<>]{3,200})@[^\s:/'"`]{1,253}"#,
      keywords: (engines.contains(.postgres) ? ["postgres"] : [])
        + (hasCache ? ["redis", "valkey"] : []),
      // Of a URL whose user is a reference, the second colon is that of the reference's default.
      harmless: harmless + [#"\$[{(]"#, "^[A-Z]+$"],
      harmlessMatches: [#"(?i):(?:\#(wellKnown)|test)@(?:\#(local(hosts)))$"#])
  }

  /// `DATABASE_URL: "…"`, `process.env.DATABASE_URL ?? '…'`, `"DATABASE_URL": "…"`.
  static func quotedLiteral(of names: [String]) -> GitleaksRule {
    GitleaksRule(
      id: "stack-secret-literal", summary: "The value of a secret variable of the stack, in quotes",
      comment: "A literal beside the name of a secret variable, in code and configuration.",
      pattern:
        #"\b(?:\#(alternatives(names)))\b["'\])]{0,3}[ \t]{0,8}(?:[:=]|:=|=>|\|\||\?\?=?|\|\|=)[ \t]{0,8}["'`]([^\s"'`]{6,500})["'`]"#,
      keywords: keywords(names), harmless: harmless + [passwordlessURL])
  }

  /// `DATABASE_URL=…`, in files of variables, scripts, Dockerfiles and documents.
  static func assignment(of names: [String]) -> GitleaksRule {
    GitleaksRule(
      id: "stack-secret-assignment", summary: "The value of a secret variable of the stack",
      comment: "An assignment to a secret variable, in what a shell, a build or a person reads.",
      pattern: #"\b(?:\#(alternatives(names)))=([^\s"'`\\]{6,500})"#,
      files:
        #"(?:^|/)(?:\.env[^/]*|Dockerfile[^/]*|Makefile|[^/]*\.(?:env|envrc|sh|bash|zsh|fish|ya?ml|toml|ini|cfg|conf|properties|service|tf|tfvars|md|mdx|txt|example))$"#,
      keywords: keywords(names), harmless: harmless + [passwordlessURL])
  }

  /// `DATABASE_URL: …`, in YAML.
  static func yamlValue(of names: [String]) -> GitleaksRule {
    GitleaksRule(
      id: "stack-secret-yaml", summary: "The value of a secret variable of the stack, in YAML",
      comment: "A plain value of a secret variable, in YAML.",
      pattern:
        #"(?m)^[ \t]*(?:-[ \t]+)?(?:\#(alternatives(names))):[ \t]+([^\s"'#&*!|>{\[][^\s#]{5,500})"#,
      files: #"\.ya?ml$"#, keywords: keywords(names), harmless: harmless + [passwordlessURL])
  }

  /// `${POSTGRES_PASSWORD:-…}`, where a compose file or a script has a value to fall back to.
  static func defaultValue(of names: [String]) -> GitleaksRule {
    GitleaksRule(
      id: "stack-secret-default", summary: "A value that a secret variable falls back to",
      comment: "The value that a reference to a secret variable falls back to.",
      pattern: #"\$\{(?:\#(alternatives(names))):?[-=]([^\s}"'`]{6,500})\}"#,
      keywords: keywords(names), harmless: harmless + [passwordlessURL])
  }

  /// A connection URL of this machine, or of a stack's datastores beside it, with a password that
  /// nobody takes for one.
  static func localURL(hosts: Set<String>) -> String {
    #"^(?i:[a-z]+://[^\s:@/]*:(?:\#(wellKnown)|test)@(?:\#(local(hosts)))(?:[:/?][^\s]*)?)$"#
  }

  private static func local(_ hosts: Set<String>) -> String {
    (["localhost", #"127\.0\.0\.1"#] + hosts.sorted()).joined(separator: "|")
  }

  /// A connection URL that names no user, or one without a password.
  private static let passwordlessURL =
    #"^(?:postgres(?:ql)?|rediss?|valkeys?)://(?:[^\s:@/]*@)?[^@\s]*$"#

  private static func alternatives(_ names: [String]) -> String { names.joined(separator: "|") }
  private static func keywords(_ names: [String]) -> [String] { names.map { $0.lowercased() } }
}
