import Emit
import Model

/// The parts of a guide that every environment has: work on databases, caches and services.
struct Operations {
  let stack: Stack
  let environment: ComposeEnvironment
  private let commands: ComposeCommands

  init(_ environment: ComposeEnvironment, in stack: Stack) {
    self.stack = stack
    self.environment = environment
    commands = ComposeCommands(environment)
  }

  var databases: [Markdown.Block] {
    stack.datastores.filter { $0.engine == .postgres }.flatMap { store -> [Markdown.Block] in
      let project = ComposeFile.project(of: environment, in: stack)
      return [
        .heading(2, "Database: \(store.host)"),
        ComposeCommands.block([
          ("A prompt", commands.inDatabase(store, "psql")),
          (
            "A copy in a file",
            commands.inDatabase(store, "pg_dump", isPiped: true) + " > \(store.host).sql"
          ),
          ("And back", commands.inDatabase(store, "psql", isPiped: true) + " < \(store.host).sql"),
          (
            "Empty again: without its volume it sets itself up anew",
            commands.line("rm --stop --force \(store.host)") + "\n"
              + "docker volume rm \(project)_\(store.host)-data\n" + commands.line("up --wait")
          ),
        ]),
      ]
    } + migrations
  }

  private var migrations: [Markdown.Block] {
    guard let migrations = stack.deployment.migrations else { return [] }
    let command = migrations.command.joined(separator: " ")
    return [
      .paragraph("Migrations run in the container of \(code: migrations.service):"),
      .code(commands.line("exec \(migrations.service) \(command)"), language: "sh"),
    ]
  }

  var caches: [Markdown.Block] {
    stack.datastores.filter(\.engine.isCache).flatMap { store -> [Markdown.Block] in
      let client = commands.line("exec \(store.host) \(store.engine.rawValue)-cli")
      return [
        .heading(2, "Cache: \(store.host)"),
        ComposeCommands.block([
          ("A prompt; the container knows the password", client),
          ("How many keys, and how much memory", "\(client) dbsize\n\(client) info memory"),
          ("What is asked, as it happens", "\(client) monitor"),
          ("Empty", "\(client) flushall"),
        ]),
      ]
    }
  }

  var services: [Markdown.Block] {
    stack.imageServices.flatMap { service -> [Markdown.Block] in
      let endpoint = environment.published(service)
      return [
        .heading(2, "Service: \(service.name)"),
        ComposeCommands.block([
          ("What it says", commands.line("logs --follow \(service.name)")),
          ("A shell beside it", commands.line("exec \(service.name) sh")),
          ("Once more", commands.line("restart \(service.name)")),
          ("Built and started anew", commands.line("up --build --wait \(service.name)")),
          (
            "Whether it is well",
            "curl --fail http://\(endpoint.host):\(endpoint.port)\(service.health.path)"
          ),
        ]),
      ]
    }
  }

  /// How to see that everything is healthy, and why something isn't.
  var health: [Markdown.Block] {
    let checks = stack.datastores.map { store -> [Markdown.Text] in
      store.engine == .postgres
        ? [.code(store.host), "\(code: "pg_isready") over TCP, with user and database"]
        : [.code(store.host), "\(code: "\(store.engine.rawValue)-cli ping"), with the password"]
    }
    let services = stack.imageServices.map { service -> [Markdown.Text] in
      [
        .code(service.name),
        "\(code: "GET \(service.health.path)") on port \(service.port) answers 200",
      ]
    }
    let adminer: [[Markdown.Text]] =
      environment.adminer == nil ? [] : [[.code(ComposeEnvironment.adminerKey), "its page loads"]]
    return [
      .heading(2, "Health"),
      .paragraph("A container that waits for another starts when that one is healthy."),
      .table(.init(["Container", "Healthy when"], rows: checks + services + adminer)),
      ComposeCommands.block([
        ("All of them", commands.line("ps")),
        (
          "Why one isn't, by its last checks",
          "docker inspect --format '{{json .State.Health}}' \"$(\(commands.line("ps --quiet NAME")))\""
        ),
      ]),
    ]
  }
}
