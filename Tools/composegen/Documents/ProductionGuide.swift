import Emit
import Model

/// The guide to an environment that runs the images that are deployed.
struct ProductionGuide {
  let stack: Stack
  let environment: ComposeEnvironment
  private let commands: ComposeCommands

  init(_ environment: ComposeEnvironment, in stack: Stack) {
    self.stack = stack
    self.environment = environment
    commands = ComposeCommands(environment)
  }

  var blocks: [Markdown.Block] {
    let operations = Operations(environment, in: stack)
    return introduction + comparison + quickStart + commands.settings(in: stack)
      + operations.databases + operations.caches + operations.services + operations.health
      + procedures + troubleshooting + figures + differences + practices
  }

  private var introduction: [Markdown.Block] {
    [
      .heading(1, "Trying production images: \(environment.name)"),
      .paragraph(
        "The \(code: "production") stage of every image, on this machine: no source is mounted, nothing "
          + "is reloaded, and what a service may write to is what production allows."),
    ]
  }

  private var quickStart: [Markdown.Block] {
    [
      .heading(2, "Quick start"),
      ComposeCommands.block([
        ("Build, start, and wait until all is healthy", commands.line("up --build --wait")),
        ("What runs", commands.line("ps")), ("What it says", commands.line("logs --follow")),
        ("Stop; data stays", commands.line("down")),
        ("Stop and forget all data", commands.line("down --volumes")),
      ]),
      commands.addresses(in: stack),
    ]
  }

  private var comparison: [Markdown.Block] {
    guard let other = stack.composeEnvironments.first(where: { $0.mode == .development }) else {
      return []
    }
    let fixed: [[Markdown.Text]] = [
      ["Compose file", .code(other.file), .code(environment.file)],
      ["Variables", .code(other.variablesFile), .code(environment.variablesFile)],
      [
        "Project", .code(ComposeFile.project(of: other, in: stack)),
        .code(ComposeFile.project(of: environment, in: stack)),
      ],
      ["Network", .code(other.network), .code(environment.network)],
      ["Stage of the image", .code("dependencies"), .code("production")],
      ["Source", "mounted, reloaded", "in the image"],
      ["User", "root", "the service's own"],
      ["File system", "writable", "read-only, but for declared folders"],
      ["Limits", "none", "memory, CPU, processes"],
    ]
    return [
      .heading(2, "Beside development"),
      .table(
        .init(
          ["", .code(other.name), .code(environment.name)],
          rows: fixed + differing(from: other))),
      .paragraph("Both run at once, and neither reaches the other's network."),
    ]
  }

  /// The variables whose defaults the two environments don't share.
  private func differing(from other: ComposeEnvironment) -> [[Markdown.Text]] {
    let theirs = Dictionary(
      stack.composeVariables(of: other).map { ($0.name, $0.standard) }
    ) { first, _ in first }
    return stack.composeVariables(of: environment).compactMap { variable in
      guard let their = theirs[variable.name], their != variable.standard else { return nil }
      return [.code(variable.name), .code(their), .code(variable.standard)]
    }
  }
}

extension ProductionGuide {
  private var procedures: [Markdown.Block] {
    guard let service = stack.imageServices.first else { return [] }
    let name = service.name
    let endpoint = environment.published(service)
    let folder = service.framework == .static ? "/usr/share/nginx/html" : "/app"
    let image = "\(stack.project.name)-\(name):\(environment.name)"
    return [
      .heading(2, "What to try"),
      .heading(3, "The build"),
      ComposeCommands.block([
        (
          "From nothing; then again, which should take seconds",
          "time \(commands.line("build --no-cache \(name)"))\ntime \(commands.line("build \(name)"))"
        ),
        (
          "Nobody but root may write, and it isn't root that runs",
          "docker run --rm --entrypoint sh \(image) -c 'id; find \(folder) -writable | head'"
        ),
        (
          "Nothing of development, no secret",
          "docker run --rm --entrypoint sh \(image) -c 'find \(folder) -name .env -o -name typescript -type d'"
        ),
      ]),
      .heading(3, "The start"),
      ComposeCommands.block([
        (
          "How long until it is healthy",
          "\(commands.line("stop \(name)"))\ntime \(commands.line("up --wait \(name)"))"
        ),
        ("It ends within a second of SIGTERM", "time \(commands.line("stop \(name)"))"),
      ]),
      .heading(3, "An update, as the service's users see it"),
      .paragraph("Ask once a second in one shell, replace the container in another, and count:"),
      ComposeCommands.block([
        (
          "In one",
          "while sleep 1; do curl --silent --output /dev/null --write-out '%{http_code}\\n' "
            + "http://\(endpoint.host):\(endpoint.port)\(service.health.path); done"
        ),
        ("In the other", commands.line("up --build --no-deps --wait \(name)")),
      ]),
      .paragraph(
        "One container on one port has a gap of its stop and its start. Without a gap is what the "
          + "deployment does: several hosts behind a balancer, drained one after the other."),
    ]
  }

  private var troubleshooting: [Markdown.Block] {
    let ports = stack.composeVariables(of: environment).filter { $0.subject == .ports }
    return [
      .heading(2, "When something is wrong"),
      .list(
        [
          .init(
            "A container ends at once: \(code: commands.line("logs NAME")). A missing variable, or a "
              + "module that is a development dependency only, are the usual reasons."),
          .init(
            "\(code: "EROFS") or \(code: "EACCES"): the service writes where it may not. Name the folder "
              + "by \(code: "writable") in the stack, or write to \(code: "/tmp")."),
          .init(
            "It never gets healthy: does it listen on \(code: "0.0.0.0"), and on the port of the stack? "
              + "Ask from inside: \(code: commands.line("exec NAME sh"))."),
          .init(
            "It is killed (exit code 137): it wants more memory than the limit in the compose file."
          ),
        ]
          + (ports.isEmpty
            ? []
            : [
              .init(
                "A port is taken: set another by \(Markdown.Text.codes(ports.map(\.name))).")
            ])),
    ]
  }
}
