import JSON
import Model

/// What a stack costs a month at DigitalOcean, by the catalog's list prices.
struct Cost: Equatable, Sendable {
  /// One line: so many of a thing at a price each.
  struct Item: Equatable, Sendable {
    /// What it is for: `servers api`, `datastore database`.
    let subject: String
    /// What is bought: a slug, or words.
    let thing: String
    let count: Int
    /// Of one; `nil` where nobody knows.
    let price: Money?

    var total: Money? { price.map { $0 * count } }
  }

  /// Items with their sum.
  struct Part: Equatable, Sendable {
    let name: String
    let items: [Item]

    /// Of what has a price.
    var total: Money { items.compactMap(\.total).reduce(.zero, +) }
    /// What has none, each slug once.
    var unpriced: [String] {
      Set(items.filter { $0.price == nil }.map(\.thing)).sorted()
    }
  }

  /// In the stack's order.
  let environments: [Part]
  /// What an account pays for once, however many environments use it.
  let account: Part

  init(of stack: Stack, in catalog: Catalog = .current) {
    let environments = stack.cloudEnvironments
    self.environments = environments.map { Part(of: $0, in: catalog) }
    account = Part(name: "account", items: catalog.accountItems(of: environments))
  }

  var parts: [Part] { environments + (account.items.isEmpty ? [] : [account]) }
  /// Of what has a price.
  var total: Money { parts.map(\.total).reduce(.zero, +) }
  var unpriced: [String] { Set(parts.flatMap(\.unpriced)).sorted() }
}

extension Cost.Part {
  /// One environment, without what the account pays for.
  init(of environment: CloudEnvironment, in catalog: Catalog = .current) {
    self.init(name: environment.name, items: catalog.items(of: environment))
  }
}

extension Catalog {
  fileprivate func items(of environment: CloudEnvironment) -> [Cost.Item] {
    environment.servers.flatMap(items) + environment.datastores.flatMap(items)
      + (environment.loadBalancer.map { [item(of: $0)] } ?? [])
  }

  private func items(of pool: ServerPool) -> [Cost.Item] {
    let subject = "servers \(pool.name)"
    let price = droplets.price(of: pool.size)
    var items = [Cost.Item(subject: subject, thing: pool.size, count: pool.count, price: price)]
    let share =
      switch pool.backups {
      case .none: 0
      case .weekly: prices.backupsWeekly
      case .daily: prices.backupsDaily
      }
    if share > 0 {
      items.append(
        Cost.Item(
          subject: subject,
          thing: "\(pool.backups.rawValue) backups of \(pool.size), \(share) %",
          count: pool.count, price: price?.percent(share)))
    }
    if let volume = pool.volume {
      items.append(
        Cost.Item(
          subject: subject, thing: "volume of \(volume.gibibytes) GiB", count: pool.count,
          price: prices.volumeGiB * volume.gibibytes))
    }
    return items
  }

  private func items(of cluster: Named<ManagedDatastore>) -> [Cost.Item] {
    let subject = "datastore \(cluster.name)"
    let store = cluster.value
    var items = [
      Cost.Item(
        subject: subject, thing: store.size, count: store.nodes,
        price: databases.price(of: store.size))
    ]
    if let replica = store.replica {
      let size = replica.size ?? store.size
      items.append(
        Cost.Item(
          subject: "\(subject), replica", thing: size, count: 1,
          price: databases.price(of: size)))
    }
    return items
  }

  private func item(of balancer: LoadBalancer) -> Cost.Item {
    Cost.Item(
      subject: "load balancer", thing: "node", count: balancer.nodes,
      price: prices.loadBalancerNode)
  }

  /// The account's Spaces, and the uptime checks that aren't free.
  fileprivate func accountItems(of environments: [CloudEnvironment]) -> [Cost.Item] {
    var items: [Cost.Item] = []
    if environments.contains(where: { $0.state != nil }) {
      items.append(
        Cost.Item(
          subject: "Terraform's state", thing: "Spaces subscription", count: 1,
          price: prices.spaces))
    }
    let checks = environments.count { $0.uptime != nil && $0.domain != nil }
    if checks > prices.uptimeChecksFree {
      items.append(
        Cost.Item(
          subject: "uptime", thing: "check", count: checks - prices.uptimeChecksFree,
          price: prices.uptimeCheck))
    }
    return items
  }
}

extension Catalog.DropletSizes {
  func price(of slug: String) -> Money? { sizes.first { $0.slug == slug }?.price }
}

extension Catalog.DatabaseSizes {
  func price(of slug: String) -> Money? { sizes.first { $0.slug == slug }?.price }
}
