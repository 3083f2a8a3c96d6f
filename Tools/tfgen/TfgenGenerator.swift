import Artifacts
import Diagnostics
import Generation
import JSON
import Model

/// The infrastructure folder and its Terraform from a stack.
enum TfgenGenerator {
  static let name = "tfgen"

  /// The modules that a stack needs, in the order of ``Layout``.
  static func modules(for stack: Stack) -> [TerraformModule] {
    var modules = [TerraformModule.networking(for: stack)]
    if stack.datastores.contains(where: { $0.engine == .postgres }) {
      modules.append(.database(for: stack))
    }
    for engine in [Datastore.Engine.redis, .valkey]
    where stack.datastores.contains(where: { $0.engine == engine }) {
      modules.append(.cache(engine, for: stack))
    }
    if stack.cloudEnvironments.contains(where: { !$0.servers.isEmpty }) {
      modules.append(.cluster(for: stack))
    }
    return modules
  }

  static func files(for stack: Stack) -> [GeneratedFile] {
    let modules = modules(for: stack)
    let folder = stack.paths.infrastructure("terraform/modules")
    let layout = Layout(stack: stack)
    return [
      file("README.md", InfrastructureReadme(stack: stack, layout: layout).text, stack),
      file(
        "stack.schema.json",
        String(decoding: JSONPrinter.pretty(Stack.schema), as: UTF8.self), stack),
    ] + modules.flatMap { $0.files(in: folder, by: name) }
      + placeholders(in: layout, besides: modules.map { "terraform/modules/\($0.name)" }, stack)
  }

  /// Keeps in git the folders that nothing is generated into yet.
  private static func placeholders(
    in layout: Layout, besides filled: [String], _ stack: Stack
  ) -> [GeneratedFile] {
    layout.leaves.filter { !filled.contains($0.path) }.map { path, folder in
      file("\(path)/.gitkeep", "# \(folder.purpose).\n", stack)
    }
  }

  private static func file(_ path: String, _ content: String, _ stack: Stack) -> GeneratedFile {
    GeneratedFile(path: stack.paths.infrastructure(path), content: content, generator: name)
  }

  /// What the choices of a stack bring with them.
  static func notes(for stack: Stack) -> [Finding] { Notes(stack: stack).findings }

  /// What of a stack DigitalOcean doesn't have, or wouldn't do; nothing is made of it.
  static func faults(of input: StackInput) -> [Finding] {
    CloudCheck(input).findings.filter { $0.severity == .error }
  }
}
