import Emit
import Model

extension TerraformModule {
  /// A managed Valkey cluster.
  ///
  /// - Parameter engine: The stack's word for it, `redis` or `valkey`, which names the module.
  static func cache(_ engine: Datastore.Engine, for stack: Stack) -> TerraformModule {
    let guide = CacheGuide(stack: stack, engine: engine)
    return TerraformModule(
      name: engine.rawValue, inputs: CacheInputs(stack: stack, engine: engine).all,
      outputs: CacheOutputs.all(for: engine), main: CacheResources.body(for: engine),
      sample: CacheRuns.sample(for: engine), runs: CacheRuns.all(for: engine),
      opening: guide.opening, closing: guide.closing)
  }
}

/// What the cache module gives. Host names are sensitive as well as passwords.
enum CacheOutputs {
  static func all(for engine: Datastore.Engine) -> [Output] {
    ManagedResources.outputs + connections + [ManagedResources.firewallID, summary(engine)]
  }

  private static let connections = [
    ("user", "User of the cluster", "user", false),
    ("password", "Password of the user", "password", true),
    ("private_uri", "Connection within the VPC, by TLS: for applications", "private_uri", true),
    ("public_uri", "Connection from the Internet, by TLS: for setting up", "uri", true),
  ].map { name, description, attribute, isSensitive in
    Output(
      name: name, description: description,
      value: .reference("digitalocean_database_cluster.main.\(attribute)"),
      isSensitive: isSensitive)
  }

  private static func summary(_ engine: Datastore.Engine) -> Output {
    Output(
      name: "summary", description: "What there is, without anything secret",
      value: .object([
        "name": .variable("cluster_name"), "environment": .variable("environment"),
        "region": .variable("region"), "version": .variable("\(engine.rawValue)_version"),
        "size": .variable("node_size"), "nodes": .variable("node_count"),
        "eviction": .variable("eviction_policy"), "persistence": .variable("persistence"),
        "firewall": .variable("enable_firewall"),
      ]))
  }
}
