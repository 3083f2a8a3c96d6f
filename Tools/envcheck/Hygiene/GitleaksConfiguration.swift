import JSON
import Model

/// `.gitleaks.toml`: gitleaks' own rules, with what only the stack knows (gitleaks 8.30 README,
/// Configuration).
struct GitleaksConfiguration {
  let stack: Stack

  var text: String {
    TOML(
      tables: [
        TOML.Table(entries: [("title", .string("Secrets of \(stack.project.name)"))]),
        TOML.Table(name: "extend", entries: [("useDefault", .boolean(true))]),
      ] + rules.flatMap(\.tables) + [templates]
    ).text
  }

  private var rules: [GitleaksRule] {
    let names = stack.secretNames.sorted()
    let hosts = Set(stack.datastores.map(\.host))
    var ofNames: [GitleaksRule] =
      names.isEmpty
      ? []
      : [
        .quotedLiteral(of: names), .assignment(of: names), .yamlValue(of: names),
        .defaultValue(of: names),
      ]
    guard !stack.datastores.isEmpty else { return ofNames }
    for index in ofNames.indices {
      ofNames[index].harmless.append(GitleaksRule.localURL(hosts: hosts))
    }
    return [.connectionURL(engines: Set(stack.datastores.map(\.engine)), hosts: hosts)] + ofNames
  }

  /// Of gitleaks' own rules: what the generated templates say, and only what is a dummy in them.
  private var templates: TOML.Table {
    let paths = TemplatePaths(stack: stack).all.map { Pattern.escaped($0.path) }
    return TOML.Table(
      name: "allowlists", isElement: true,
      comment: "Dummies in the generated templates, and only those.",
      entries: [
        ("description", .string("Dummies in templates of variables")),
        ("condition", .string("AND")),
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
