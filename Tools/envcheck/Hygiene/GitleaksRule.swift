import Model

/// A rule of the stack's own, for gitleaks.
///
/// Patterns are RE2's. Those for names of variables are four, for a secret looks different in code,
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
  /// What it passes besides ``harmless``: patterns of the secret, then of the whole match.
  var harmlessSecrets: [String] = []
  var harmlessMatches: [String] = []

  var tables: [TOML.Table] {
    var entries: [(String, TOML.Value)] = [
      ("id", .string(id)), ("description", .string(summary)), ("regex", .pattern(pattern)),
      ("secretGroup", .integer(1)),
    ]
    if let files { entries.append(("path", .pattern(files))) }
    entries.append(("keywords", .list(keywords.map(TOML.Value.string))))
    return [TOML.Table(name: "rules", isElement: true, comment: comment, entries: entries)]
      + allowlist(harmlessSecrets, of: "secret") + allowlist(harmlessMatches, of: "match")
  }

  private func allowlist(_ patterns: [String], of target: String) -> [TOML.Table] {
    guard !patterns.isEmpty else { return [] }
    return [
      TOML.Table(
        name: "rules.allowlists", isElement: true,
        entries: (target == "secret" ? [] : [("regexTarget", .string(target))])
          + [("regexes", .list(patterns.map(TOML.Value.pattern)))])
    ]
  }
}

extension GitleaksRule {
  /// `postgresql://shop:hunter2@db.example.com`, with the schemes of the stack's engines.
  static func connectionURL(
    engines: Set<Datastore.Engine>, hosts: Set<String>
  ) -> GitleaksRule {
    let hasServer = engines.contains(.postgres)
    let hasCache = engines.contains { $0.isCache }
    let schemes =
      (hasServer ? ["postgres(?:ql)?"] : []) + (hasCache ? ["rediss?", "valkeys?"] : [])
    return GitleaksRule(
      id: "stack-connection-url", summary: "A password in the URL of a database or a cache",
      comment: "A password in a connection URL. References such as ${PASSWORD} are none.",
      pattern: #"(?i)\b(?:"# + schemes.joined(separator: "|")
        + #")://[^\s:@/'"`<>]{0,100}:([^\s@/'"`<>]{3,200})@[^\s:/'"`]{1,253}"#,
      keywords: (hasServer ? ["postgres"] : []) + (hasCache ? ["redis", "valkey"] : []),
      // Where the user is a reference with a default, what follows its colon holds another one.
      harmlessSecrets: [#"\$[{(]"#, "^[A-Z]+$"],
      harmlessMatches: [#"(?i):(?:\#(wellKnown)|test)@(?:\#(local(hosts)))$"#])
  }

  /// `DATABASE_URL: "…"`, `process.env.DATABASE_URL ?? '…'`, `"DATABASE_URL": "…"`.
  static func quotedLiteral(of names: [String]) -> GitleaksRule {
    GitleaksRule(
      id: "stack-secret-literal", summary: "The value of a secret variable of the stack, in quotes",
      comment: "A literal beside the name of a secret variable, in code and configuration.",
      pattern: #"\b(?:"# + names.joined(separator: "|")
        + #")\b["'\])]{0,3}[ \t]{0,8}(?:[:=]|:=|=>|\|\||\?\?=?|\|\|=)[ \t]{0,8}["'`]([^\s"'`]{6,500})["'`]"#,
      keywords: names.map { $0.lowercased() })
  }

  /// `DATABASE_URL=…`, in files of variables, scripts, Dockerfiles and documents.
  static func assignment(of names: [String]) -> GitleaksRule {
    GitleaksRule(
      id: "stack-secret-assignment", summary: "The value of a secret variable of the stack",
      comment: "An assignment to a secret variable, in what a shell, a build or a person reads.",
      pattern: #"\b(?:"# + names.joined(separator: "|") + #")=([^\s"'`\\]{6,500})"#,
      files: #"(?:^|/)(?:\.env[^/]*|Dockerfile[^/]*|Makefile|[^/]*\.(?:"#
        + extensions.joined(separator: "|") + #"))$"#,
      keywords: names.map { $0.lowercased() })
  }

  private static let extensions = [
    "env", "envrc", "example", "sh", "bash", "zsh", "fish", "ya?ml", "toml", "ini", "cfg", "conf",
    "properties", "service", "tf", "tfvars", "md", "mdx", "txt",
  ]

  /// `DATABASE_URL: …`, in YAML.
  static func yamlValue(of names: [String]) -> GitleaksRule {
    GitleaksRule(
      id: "stack-secret-yaml", summary: "The value of a secret variable of the stack, in YAML",
      comment: "A plain value of a secret variable, in YAML.",
      pattern: #"(?m)^[ \t]*(?:-[ \t]+)?(?:"# + names.joined(separator: "|")
        + #"):[ \t]+([^\s"'#&*!|>{\[][^\s#]{5,500})"#,
      files: #"\.ya?ml$"#, keywords: names.map { $0.lowercased() })
  }

  /// `${POSTGRES_PASSWORD:-…}`, where a compose file or a script has a value to fall back to.
  static func defaultValue(of names: [String]) -> GitleaksRule {
    GitleaksRule(
      id: "stack-secret-default", summary: "A value that a secret variable falls back to",
      comment: "The value that a reference to a secret variable falls back to.",
      pattern: #"\$\{(?:"# + names.joined(separator: "|") + #"):?[-=]([^\s}"'`]{6,500})\}"#,
      keywords: names.map { $0.lowercased() })
  }
}

extension GitleaksRule {
  /// Dummies of the templates: alone, in a connection URL, in a web or mail address. The second form
  /// is a dummy that a variable's greatest length has cut.
  static let dummy =
    #"^(?:[a-z][a-z0-9+.-]*://(?:[^\s:@/]*:)?)?change-me(?:[-.@][A-Za-z0-9.@-]*)?(?:[:/][^\s]*)?$"#
    + "|^change(?:-m?)?$"

  /// Dummies; references, as `${X}`, `$X`, `$(command)`, `{{ x }}`, `%(x)s` and `process.env.X`;
  /// names of other variables; words that say that a value is to be put there.
  static let harmless = [
    dummy, #"^\$(?:[{(]|[A-Za-z_]\w*$)"#, #"^[a-z][a-z0-9+.-]*://[^\s]*\$[{(A-Za-z_]"#,
    #"^(?:\{\{|<|%[({]?[A-Za-z_]|\*{3,}|\.{3,}|[xX]{3,}$)"#, "^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$",
    #"^(?:process\.env|import\.meta|(?:secrets|vars|env|var|local|data|module)\.)"#,
    "^(?i:(?:your|my)[-_].*|\(wellKnown)|required|optional|undefined|redacted|removed)$",
  ]

  /// Connection URLs that name no password; and those of this machine, or of the datastores beside a
  /// service, with a password that nobody takes for one.
  static func harmlessURLs(hosts: Set<String>) -> [String] {
    [
      #"^(?:postgres(?:ql)?|rediss?|valkeys?)://(?:[^\s:@/]*@)?[^@\s]*$"#,
      #"^[a-z]+://[^\s:@/]*:(?:[A-Z]+|<[^>]*>?|\*+)@"#,
      #"^(?i:[a-z]+://[^\s:@/]*:(?:\#(wellKnown)|test)@(?:\#(local(hosts)))(?:[:/?][^\s]*)?)$"#,
    ]
  }

  /// Passwords that nobody takes for one.
  private static let wellKnown =
    "postgres|redis|valkey|password|passwd|secret|example|dummy|testing"

  private static func local(_ hosts: Set<String>) -> String {
    (["localhost", #"127\.0\.0\.1"#] + hosts.sorted()).joined(separator: "|")
  }
}
