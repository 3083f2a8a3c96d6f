import JSON
import Model

/// `.gitleaks.toml`: gitleaks' own rules, with what only the stack knows (gitleaks 8.30 README,
/// Configuration; `targetRules` since 8.25).
struct GitleaksConfiguration {
  private let stack: Stack
  private let hosts: Set<String>
  private let ofURLs: [GitleaksRule]
  private let ofNames: [GitleaksRule]

  init(stack: Stack) {
    self.stack = stack
    hosts = Set(stack.datastores.map(\.host))
    ofURLs =
      stack.datastores.isEmpty
      ? [] : [.connectionURL(engines: Set(stack.datastores.map(\.engine)), hosts: hosts)]
    let names = stack.secretNames.sorted()
    ofNames =
      names.isEmpty
      ? []
      : [
        .quotedLiteral(of: names), .assignment(of: names), .yamlValue(of: names),
        .defaultValue(of: names),
      ]
  }

  var text: String {
    let rules = ofURLs + ofNames
    return TOML(
      tables: [
        TOML.Table(entries: [("title", .string("Secrets of \(stack.project.name)"))]),
        TOML.Table(name: "extend", entries: [("useDefault", .boolean(true))]),
      ] + rules.flatMap(\.tables)
        + allowlist(
          "Dummies, and references to where the value really is", of: rules,
          GitleaksRule.harmless)
        + allowlist(
          "Connection URLs without a password, or with one that everybody knows, on this machine",
          of: ofNames, GitleaksRule.harmlessURLs(hosts: hosts))
        + [templates]
    ).text
  }

  /// What some of the rules pass.
  private func allowlist(
    _ summary: String, of rules: [GitleaksRule], _ patterns: [String]
  ) -> [TOML.Table] {
    guard !rules.isEmpty else { return [] }
    return [
      TOML.Table(
        name: "allowlists", isElement: true,
        entries: [
          ("description", .string(summary)),
          ("targetRules", .list(rules.map { .string($0.id) })),
          ("regexes", .list(patterns.map(TOML.Value.pattern))),
        ])
    ]
  }

  /// Of gitleaks' own rule for anything that looks random: what the generated templates say, and only
  /// what is a dummy in them. Without `targetRules`, gitleaks 8.30 would pass over these files
  /// altogether, whatever the condition.
  private var templates: TOML.Table {
    let paths = TemplatePaths(stack: stack).all.map { Pattern.escaped($0.path) }
    return TOML.Table(
      name: "allowlists", isElement: true,
      comment: "Dummies in the generated templates, and only those.",
      entries: [
        ("description", .string("Dummies in templates of variables")),
        ("targetRules", .list([.string("generic-api-key")])), ("condition", .string("AND")),
        ("paths", .list(paths.map { .pattern("(?:^|/)\($0)$") })),
        ("regexes", .list([.pattern(GitleaksRule.dummy)])),
      ])
  }
}

extension Stack {
  /// The names of all variables whose values are secret: the application's, those of compose files,
  /// and those of operators.
  var secretNames: Set<String> {
    let application = variables.filter { $0.isSecret(in: self) }.map(\.name)
    let compose = composeEnvironments.flatMap { composeVariables(of: $0) }
      .filter(\.isSecret).map(\.name)
    return Set(application + compose + OperatorSecret.all(of: self).flatMap(\.variables))
  }
}
