import Emit
import Model

/// The database UI in a compose file.
struct AdminerService {
  let adminer: Adminer
  let environment: ComposeEnvironment
  let stack: Stack

  init(_ adminer: Adminer, in environment: ComposeEnvironment, of stack: Stack) {
    self.adminer = adminer
    self.environment = environment
    self.stack = stack
  }

  /// The port that the image listens on.
  private static let port = 8080

  var yaml: YAML {
    let databases = stack.datastores.filter { $0.engine == .postgres }
    let design = environment.design(of: adminer)
    return YAML.mapping {
      .entry("image", .string(adminer.image))
        // Its server is PHP's, which as PID 1 ignores SIGTERM: an init ends it at once.
        .entry("init", true)
        .entry(
          "environment",
          YAML.mapping {
            if let first = databases.first { .entry("ADMINER_DEFAULT_SERVER", .string(first.host)) }
            if let design { .entry("ADMINER_DESIGN", .string(design.reference)) }
          }
        )
        .entry(
          "ports",
          Confinement(environment).published(environment.adminerHostPort, to: Self.port)
        )
        .entry("depends_on", .mapping(databases.map { .init(.text($0.host), Dependency.healthy) }))
        .entry(
          "healthcheck",
          Confinement.healthcheck(
            ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:\(Self.port)/"])
        )
      for entry in Confinement(environment).entries(memory: "128M") { entry }
    }
  }
}

/// How a container waits for another.
enum Dependency {
  static let healthy: YAML = ["condition": "service_healthy"]
}
