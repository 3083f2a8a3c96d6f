import JSON
import Model

/// What modules are called in an environment's HCL. Names of pools and datastores are the user's, so
/// two of them may be alike.
enum EnvironmentLabels {
  /// `api_cluster` for the pool `api`.
  static func cluster(_ pool: ServerPool) -> String {
    EnvironmentNames.identifier(pool.name) + "_cluster"
  }

  /// `database` for the datastore `database`; with `_datastore` where something else is called so.
  static func datastore(_ store: Datastore, in environment: CloudEnvironment) -> String {
    let taken =
      ["networking"] + environment.servers.map(cluster)
      + environment.datastores.filter { $0.name != store.name }
      .map { EnvironmentNames.identifier($0.name) }
    var label = EnvironmentNames.identifier(store.name)
    while taken.contains(label) { label += "_datastore" }
    return label
  }
}
