import Emit
import Model

/// What the cache module makes.
enum CacheResources {
  static func body(for engine: Datastore.Engine) -> HCL.Body {
    HCL.Body {
      ManagedResources.cluster(
        "valkey", version: "\(engine.rawValue)_version", tag: "valkey"
      ) { .attribute("eviction_policy", .variable("eviction_policy")) }
      .blank
      configuration
        .blank
      ManagedResources.firewall(
        "main", if: .variable("enable_firewall"),
        of: .reference("digitalocean_database_cluster.main.id"))
    }
  }

  /// Here and in the cluster there is a place for the eviction policy, and one would undo the other;
  /// the cluster's is the one that every version of the provider knows.
  private static let configuration = HCL.block(
    "resource", "digitalocean_database_valkey_config", "main"
  ) {
    .attribute("cluster_id", .reference("digitalocean_database_cluster.main.id"))
      .attribute("persistence", .variable("persistence"))
      .attribute("timeout", .variable("idle_timeout"))
      .attribute("notify_keyspace_events", .variable("notify_keyspace_events"))
      .attribute("ssl", true)
  }
}
