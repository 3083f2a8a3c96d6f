import Diagnostics
import Health
import Model

/// The configuration of one host of an environment, from a stack.
struct DerivedConfiguration {
  let configuration: HealthConfiguration
  let unit: SystemdUnit

  /// - Parameters:
  ///   - name: Of the environment; `nil` where the stack has only one.
  ///   - pool: Of the servers; `nil` where the environment has only one pool.
  /// - Throws: Exit status 2 where there is none of the name, or a choice is missing.
  init(stack: Stack, environment name: String?, pool: String?) throws(Failure) {
    let environment = try Self.choose(
      name, among: stack.environments, named: \.name, what: "environment", "environments",
      option: "environment")
    var servers: ServerPool?
    if case .digitalOcean(let cloud) = environment {
      if cloud.servers.isEmpty {
        throw .usage("the environment \"\(cloud.name)\" has no servers, so no daemon runs there")
      }
      servers = try Self.choose(
        pool, among: cloud.servers, named: \.name, what: "pool of servers",
        "pools of servers", option: "pool")
    } else if pool != nil {
      throw .usage("--pool: the environment \"\(environment.name)\" has no pools of servers")
    }
    configuration = HealthConfiguration(stack: stack, environment: environment, pool: servers)
    unit = HealthUnit.unit(of: configuration, user: stack.deployment.user)
  }

  private static func choose<Choice>(
    _ name: String?, among choices: [Choice], named: (Choice) -> String, what: String,
    _ plural: String, option: String
  ) throws(Failure) -> Choice {
    let names = choices.map(named)
    guard let name else {
      if choices.count == 1 { return choices[0] }
      throw .usage(
        "there are \(choices.count) \(plural); choose one with --\(option): "
          + names.joined(separator: ", "))
    }
    guard let index = names.firstIndex(of: name) else {
      throw .usage(
        "there is no \(what) \"\(name)\"; "
          + Suggestion.remedy(for: name, among: names, lead: "there are: "))
    }
    return choices[index]
  }
}
