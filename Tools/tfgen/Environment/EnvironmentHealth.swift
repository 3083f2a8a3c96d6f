import Health
import JSON
import Model

/// The health daemon of a pool's servers: what it looks at, and its unit, as files beside the
/// environment's HCL.
struct EnvironmentHealth {
  let stack: Stack
  let environment: CloudEnvironment
  let pool: ServerPool

  var configurationFile: String { "healthd-\(pool.name).json" }
  var unitFile: String { "healthd-\(pool.name).service" }

  var files: [(name: String, text: String)] {
    let configuration = HealthConfiguration(
      stack: stack, environment: .digitalOcean(environment), pool: pool)
    let unit = HealthUnit.unit(of: configuration, user: stack.deployment.user)
    return [
      (configurationFile, String(decoding: JSONPrinter.pretty(configuration.json), as: UTF8.self)),
      (unitFile, unit.text),
    ]
  }
}
