import Emit
import JSON
import Model

/// Sizes of a managed cluster's nodes, for guides: what they hold, and what they cost by the catalog.
struct ManagedSizes {
  let stack: Stack

  /// Those whose price is known, the smallest first.
  static let all = Catalog.current.databases.sizes.filter { $0.price != nil }
    .sorted { $0.memory < $1.memory }

  /// A row for each size.
  ///
  /// - Parameter column: What a size of that much memory means for the engine.
  static func table(_ heading: Markdown.Text, _ column: (Catalog.Size) -> Markdown.Text)
    -> Markdown.Block
  {
    .table(
      Markdown.Table(
        ["Size", "Memory", heading, "A node a month"],
        rows: all.map { size in
          [.code(size.slug), "\(size.memory / 1024) GB", column(size), amount(size.price)]
        },
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
    let price = Self.all.first { $0.slug == cluster.size }?.price
    return [
      Markdown.Text(environment), Markdown.Text(store), .code(cluster.size), "\(cluster.nodes)",
      price.map { Self.amount($0 * cluster.nodes) } ?? "not in the list above",
    ]
  }

  private static func amount(_ price: Money?) -> Markdown.Text {
    price.map { "$\($0.description)" } ?? "unknown"
  }
}
