import Diagnostics
import JSON
import Model

extension CloudCheck {
  mutating func check(_ cluster: Named<ManagedDatastore>, at place: [String]) {
    guard let store = stack.datastore(cluster.name) else { return }
    let managed = cluster.value
    if let version = managed.version {
      check(version: version, of: store.engine, at: place + ["version"])
    }
    let verdict = check(databaseSize: managed.size, at: place + ["size"])
    checkNodes(of: cluster, store.engine, verdict, at: place)
    if let replica = managed.replica { check(replica, of: verdict, at: place + ["replica"]) }
    if let pool = managed.pool, case .listed(let size) = verdict {
      check(pool, on: size, at: place + ["pool", "size"])
    }
  }

  private mutating func check(databaseSize slug: String, at place: [String]) -> Catalog.Verdict {
    let verdict = catalog.databases.verdict(on: slug)
    check(
      size: slug, of: "databases", verdict, among: catalog.databases.sizes, at: place)
    return verdict
  }

  private mutating func check(
    version: String, of engine: Datastore.Engine, at place: [String]
  ) {
    let offered = catalog.versions.offered(engine)
    guard let known = offered.first(where: { $0.version == version }) else {
      let names = offered.map(\.version)
      // DigitalOcean takes the major version alone.
      let major = String(version.prefix { $0 != "." })
      let hint = names.contains(major) ? "did you mean \"\(major)\"? " : ""
      add(
        .unknownVersion, at: place,
        "DigitalOcean has no version \"\(version)\" of \(engine.title)",
        do: hint + "allowed: " + names.joined(separator: ", "))
      return
    }
    let current = offered.filter { $0.ended == nil && $0.confidence == nil }.map(\.version)
    if let end = known.ended {
      add(
        .endedVersion, at: place,
        "\(engine.title) \(version) was given up by its maintainers on \(end)",
        do: "take a version that is kept: " + current.joined(separator: ", "))
    } else if known.confidence == .low {
      add(
        .unconfirmedVersion, at: place,
        "whether DigitalOcean offers \(engine.title) \(version) couldn't be confirmed",
        do: "look before you create it; confirmed are " + current.joined(separator: ", "))
    }
  }

  private mutating func checkNodes(
    of cluster: Named<ManagedDatastore>, _ engine: Datastore.Engine, _ verdict: Catalog.Verdict,
    at place: [String]
  ) {
    let nodes = cluster.value.nodes
    let databases = catalog.databases
    let most = engine.isCache ? databases.mostNodes.valkey : databases.mostNodes.postgres
    if nodes > most {
      add(
        .tooManyNodes, at: place + ["nodes"],
        "a Valkey cluster has \(most) nodes at most, and \"\(cluster.name)\" is to have \(nodes)",
        do: "allowed: " + (1...max(1, most)).map(String.init).joined(separator: ", "))
    }
    guard nodes > 1, case .listed(let size) = verdict, size.memory < databases.standbyFrom else {
      return
    }
    let larger = databases.sizes.filter { $0.memory >= databases.standbyFrom }
    add(
      .standbyPlan, at: place + ["nodes"],
      "\"\(cluster.name)\" is to have \(nodes) nodes, and \(size.slug) takes one only",
      do: "set \"nodes\" to 1, or \"size\" to one with "
        + "\(databases.standbyFrom / 1024) GiB or more" + CloudCheck.example(larger))
  }

  /// `, as db-s-1vcpu-2gb`: the cheapest of some sizes.
  private static func example(_ sizes: [Catalog.Size]) -> String {
    let priced = sizes.filter { $0.price != nil }
    let first = priced.min { ($0.price ?? .zero, $0.slug) < ($1.price ?? .zero, $1.slug) }
    return first.map { ", as \($0.slug)" } ?? ""
  }

  private mutating func check(
    _ replica: Replica, of cluster: Catalog.Verdict, at place: [String]
  ) {
    if let region = replica.region { check(region: region, at: place + ["region"]) }
    guard let slug = replica.size else { return }
    let verdict = check(databaseSize: slug, at: place + ["size"])
    guard case .listed(let size) = verdict, case .listed(let main) = cluster,
      size.memory < main.memory
    else { return }
    add(
      .replicaTooSmall, at: place + ["size"],
      "a replica is no smaller than its cluster, and \(slug) is smaller than \(main.slug)",
      do: "take the size away, or choose \(main.slug) or larger")
  }

  private mutating func check(_ pool: ConnectionPool, on size: Catalog.Size, at place: [String]) {
    let databases = catalog.databases
    let most = databases.connections(of: size)
    guard pool.size > most else { return }
    let larger = databases.sizes.filter { databases.connections(of: $0) >= pool.size }
    add(
      .poolTooLarge, at: place,
      "the pool takes \(pool.size) connections, and \(size.slug) has \(most)",
      do: "allowed: 1 to \(most); or choose a larger size" + CloudCheck.example(larger))
  }
}

extension Datastore.Engine {
  /// Its name in sentences about DigitalOcean, which runs Valkey for both caches.
  fileprivate var title: String { self == .postgres ? "PostgreSQL" : "Valkey" }
}

extension CloudCheck {
  /// What each cluster has from its first minute (DigitalOcean, managed databases).
  private static let reserved = ["database": "defaultdb", "user": "doadmin"]

  mutating func checkNames() {
    guard !stack.cloudEnvironments.isEmpty else { return }
    for (index, store) in stack.datastores.enumerated() where store.engine == .postgres {
      for (key, name) in [("database", store.database), ("user", store.user)]
      where name == Self.reserved[key] {
        add(
          .reservedName, at: ["datastores", String(index), key],
          "\"\(name)\" is the \(key) that DigitalOcean makes for itself in every cluster",
          do: "give the application's \(key) another name")
      }
    }
  }
}
