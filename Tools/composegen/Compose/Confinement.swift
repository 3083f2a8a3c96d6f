import Emit
import Model

/// What every container of an environment has in common, and how tightly it is held.
struct Confinement {
  let environment: ComposeEnvironment

  init(_ environment: ComposeEnvironment) { self.environment = environment }

  /// The end of a container's description: its network, how it comes back, and its limits.
  ///
  /// - Parameter memory: The most it may take in production mode, in compose's notation.
  func entries(memory: String) -> [YAML.Entry] {
    var entries: [YAML.Entry] = [
      .init("networks", [.string(environment.network)]), .init("restart", "unless-stopped"),
      .init("security_opt", ["no-new-privileges:true"]),
    ]
    if environment.mode == .production {
      let limits: YAML = ["cpus": "1.0", "memory": .string(memory), "pids": 256]
      entries.append(.init("deploy", ["resources": ["limits": limits]]))
    }
    return entries
  }

  /// `127.0.0.1:${API_HOST_PORT:-3001}:3001`
  func published(_ port: ComposeVariable, to inside: Int) -> YAML {
    [.string("\(environment.address):\(port.reference):\(inside)")]
  }

  /// The longest time between two checks. Docker asks for the first time after one interval, so the
  /// interval decides how soon a stack is up; `start_interval` would need an engine of 2024.
  static let interval = TimeSpan.seconds(3)

  /// A health check as compose has it.
  static func healthcheck(
    _ test: [String], interval: TimeSpan = interval, timeout: TimeSpan = .seconds(5),
    retries: Int = 10, startPeriod: TimeSpan = .seconds(30)
  ) -> YAML {
    [
      "test": .sequence(test.map { .string($0) }), "interval": .string("\(interval)"),
      "timeout": .string("\(timeout)"), "retries": .int(retries),
      "start_period": .string("\(startPeriod)"),
    ]
  }
}
