import Emit
import JSON
import Model

/// Sizes of a managed cluster's nodes, for guides: what they hold, and what they cost.
///
/// Prices are US dollars a month and node, from public lists of 2022 to 2026 that agree; an
/// estimate, as of 2026-11-22.
struct ManagedSizes {
  let stack: Stack

  struct Size: Equatable {
    var slug: String
    /// In GB.
    var memory: Int
    /// In US dollars a month.
    var price: Int
  }

  static let all = [
    Size(slug: "db-s-1vcpu-1gb", memory: 1, price: 15),
    Size(slug: "db-s-1vcpu-2gb", memory: 2, price: 30),
    Size(slug: "db-s-2vcpu-4gb", memory: 4, price: 60),
    Size(slug: "db-s-4vcpu-8gb", memory: 8, price: 120),
    Size(slug: "db-s-6vcpu-16gb", memory: 16, price: 240),
    Size(slug: "db-s-8vcpu-32gb", memory: 32, price: 480),
  ]

  /// A row for each size.
  ///
  /// - Parameter column: What a size of that much memory means for the engine.
  static func table(_ heading: Markdown.Text, _ column: (Size) -> Markdown.Text) -> Markdown.Block {
    .table(
      Markdown.Table(
        ["Size", "Memory", heading, "A node a month"],
        rows: all.map { [.code($0.slug), "\($0.memory) GB", column($0), "$\($0.price)"] },
        alignments: [.none, .right, .right, .right]))
  }

  /// What the stack's clusters of some engines cost; nothing where it has none at DigitalOcean.
  func costs(of engines: Set<Datastore.Engine>) -> [Markdown.Block] {
    let stores = stack.datastores.filter { engines.contains($0.engine) }
    let rows = stack.cloudEnvironments.flatMap { environment in
      stores.compactMap { store in
        environment.datastores[named: store.name].map { row(environment.name, store.name, $0) }
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .paragraph("What the stack asks for, at these prices and without a replica:"),
      .table(
        Markdown.Table(
          ["Environment", "Datastore", "Size", "Nodes", "A month"], rows: rows,
          alignments: [.none, .none, .none, .right, .right])),
    ]
  }

  private func row(
    _ environment: String, _ store: String, _ cluster: ManagedDatastore
  ) -> [Markdown.Text] {
    let size = Self.all.first { $0.slug == cluster.size }
    return [
      Markdown.Text(environment), Markdown.Text(store), .code(cluster.size), "\(cluster.nodes)",
      size.map { "$\($0.price * cluster.nodes)" } ?? "not in the list above",
    ]
  }
}
