import Emit
import Model

/// The guide to an environment that mounts and reloads source.
struct DevelopmentGuide {
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
    return quickStart + commands.settings(in: stack) + everyDay + operations.databases
      + operations.caches + operations.services + operations.health + troubleshooting + workflow
      + security
  }

  private var quickStart: [Markdown.Block] {
    [
      .heading(2, "Quick start"),
      .paragraph("Docker Engine 20.10 or newer with Compose 2 is all that it takes."),
      .code(commands.line("up --build --wait"), language: "sh"),
      .paragraph("It returns when everything is healthy. Then:"),
      commands.addresses(in: stack),
    ]
      + (environment.adminer == nil
        ? []
        : [
          .paragraph(
            "Adminer asks for system (PostgreSQL), server, user, password and database: those of "
              + "the settings below.")
        ])
  }

  private var everyDay: [Markdown.Block] {
    [
      .heading(2, "Every day"),
      ComposeCommands.block([
        ("Start, and wait until all is healthy", commands.line("up --build --wait")),
        ("What runs", commands.line("ps")), ("What it says", commands.line("logs --follow")),
        ("Stop; data stays", commands.line("down")),
        ("Stop and forget all data", commands.line("down --volumes")),
        ("What compose makes of the file", commands.line("config")),
      ]),
    ]
  }

  private var workflow: [Markdown.Block] {
    let mounts = DevelopmentGuide.mounts(of: stack)
    guard !mounts.isEmpty else { return [] }
    return [
      .heading(2, "Working on it"),
      .paragraph(
        "Only folders of source are mounted, so that an edit is seen at once; everything else is the "
          + "image's: \(Markdown.Text.codes(mounts))."),
      .list([
        .init(
          "After a change of dependencies, of a configuration file or of anything that isn't mounted: "
            + "\(code: commands.line("up --build --renew-anon-volumes --wait"))."),
        .init(
          "A container builds what its service needs when it starts, then runs the service's own "
            + "script and those of the same name in the packages, which should watch."),
        .init("Keep data that tests need in files that can be loaded, not in a volume."),
        .init("Try the production image before a release; it is another stage, with another user."),
      ]),
    ]
  }

  private static func mounts(of stack: Stack) -> [String] {
    if stack.imageServices.isEmpty { return [] }
    let services = stack.imageServices.map { ($0.path, $0.source) }
    let packages = stack.packages.map { ($0.path, $0.source) }
    return (services + packages).map { path, source in source == "." ? path : "\(path)/\(source)" }
  }

  private var security: [Markdown.Block] {
    [
      .heading(2, "Security"),
      .list([
        .init(
          environment.address.hasPrefix("127.")
            ? "Ports are published on \(code: environment.address) only: no other machine reaches them."
            : "Ports are published on \(code: environment.address): other machines reach them."),
        .init(
          "The default passwords are placeholders for this machine. Where others reach it, set your "
            + "own in \(code: environment.variablesFile)."),
        .init(
          "\(code: environment.variablesFile) stays out of git and, by \(code: ".dockerignore"), out "
            + "of every image."),
        .init("Never load a copy of production data that names people."),
        .init("Containers can't gain privileges; the database UI is for development only."),
      ]),
    ]
  }
}

extension DevelopmentGuide {
  private var troubleshooting: [Markdown.Block] {
    [.heading(2, "When something is wrong")] + ports + reload + migrations + rest
  }

  private var ports: [Markdown.Block] {
    let variables = stack.composeVariables(of: environment).filter { $0.subject == .ports }
    guard let first = variables.first else { return [] }
    return [
      .heading(3, "A port is taken"),
      .paragraph("Find who has it, or take another for this environment:"),
      .code(
        """
        ss --listening --tcp --numeric --processes 'sport = :\(first.standard)'
        \(first.name)=\(DevelopmentGuide.other(first.standard)) \(commands.line("up --wait"))
        """, language: "sh"),
      .paragraph("The ports are set by:"),
      .list(variables.map { Markdown.Item("\(code: $0.name), \($0.standard) by default") }),
    ]
  }

  /// A port to show in place of another.
  private static func other(_ port: String) -> Int {
    let number = Int(port) ?? 0
    return number > 55_000 ? number - 10_000 : number + 10_000
  }

  private var reload: [Markdown.Block] {
    if stack.imageServices.isEmpty { return [] }
    return [
      .heading(3, "An edit isn't seen"),
      .list([
        .init("Is the file in a mounted folder? Others need \(code: "up --build")."),
        .init("Does the service's script watch, and those of the packages?"),
        .init(
          "Where the engine runs in a virtual machine, file events may get lost: set "
            + "\(code: "CHOKIDAR_USEPOLLING=true") or \(code: "WATCHPACK_POLLING=true") among the "
            + "service's variables."),
        .init(
          "\(code: "bind source path does not exist"): a source folder has another name; say so by "
            + "\(code: "source") in the stack."),
      ]),
    ]
  }

  private var migrations: [Markdown.Block] {
    guard stack.datastores.contains(where: { $0.engine == .postgres }) else { return [] }
    return [
      .heading(3, "The database isn't as the code expects"),
      .list([
        .init(
          "User, password and database are set up once, for a new volume. After a change of theirs "
            + "empty the database, as shown above, or change them in it."),
        .init("Run the migrations in the container, where the host names are known."),
        .init(
          "A volume of an older PostgreSQL isn't read by a newer one: copy to a file, empty, copy back."
        ),
      ]),
    ]
  }

  private var rest: [Markdown.Block] {
    [
      .heading(3, "A container isn't healthy, or comes and goes"),
      .code(commands.line("logs --tail 50 NAME"), language: "sh"),
      .list([
        .init("Does the service listen on \(code: "0.0.0.0"), and on the port of the stack?"),
        .init(
          "\(code: "MODULE_NOT_FOUND"): a package wasn't built; its build says why, further up."),
        .init(
          "\(code: "frozen-lockfile"): the lockfile is older than a package.json; install, commit."),
      ]),
    ]
  }
}
