import Model

/// `.gitleaks.toml`: gitleaks' own rules, with what only the stack knows (gitleaks README,
/// Configuration).
struct GitleaksConfiguration {
  let stack: Stack

  var text: String {
    TOML(
      tables: [
        TOML.Table(entries: [("title", .string("Secrets of \(stack.project.name)"))]),
        TOML.Table(name: "extend", entries: [("useDefault", .boolean(true))]),
      ] + rules + [templates]
    ).text
  }

  private var rules: [TOML.Table] {
    let ofVariables = secretNames.isEmpty ? [] : [variableRule]
    return (stack.datastores.isEmpty ? [] : [connectionRule, harmless]) + ofVariables
      + (ofVariables.isEmpty ? [] : [harmless])
  }

  private var secretNames: [String] {
    stack.variables.filter { $0.isSecret(in: stack) }.map(\.name)
  }

  private var connectionRule: TOML.Table {
    TOML.Table(
      name: "rules", isElement: true,
      comment: "A password in a connection URL. References such as ${PASSWORD} are none.",
      entries: [
        ("id", .string("connection-url-password")),
        ("description", .string("A password in the URL of a database or a cache")),
        ("regex", .pattern(#"(?i)\b(?:postgres(?:ql)?|rediss?|valkeys?)://[^\s:@/'"`]*:([^\s:@/'"`$<>{}]{3,})@"#)),
        ("secretGroup", .integer(1)),
        (
          "keywords",
          .list(["postgres", "redis", "valkey"].map(TOML.Value.string))
        ),
      ])
  }

  private var variableRule: TOML.Table {
    TOML.Table(
      name: "rules", isElement: true,
      comment: "A literal value of a variable that the stack calls secret.",
      entries: [
        ("id", .string("secret-variable")),
        ("description", .string("The value of a secret variable of the stack")),
        (
          "regex",
          .pattern(
            #"\b(?:"# + secretNames.joined(separator: "|")
              + #")\b["']?\s*[:=]\s*["']?([^\s"'`$<>{}()\[\],;]{8,})"#)
        ),
        ("secretGroup", .integer(1)),
        ("keywords", .list(secretNames.map { .string($0.lowercased()) })),
      ])
  }

  /// Of the rule above it.
  private var harmless: TOML.Table {
    TOML.Table(
      name: "rules.allowlists", isElement: true,
      entries: [
        ("description", .string("Dummies, and references to where the value really is")),
        (
          "regexes",
          .list([
            .pattern("^-?\(TemplateValues.dummy)"), .pattern("[:/]\(TemplateValues.dummy)"),
            .pattern(#"^(?:process|import\.meta|env|secrets|vars|var|local|module|data)\."#),
            .pattern(#"^(?:string|undefined|required|optional|z\.string)"#),
            // What is left of a URL before a reference to its user or host.
            .pattern("^[a-z+]+://:?$"),
          ])
        ),
      ])
  }

  private var templates: TOML.Table {
    TOML.Table(
      name: "allowlists", isElement: true,
      comment: "Dummies in templates, and only those.",
      entries: [
        ("description", .string("Dummy values in templates of variables")),
        ("condition", .string("AND")),
        ("paths", .list([.pattern(#"(?:^|/)\.env(?:\.[A-Za-z0-9._-]+)?\.example$"#)])),
        ("regexes", .list([.pattern(TemplateValues.dummy)])),
      ])
  }
}
