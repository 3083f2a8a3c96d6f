import Diagnostics
import Platform
import Model

/// What compose puts in the place of `$`, and what the templates of variables say about it.
enum VariableRules {
  static let all: [CheckRule] = [
    CheckRule(
      "unescaped-dollar", .error,
      "a `$` that is meant for the container and that compose takes for itself", .project(unescaped)
    ),
    CheckRule(
      "broken-interpolation", .error, "`${` that isn't closed, or names nothing", isRefused: true,
      .project(broken)),
    CheckRule(
      "unset-variable", .warning,
      "`${NAME}` with neither a default nor `:?`, and in no template beside the file",
      .project(unset)),
    CheckRule(
      "unused-variable", .warning,
      "a variable of the compose file's template that no compose file reads", .projects(unused)),
  ]

  /// A variable where it is used.
  private struct Use {
    let variable: Interpolation.Variable
    let place: ComposePlace
    /// The service whose container may be meant.
    let service: ComposeService?
    /// Whether it is part of a command line.
    let isCommand: Bool
  }

  private static let commandKeys: Set<String> = ["command", "entrypoint", "healthcheck"]

  private static func uses(in project: ComposeProject) -> [Use] {
    let own = project.services.flatMap { service in
      (service.node.entries ?? []).flatMap { entry in
        uses(in: entry.value, of: service, isCommand: commandKeys.contains(entry.key))
      }
    }
    let parts = ["name", "networks", "volumes", "secrets", "configs"].compactMap {
      project.root[$0]
    }
    return own + parts.flatMap { uses(in: $0, of: nil, isCommand: false) }
  }

  private static func uses(
    in node: ComposeNode, of service: ComposeService?, isCommand: Bool
  ) -> [Use] {
    node.scalars.flatMap { scalar -> [Use] in
      guard let text = scalar.text, text.utf8.contains(UInt8(ascii: "$")) else { return [] }
      return Interpolation(text).variables.map {
        Use(variable: $0, place: scalar.place, service: service, isCommand: isCommand)
      }
    }
  }

  /// Whether a command line can only mean the container's own: every shell sets these, on the host too.
  private static func isContainers(_ variable: Interpolation.Variable) -> Bool {
    ["HOSTNAME", "PATH", "RANDOM"].contains(variable.name)
      || !variable.isBraced && ["HOME", "LOGNAME", "PWD", "SHELL", "USER"].contains(variable.name)
  }

  /// Whether the container's variable, or none at all, is meant.
  private static func isUnescaped(_ use: Use, _ project: ComposeProject) -> Bool {
    let variable = use.variable
    if variable.isProvided { return false }
    if use.isCommand && isContainers(variable) { return true }
    if project.variables.knows(variable.name) { return false }
    if use.isCommand {
      return !variable.isBraced || use.service?.variable(variable.name) != nil
        || variable.name == variable.name.lowercased()
    }
    return !variable.isBraced
      && (variable.isWithinWord || variable.name.first?.isLowercase == true)
  }

  private static func unescaped(_ project: ComposeProject) -> [Fault] {
    distinct(uses(in: project).filter { isUnescaped($0, project) }).map { use in
      let name = use.variable.name
      let written = use.variable.isBraced ? "${\(name)}" : "$\(name)"
      // What follows the sign may be a part of a password.
      return use.isCommand
        ? Fault(
          use.place, "compose replaces \(written) before the container sees it",
          do: "write $\(written)")
        : Fault(
          use.place,
          "compose takes what follows a $ for the name of a variable and puts nothing there",
          do: "write $$ where a $ is meant")
    }
  }

  private static func broken(_ project: ComposeProject) -> [Fault] {
    let kinds = ["services", "networks", "volumes", "secrets", "configs"]
    return kinds.compactMap { project.root[$0] }.flatMap(\.scalars).compactMap { scalar in
      guard let text = scalar.text, Interpolation(text).isBroken else { return nil }
      return Fault(
        scalar.place, "${ isn't closed here, or names no variable",
        do: "write ${NAME} or ${NAME:-default}, or $${ where a $ is meant")
    }
  }

  private static func unset(_ project: ComposeProject) -> [Fault] {
    var seen: Set<String> = []
    return uses(in: project).compactMap { use in
      let name = use.variable.name
      guard !use.variable.isProvided, !project.variables.knows(name), !isUnescaped(use, project),
        seen.insert(name).inserted
      else { return nil }
      let template = project.variables.templates.first.map { ComposePath.name(of: $0.path) }
      return Fault(
        use.place, "nobody sets \(name), so compose puts nothing in its place",
        do: "write ${\(name):-default} or ${\(name):?}, or name it in \(template ?? ".env.example")"
      )
    }
  }

  /// The first use at each place.
  private static func distinct(_ uses: [Use]) -> [Use] {
    var seen: Set<ComposePlace> = []
    return uses.filter { seen.insert($0.place).inserted }
  }
}

extension VariableRules {
  /// Names of a template that is plainly the compose files' own: nearly all of it is read by them.
  private static func unused(_ projects: [ComposeProject]) -> [Fault] {
    let services = projects.flatMap(\.services)
    let read = Set(projects.flatMap { uses(in: $0).map(\.variable.name) })
      .union(services.flatMap(\.environment).map(\.name))
    let given = Set(services.flatMap { environmentFiles(of: $0) })
    var seen: Set<String> = []
    let templates = projects.flatMap { $0.variables.templates }
      .filter { seen.insert($0.path).inserted }
    return templates.flatMap { template -> [Fault] in
      if isGiven(ComposePath.name(of: template.path), to: given) { return [] }
      let others = Set(templates.filter { $0.path != template.path }.flatMap(\.lines).map(\.name))
      let idle = template.lines.filter { line in
        // What several templates name is the application's, and compose files are but one reader.
        !read.contains(line.name) && !others.contains(line.name) && !isOfOthers(line.name)
      }
      let count = template.lines.count
      guard count > idle.count, idle.count <= max(1, count / 5) else { return [] }
      return idle.map { line in
        Fault(
          .file(template.path, line: line.line), "no compose file reads \(line.name)",
          do: "take it out, or read it")
      }
    }
  }

  /// Whether programs read the variable that compose files don't describe: shells, compose itself,
  /// builds of what browsers load.
  private static func isOfOthers(_ name: String) -> Bool {
    let prefixes = ["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "NUXT_", "PUBLIC_", "EXPO_PUBLIC_"]
    return ComposeEnvironment.isForeign(name) || prefixes.contains { name.hasPrefix($0) }
  }

  /// Whether a file that is made from a template is given to a container as a whole.
  private static func isGiven(_ template: String, to files: Set<String>) -> Bool {
    let isOfDefault = !template.hasPrefix(".env.") || template.split(separator: ".").count == 2
    return files.contains { template.hasPrefix("\($0).") || isOfDefault && $0 == ".env" }
  }

  private static func environmentFiles(of service: ComposeService) -> [String] {
    let node = service.node["env_file"]
    let entries = node?.elements ?? node.map { [$0] } ?? []
    return entries.compactMap { ($0.text ?? $0["path"]?.text).map(ComposePath.name) }
  }
}
