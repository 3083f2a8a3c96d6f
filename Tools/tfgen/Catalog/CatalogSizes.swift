import JSON

extension Catalog {
  /// A size of droplets, or of the nodes of a database cluster.
  struct Size: Equatable, Sendable {
    var slug = ""
    var vcpus = 0
    /// In MiB.
    var memory = 0
    /// A month, of one droplet or node; `nil` where it isn't known.
    var price: Money?
    var confidence: Confidence?

    static let shape = Shape<Size>.object(
      "size", "A size.", initial: { Size() },
      [
        .required("slug", \.slug, text, "Its slug."),
        .required("vcpus", \.vcpus, .integer("a number of processors", 1...512), "Processors."),
        .required("memory", \.memory, .integer("MiB", 256...4_194_304), "In MiB."),
        .optional("price", \.price, Money.shape, "In cents a month."),
        .optional("confidence", \.confidence, .choice("how sure it is"), "Of the price."),
      ])
  }

  /// What is known of a slug.
  enum Verdict: Equatable, Sendable {
    case listed(Size)
    /// A size of a family that the catalog doesn't list whole.
    case plausible
    case unknown
  }

  /// The sizes of droplets.
  struct DropletSizes: Sendable {
    var origin = Origin()
    /// Openings of slugs whose families aren't listed whole.
    var openFamilies: [String] = []
    /// In order of slug.
    var sizes: [Size] = []

    static let shape = Shape<DropletSizes>.object(
      "dropletSizes", "Droplet sizes.", initial: { DropletSizes() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("openFamilies", \.openFamilies, words, "Families that aren't listed whole."),
        .required("sizes", \.sizes, .list(of: Size.shape), "Sizes."),
      ])

    func verdict(on slug: String) -> Verdict {
      Catalog.verdict(on: slug, among: sizes, open: openFamilies)
    }
  }

  /// The sizes of database nodes, and what depends on them.
  struct DatabaseSizes: Sendable {
    var origin = Origin()
    var openFamilies: [String] = []
    var sizes: [Size] = []
    var connectionsPerGiB = 0
    /// Connections of a cluster that are DigitalOcean's own.
    var connectionsReserved = 0
    /// The least memory, in MiB, with which a cluster may have more than one node.
    var standbyFrom = 0
    var mostNodes = MostNodes()

    /// The most nodes of a cluster, by engine.
    struct MostNodes: Equatable, Sendable {
      var postgres = 0
      var valkey = 0
    }

    static let shape = Shape<DatabaseSizes>.object(
      "databaseSizes", "Database sizes.", initial: { DatabaseSizes() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("openFamilies", \.openFamilies, words, "Families that aren't listed whole."),
        .required("connectionsPerGiB", \.connectionsPerGiB, count, "Of memory."),
        .required("connectionsReserved", \.connectionsReserved, count, "DigitalOcean's own."),
        .required("standbyFrom", \.standbyFrom, count, "In MiB."),
        .required("nodes", \.mostNodes, mostNodesShape, "The most, by engine."),
        .required("sizes", \.sizes, .list(of: Size.shape), "Sizes."),
      ])

    private static let mostNodesShape = Shape<MostNodes>.object(
      "mostNodes", "The most nodes.", initial: { MostNodes() },
      [
        .required("postgres", \.postgres, count, "Of PostgreSQL."),
        .required("valkey", \.valkey, count, "Of Valkey."),
      ])

    func verdict(on slug: String) -> Verdict {
      Catalog.verdict(on: slug, among: sizes, open: openFamilies)
    }

    /// The connections that a PostgreSQL cluster of a size leaves to the application.
    func connections(of size: Size) -> Int {
      size.memory * connectionsPerGiB / 1024 - connectionsReserved
    }
  }

  private static func verdict(on slug: String, among sizes: [Size], open: [String]) -> Verdict {
    if let size = sizes.first(where: { $0.slug == slug }) { return .listed(size) }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let isPlausible = open.contains { family in
      slug.hasPrefix(family)
        && slug.utf8.dropFirst(family.utf8.count).contains(where: digits.contains)
    }
    return isPlausible ? .plausible : .unknown
  }
}
