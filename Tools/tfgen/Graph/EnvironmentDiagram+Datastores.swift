import Emit
import JSON
import Model

/// Ports of managed clusters, the same for every one (docs.digitalocean.com, "How to Connect to
/// PostgreSQL" and "… Valkey Database Clusters", 2026).
private enum ManagedPort {
  static let postgres = 25060
  static let connectionPool = 25061
  static let cache = 25061
}

extension EnvironmentDiagram {
  private var clusters: [(store: Datastore, cluster: ManagedDatastore)] {
    stack.datastores.compactMap { store in
      environment.datastores[named: store.name].map { (store, $0) }
    }
  }

  /// Clusters, and replicas in the same network.
  var datastores: [Diagram.Node] {
    clusters.flatMap { store, cluster in
      [node(of: store, cluster)]
        + (isFar(cluster) ? [] : [replica(of: store, cluster)])
        .compactMap { $0 }
    }
  }

  /// Replicas in other regions, which the network doesn't reach.
  var farReplicas: [Diagram.Node] {
    clusters.compactMap { store, cluster in isFar(cluster) ? replica(of: store, cluster) : nil }
  }

  private func isFar(_ cluster: ManagedDatastore) -> Bool {
    (cluster.replica?.region).map { $0 != environment.region } ?? false
  }

  private func node(of store: Datastore, _ cluster: ManagedDatastore) -> Diagram.Node {
    let users = pools(using: store).map(\.name)
    let lines = [
      "\(Words.count(cluster.nodes, "node")) × \(cluster.size)",
      cluster.pool.map { "pool of \($0.size), per \($0.mode.rawValue)" },
      store.engine.isCache ? "full: \((cluster.eviction ?? .allkeysLRU).rawValue)" : nil,
      users.isEmpty ? "trusts the VPC" : "trusts the servers \(Words.few(users))",
    ]
    return Diagram.Node(
      id("datastore", store.name), .store, caption: engine(of: store, cluster), title: store.name,
      lines: lines.compactMap { $0 })
  }

  /// Where the stack names no version, the module takes its newest.
  private func engine(of store: Datastore, _ cluster: ManagedDatastore) -> String {
    store.engine == .postgres
      ? "Managed PostgreSQL \(DatabaseInputs.version(of: cluster))"
      : "Managed Valkey \(CacheInputs.version(of: cluster))"
  }

  private func replica(of store: Datastore, _ cluster: ManagedDatastore) -> Diagram.Node? {
    cluster.replica.map { replica in
      Diagram.Node(
        id("replica", store.name), .store, caption: "Read replica", title: "\(store.name)-replica",
        lines: [
          "1 node × \(replica.size ?? cluster.size)",
          "region \(replica.region ?? environment.region)",
        ])
    }
  }

  /// The pools whose servers run what uses a datastore; its trusted sources.
  private func pools(using store: Datastore) -> [ServerPool] {
    environment.servers.filter { pool in
      environment.services(of: pool, in: stack).contains { $0.datastores.contains(store.name) }
    }
  }

  var datastoreEdges: [Diagram.Edge] {
    clusters.flatMap { store, cluster in
      pools(using: store).map { pool in
        Diagram.Edge(
          id("servers", pool.name), id("datastore", store.name), ports(of: store, cluster))
      }
        + (cluster.replica == nil
          ? []
          : [
            Diagram.Edge(
              id("datastore", store.name), id("replica", store.name), "replication",
              style: .dashed)
          ])
    }
  }

  private func ports(of store: Datastore, _ cluster: ManagedDatastore) -> String {
    guard store.engine == .postgres else { return "TLS \(ManagedPort.cache)" }
    return "TLS \(ManagedPort.postgres)"
      + (cluster.pool == nil ? "" : ", pool \(ManagedPort.connectionPool)")
  }
}
