import Emit
import Model

extension Diagram {
  /// The environments of a stack at DigitalOcean: one by itself, several in a frame each.
  ///
  /// - Parameter environments: Of the stack; at least one.
  init(of stack: Stack, environments: [CloudEnvironment]) {
    let pictures = environments.map { EnvironmentDiagram(stack: stack, environment: $0) }
    let names = environments.map(\.name).joined(separator: ", ")
    self.init(
      title: "\(stack.project.name): \(names)",
      summary: pictures.map(\.summary).joined(separator: "; "),
      items: pictures.count == 1
        ? pictures[0].items
        : pictures.map { picture in
          .group(
            Diagram.Group(
              picture.id(), .place, title: picture.environment.name, items: picture.items))
        },
      edges: pictures.flatMap(\.edges))
  }
}
