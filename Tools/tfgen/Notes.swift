import Diagnostics
import JSON
import Model

/// What a user should know of a stack's choices; nothing here is wrong.
struct Notes {
  let stack: Stack

  /// None where nothing is at DigitalOcean.
  var findings: [Finding] {
    guard !stack.cloudEnvironments.isEmpty else { return [] }
    return datastores + unusedRules
  }

  /// Rules are made with the servers that they hold for.
  private var unusedRules: [Finding] {
    stack.environments.enumerated().compactMap { index, environment in
      guard case .digitalOcean(let environment) = environment, environment.servers.isEmpty,
        !environment.firewall.rules.isEmpty || !environment.firewall.sshSources.isEmpty
      else { return nil }
      return Finding(
        rule: "firewall-unused", severity: .note,
        message: "\"\(environment.name)\" has no servers that its firewall's rules could hold for, "
          + "so none is made",
        remedy: "add a service that is deployed as an image, or take the rules away",
        pointer: JSONPointer(["environments", String(index), "firewall"]))
    }
  }

  private var datastores: [Finding] {
    stack.datastores.enumerated().flatMap { index, store in
      let engine = JSONPointer(["datastores", String(index), "engine"])
      return switch store.engine {
      case .redis: [managedRedis(store, at: engine)]
      case .postgres: [cloudFirewall(store, at: engine)]
      case .valkey: [Finding]()
      }
    }
  }

  /// DigitalOcean replaced managed Redis in 2025 (provider issue 1362).
  private func managedRedis(_ store: Datastore, at place: JSONPointer) -> Finding {
    Finding(
      rule: "managed-redis-gone", severity: .note,
      message: "DigitalOcean has Valkey in the place of Redis since 2025; \"\(store.name)\" will "
        + "be a cluster of Valkey \(CacheInputs.newest) there",
      remedy: "nothing to do: Valkey speaks the Redis protocol", pointer: place)
  }

  /// `digitalocean_firewall` holds for droplets only.
  private func cloudFirewall(_ store: Datastore, at place: JSONPointer) -> Finding {
    Finding(
      rule: "cloud-firewall-scope", severity: .note,
      message: "the networking module's database firewall protects droplets that run a database; "
        + "\"\(store.name)\" as a managed cluster is out of its reach",
      remedy: "nothing to do: the trusted sources of a managed cluster belong to its own module",
      pointer: place)
  }
}
