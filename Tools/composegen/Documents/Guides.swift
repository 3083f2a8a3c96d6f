import Artifacts
import Emit
import Model

/// The guides to images and local environments, in the infrastructure folder.
struct Guides {
  let stack: Stack

  init(_ stack: Stack) { self.stack = stack }

  /// README.md guides through the first development environment, STAGING.md through the first that
  /// runs production images; further ones have guides of their own.
  var files: [GeneratedFile] {
    let environments = ComposegenGenerator.environments(of: stack)
    if environments.isEmpty && stack.imageServices.isEmpty { return [] }
    let developments = environments.filter { $0.mode == .development }
    let productions = environments.filter { $0.mode == .production }
    let readme = Markdown(
      overview + (developments.first.map(development) ?? []) + Cures(stack).blocks)
    return [file("README.md", readme)]
      + developments.dropFirst().map { environment in
        file(Guides.name(of: environment), Markdown(title(environment) + development(environment)))
      }
      + productions.enumerated().map { index, environment in
        file(
          index == 0 ? "STAGING.md" : Guides.name(of: environment),
          Markdown(ProductionGuide(environment, in: stack).blocks))
      }
  }

  private func file(_ name: String, _ document: Markdown) -> GeneratedFile {
    ComposegenGenerator.file(stack.paths.infrastructure("docker/\(name)"), document.text)
  }

  private static func name(of environment: ComposeEnvironment) -> String {
    "environment-\(environment.name).md"
  }

  private func title(_ environment: ComposeEnvironment) -> [Markdown.Block] {
    [.heading(1, "The environment \(environment.name)")]
  }

  private func development(_ environment: ComposeEnvironment) -> [Markdown.Block] {
    DevelopmentGuide(environment, in: stack).blocks
  }
}

extension Guides {
  private var overview: [Markdown.Block] {
    [
      .heading(1, "Docker"),
      .paragraph(
        "Images of \(stack.project.name) and the environments that run on one machine. Commands are "
          + "meant for the application's root, where the compose files are."),
    ] + environmentTable + imageTable
  }

  private var environmentTable: [Markdown.Block] {
    guard !stack.composeEnvironments.isEmpty else { return [] }
    let rows = stack.composeEnvironments.map { environment -> [Markdown.Text] in
      [
        .code(environment.name),
        environment.mode == .development ? "source, reloaded" : "production images",
        .code(environment.file), .code(environment.variablesFile), .code(environment.network),
      ]
    }
    return [
      .heading(2, "Environments"),
      .table(.init(["Environment", "Runs", "Compose file", "Variables", "Network"], rows: rows)),
      .paragraph(
        "They share nothing: each has its own project, network, volumes, ports and credentials, so "
          + "that they run side by side."),
    ]
  }

  private var imageTable: [Markdown.Block] {
    guard !stack.imageServices.isEmpty else { return [] }
    let rows = stack.imageServices.map { service -> [Markdown.Text] in
      [
        .code(service.name), .code("\(service.path)/Dockerfile"), .code(String(service.port)),
        .code("\(service.user.name) (\(service.user.numbers))"), .code(service.health.path),
        .code(service.command.joined(separator: " ")),
      ]
    }
    return [
      .heading(2, "Images"),
      .table(
        .init(["Service", "Dockerfile", "Port", "User", "Health", "Command"], rows: rows)),
      .paragraph("Each Dockerfile has five stages:"),
      .orderedList([
        .init(
          "\(code: "base"): \(code: stack.toolchain.nodeImage), the package manager, and dumb-init, "
            + "which passes signals on."),
        .init("\(code: "dependencies"): every dependency, then the source. Development runs it."),
        .init("\(code: "builder"): the build."),
        .init("\(code: "production-deps"): the dependencies that run, without development's."),
        .init("\(code: "production"): only what runs, as a user who may change nothing of it."),
      ]),
      .code(
        stack.imageServices.map { service in
          "docker build --file \(service.path)/Dockerfile --tag \(stack.project.name)-\(service.name) ."
        }.joined(separator: "\n"), language: "sh"),
    ]
  }
}
