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
    let environments = environments(of: stack, calling: modules)
    let terraform = stack.paths.infrastructure("terraform")
    let filled =
      modules.map { "terraform/modules/\($0.name)" }
      + environments.map { "terraform/environments/\($0.name)" }
    let layout = Layout(stack: stack)
    return [
      file("README.md", InfrastructureReadme(stack: stack, layout: layout).text, stack),
      file(
        "stack.schema.json",
        String(decoding: JSONPrinter.pretty(Stack.schema), as: UTF8.self), stack),
    ] + modules.flatMap { $0.files(in: "\(terraform)/modules", by: name) }
      + environments.flatMap { $0.files(in: "\(terraform)/environments", by: name) }
      + placeholders(in: layout, besides: filled, stack)
  }

  /// The root modules of a stack's environments at DigitalOcean.
  static func environments(
    of stack: Stack, calling modules: [TerraformModule]
  ) -> [TerraformModule] {
    stack.cloudEnvironments.map {
      EnvironmentRoot(stack: stack, environment: $0, modules: modules).module
    }
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
