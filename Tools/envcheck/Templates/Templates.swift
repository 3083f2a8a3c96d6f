import Emit
import JSON
import Model

/// `.env.example` of the root: every variable of the stack, by the services that read it.
struct RootTemplate {
  let stack: Stack
  let values: TemplateValues

  var text: String {
    var items = TemplateLines.opening(
      "Every variable of \(stack.project.name), with values for this machine.",
      copyTo: ".env")
    for group in groups {
      items.append(.heading(title(of: group.services)))
      items += group.variables.flatMap { TemplateLines.items(for: $0, values) }
    }
    return DotenvFile(items).text
  }

  private struct Group {
    let services: [String]
    var variables: [Variable]
  }

  /// Variables that the same services read, in the stack's order.
  private var groups: [Group] {
    var groups: [Group] = []
    for variable in stack.variables {
      if let index = groups.firstIndex(where: { $0.services == variable.services }) {
        groups[index].variables.append(variable)
      } else {
        groups.append(Group(services: variable.services, variables: [variable]))
      }
    }
    return groups
  }

  private func title(of services: [String]) -> String {
    services.isEmpty ? "Read by every service" : "Read by " + services.joined(separator: ", ")
  }
}

/// `.env.example` of a service: what it reads when it runs on this machine by itself.
struct ServiceTemplate {
  let stack: Stack
  let service: Service
  let values: TemplateValues

  var text: String {
    let variables = stack.variables(of: service)
    let opening = TemplateLines.opening(
      variables.isEmpty
        ? "\(service.name) reads no variables that the stack knows."
        : "What \(service.name) reads, with values for this machine.",
      copyTo: "\(service.path)/.env")
    return DotenvFile(
      opening + variables.flatMap { [.blank] + TemplateLines.items(for: $0, values) }
    ).text
  }
}

/// The template of a local environment: what its compose file reads.
struct EnvironmentTemplate {
  let stack: Stack
  let environment: ComposeEnvironment

  var text: String {
    var items: [DotenvFile.Item] = [
      .comment("The settings of \(environment.file). Each has a default, so this file is optional:"),
      .comment("  cp \(environment.variablesFile).example \(environment.variablesFile)"),
      .comment(
        "  docker compose --file \(environment.file) --env-file \(environment.variablesFile) up"),
    ]
    let variables = stack.composeVariables(of: environment)
    for subject in ComposeVariable.Subject.allCases {
      let own = variables.filter { $0.subject == subject }
      if own.isEmpty { continue }
      items.append(.heading(subject.rawValue))
      items += own.flatMap { variable in
        [.comment(variable.summary + (variable.isSecret ? " (secret)" : ""))]
          + TemplateLines.entry(variable.name, variable.standard)
      }
    }
    return DotenvFile(items).text
  }
}

/// Lines that templates share.
enum TemplateLines {
  static func opening(_ summary: String, copyTo file: String) -> [DotenvFile.Item] {
    [
      .comment(summary),
      .comment("Copy it to \(file), which git ignores, and put real values there."),
    ]
  }

  static func items(for variable: Variable, _ values: TemplateValues) -> [DotenvFile.Item] {
    let summary: [DotenvFile.Item] =
      variable.summary.isEmpty ? [] : [.comment(variable.summary)]
    return summary + [.comment(form(of: variable))]
      + entry(variable.name, values.value(of: variable))
  }

  /// The entry, or why there is none.
  static func entry(_ name: String, _ value: String) -> [DotenvFile.Item] {
    if let entry = DotenvFile.Entry(name, value) { return [.entry(entry)] }
    return [
      .comment(
        "\(name) has a value that compose, dotenv and sh don't read alike; set it by other means")
    ]
  }

  /// `Type: port. Required. Secret.`
  private static func form(of variable: Variable) -> String {
    var words = ["Type: \(variable.kind.rawValue)" + range(of: variable)]
    words.append(variable.isRequired ? "Required" : "Optional")
    if variable.isSecret { words.append("Secret") }
    return words.joined(separator: ". ") + "."
  }

  private static func range(of variable: Variable) -> String {
    if variable.kind == .choice { return " (" + variable.values.joined(separator: ", ") + ")" }
    let unit = variable.kind == .string ? " characters" : ""
    switch (variable.minimum, variable.maximum) {
    case (let low?, let high?): return " (\(low) to \(high)\(unit))"
    case (let low?, nil): return " (at least \(low)\(unit))"
    case (nil, let high?): return " (at most \(high)\(unit))"
    case (nil, nil): return ""
    }
  }
}
