import Emit
import Model

/// `.env.example` of the root: every variable of the stack, by the services that read it.
struct RootTemplate {
  let stack: Stack
  let lines: TemplateLines

  init(stack: Stack) {
    self.stack = stack
    lines = TemplateLines(stack: stack, environment: stack.composeEnvironments.first)
  }

  var text: String {
    var items = TemplateLines.opening(
      stack.variables.isEmpty
        ? "\(stack.project.name) reads no variables that the stack knows."
        : "Every variable of \(stack.project.name), with values for this machine.",
      copyTo: ".env")
    for group in groups {
      items.append(.heading(title(of: group.services)))
      items += TemplateLines.spaced(group.variables.map(lines.items(for:)))
    }
    return DotenvFile(items).text
  }

  private struct Group {
    let services: [String]
    var variables: [Variable]
  }

  /// Variables that the same services read, in the stack's order; first what all of them read.
  private var groups: [Group] {
    var groups: [Group] = []
    for variable in stack.variables {
      let readers = stack.readers(of: variable)
      if let index = groups.firstIndex(where: { $0.services == readers }) {
        groups[index].variables.append(variable)
      } else {
        groups.append(Group(services: readers, variables: [variable]))
      }
    }
    let isShared = { (group: Group) in group.services.count == stack.services.count }
    return groups.filter(isShared) + groups.filter { !isShared($0) }
  }

  private func title(of services: [String]) -> String {
    services.count == stack.services.count
      ? "Read by every service" : "Read by " + services.joined(separator: ", ")
  }
}

/// `.env.example` of a service: what it reads when it runs on this machine by itself.
struct ServiceTemplate {
  let stack: Stack
  let service: Service

  var text: String {
    let variables = stack.variables(of: service)
    let lines = TemplateLines(stack: stack, environment: stack.composeEnvironments.first)
    let opening = TemplateLines.opening(
      variables.isEmpty
        ? "\(service.name) reads no variables that the stack knows."
        : "What \(service.name) reads, with values for this machine.",
      copyTo: "\(service.path)/.env")
    return DotenvFile(
      opening + [.blank] + TemplateLines.spaced(variables.map(lines.items(for:)))
    ).text
  }
}

extension Stack {
  /// The names of the services that read a variable, in the stack's order.
  func readers(of variable: Variable) -> [String] {
    services.map(\.name).filter { variable.services.isEmpty || variable.services.contains($0) }
  }
}
