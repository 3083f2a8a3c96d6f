import Emit
import Model

/// The template of a local environment: what its compose file reads, then what the application's
/// programs read that are started beside the containers.
struct EnvironmentTemplate {
  let stack: Stack
  let environment: ComposeEnvironment
  private let compose: [ComposeVariable]
  private let lines: TemplateLines

  init(stack: Stack, environment: ComposeEnvironment) {
    self.stack = stack
    self.environment = environment
    compose = stack.composeVariables(of: environment)
    lines = TemplateLines(stack: stack, environment: environment)
  }

  var text: String {
    var items = opening
    for subject in ComposeVariable.Subject.allCases {
      let own = compose.filter { $0.subject == subject }
      if own.isEmpty { continue }
      items.append(.heading(subject.rawValue))
      items += TemplateLines.spaced(own.map(self.items(for:)))
    }
    if !others.isEmpty {
      items.append(.heading("Programs beside the containers"))
      items.append(
        .comment(
          "Containers get these from \(environment.file) itself. They are for what is started on this\n"
            + "machine, as a migration or a test: set -a; . ./\(environment.variablesFile); set +a")
      )
      items += [.blank] + TemplateLines.spaced(others.map(lines.items(for:)))
    }
    return DotenvFile(items).text
  }

  private var opening: [DotenvFile.Item] {
    let file = environment.variablesFile
    return [
      .comment(
        "The settings of \(environment.file). Each has a default, so this file is optional:\n"
          + "  cp \(file).example \(file)\n"
          + "  docker compose --file \(environment.file) --env-file \(file) up\n"
          + "git ignores \(file). Secrets here are dummies, for containers on this machine only;\n"
          + "docs/SECRETS_MANAGEMENT.md says where the others live.")
    ]
  }

  /// What the application reads and the compose file doesn't take from its variables.
  private var others: [Variable] {
    let names = Set(compose.map(\.name))
    return stack.variables.filter { !names.contains($0.name) }
  }

  private func items(for variable: ComposeVariable) -> [DotenvFile.Item] {
    if variable.subject == .application,
      let own = stack.variables.first(where: { $0.name == variable.name })
    {
      return lines.items(for: own)
    }
    return [.comment(variable.summary + (variable.isSecret ? ". Secret." : ""))]
      + TemplateLines.entry(variable.name, variable.standard)
  }
}
