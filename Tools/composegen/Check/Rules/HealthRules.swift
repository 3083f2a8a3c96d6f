import Diagnostics

/// Health checks that say nothing, or the wrong thing; and command lines that need a shell.
enum HealthRules {
  static let all: [CheckRule] = [
    CheckRule(
      "bad-healthcheck", .error, "a test that begins with neither CMD, CMD-SHELL nor NONE",
      isRefused: true, .service(unknown)),
    CheckRule(
      "shell-without-shell", .error,
      "`&&`, `||`, `|` or a variable in a command line that no shell runs", .service(shellSyntax)),
    CheckRule(
      "socket-readiness", .warning,
      "`pg_isready` without `-h`, which is content while the database is still set up (a note where "
        + "nothing waits for it)",
      .service(socket)),
    CheckRule(
      "health-port", .warning, "a health check of a port on which the service doesn't listen",
      .service(ports)),
    CheckRule(
      "no-start-period", .note, "a health check without `start_period`", .service(startPeriod)),
  ]

  private static func unknown(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let check = service.healthcheck, case .unknown(let word) = check.test else { return [] }
    return [
      Fault(
        check.place, "the test of \(service.quoted) begins with \"\(word)\"",
        do: "begin it with CMD, or with CMD-SHELL for a line that a shell runs")
    ]
  }

  private static let operators: Set<String> = ["&&", "||", "|", ";"]

  private static func shellSyntax(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    checks(service) + commands(service, project)
  }

  private static func checks(_ service: ComposeService) -> [Fault] {
    guard let check = service.healthcheck, case .exec(let nodes) = check.test else { return [] }
    let words = nodes.compactMap(\.text)
    if CommandText.isShell(words) { return [] }
    if words.count == 1, words[0].contains(" ") {
      return [
        Fault(
          check.place, "CMD takes \"\(words[0].prefix { $0 != " " }) …\" for the name of a program",
          do: "make each word an element of the list, or use CMD-SHELL")
      ]
    }
    let found = words.first { operators.contains($0) || $0.contains("$$") }
    return found.map { word in
      [
        Fault(
          check.place,
          operators.contains(word)
            ? "CMD runs no shell: \(word) is an argument like any other"
            : "CMD runs no shell: nothing puts a value in the place of a variable",
          do: "use CMD-SHELL with the whole line as one element")
      ]
    } ?? []
  }

  private static func commands(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    let image = project.image(of: service)
    guard let command = service.command,
      !CommandText.isShell(service.entrypoint?.words ?? image?.entrypoint ?? []),
      !CommandText.isShell(command.words),
      image?.isShellForm != true || image?.entrypoint.isEmpty != false
    else { return [] }
    guard let word = command.words.first(where: { ["&&", "||"].contains($0) }) else { return [] }
    return [
      Fault(
        command.node.place, "compose runs no shell: \(word) is an argument like any other",
        do: "write [\"sh\", \"-c\", \"…\"]")
    ]
  }

  private static func socket(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let check = service.healthcheck else { return [] }
    let words = check.line.split { $0.isWhitespace || $0 == "\"" || $0 == "'" }.map(String.init)
    guard let start = words.firstIndex(where: { $0.hasSuffix("pg_isready") }) else { return [] }
    let arguments = words[start...].prefix { !operators.contains($0) }
    let hasHost = arguments.contains {
      $0.hasPrefix("-h") || $0.hasPrefix("--host") || $0.contains("host=")
        || $0.contains("postgresql://") || $0.contains("postgres://")
    }
    if hasHost || service.variable("PGHOST") != nil { return [] }
    return [
      Fault(
        check.place,
        "pg_isready asks on the socket, which answers while the database is still set up",
        do: "add -h 127.0.0.1",
        severity: project.isAwaited(service, "service_healthy") ? nil : .note)
    ]
  }

  private static func ports(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let check = service.healthcheck, let image = project.image(of: service),
      !image.ports.isEmpty
    else { return [] }
    let asked = check.line.matches(of: /(?:localhost|127\.0\.0\.1|0\.0\.0\.0):([0-9]{2,5})/)
      .compactMap { Int($0.output.1) }
    let targets = service.ports.compactMap(\.target)
    let texts = service.environment.compactMap(\.value) + (service.command?.words ?? [])
    let wrong = asked.first { port in
      !image.ports.contains(port) && !targets.contains { $0.contains(port) }
        && !texts.contains { $0.contains(String(port)) }
    }
    guard let wrong else { return [] }
    return [
      Fault(
        check.place,
        "the health check asks port \(wrong), but the Dockerfile of \(service.quoted) exposes "
          + image.ports.map(String.init).joined(separator: ", "),
        do: "ask the port that it listens on")
    ]
  }

  private static func startPeriod(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let check = service.healthcheck, check.node["start_period"] == nil else { return [] }
    switch check.test {
    case .exec, .shell: break
    case .none, .inherited, .unknown: return []
    }
    return [
      Fault(
        check.node.place, "failures while \(service.quoted) starts count as failures",
        do: "set start_period to the longest that it may take to start")
    ]
  }
}
