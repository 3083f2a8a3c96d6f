import JSON
import Model

extension Catalog {
  struct Regions: Sendable {
    var origin = Origin()
    var slugs: [String] = []
    /// Those that have Spaces.
    var spaces: [String] = []

    static let shape = Shape<Regions>.object(
      "regions", "Regions.", initial: { Regions() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("slugs", \.slugs, words, "All."),
        .required("spaces", \.spaces, words, "Those with Spaces."),
      ])
  }

  struct Images: Sendable {
    var origin = Origin()
    var slugs: [String] = []

    static let shape = Shape<Images>.object(
      "images", "Images of droplets.", initial: { Images() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("slugs", \.slugs, words, "Of systems.")
      ])
  }

  /// A version of a managed engine.
  struct Version: Equatable, Sendable {
    var version = ""
    /// The day on which its maintainers gave it up.
    var ended: String?
    var confidence: Confidence?

    static let shape = Shape<Version>.object(
      "version", "A version.", initial: { Version() },
      [
        .required("version", \.version, text, "As the API takes it."),
        .optional("ended", \.ended, date, "When its maintainers gave it up."),
        .optional("confidence", \.confidence, .choice("how sure it is"), "That it is offered."),
      ])
  }

  struct Versions: Sendable {
    var origin = Origin()
    var postgres: [Version] = []
    /// Of clusters that were made while there was Redis.
    var redis: [Version] = []
    var valkey: [Version] = []

    static let shape = Shape<Versions>.object(
      "versions", "Versions of managed engines.", initial: { Versions() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("postgres", \.postgres, .list(of: Version.shape), "Of PostgreSQL."),
        .required("redis", \.redis, .list(of: Version.shape), "Of Redis."),
        .required("valkey", \.valkey, .list(of: Version.shape), "Of Valkey."),
      ])

    /// What a stack may say for an engine. A stack with Redis may say what a cluster of old had:
    /// the cluster is Valkey all the same.
    func offered(_ engine: Datastore.Engine) -> [Version] {
      switch engine {
      case .postgres: postgres
      case .valkey: valkey
      case .redis: redis + valkey
      }
    }
  }

  /// Words that the provider takes; tests hold the model, and what is emitted, against them.
  struct Enums: Sendable {
    var origin = Origin()
    var alertWindows: [String] = []
    var evictions: [String] = []
    var filesystems: [String] = []
    var firewallProtocols: [String] = []
    var maintenanceDays: [String] = []
    var poolModes: [String] = []
    var projectTiers: [String] = []

    static let shape = Shape<Enums>.object(
      "enums", "Words that the provider takes.", initial: { Enums() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("alertWindows", \.alertWindows, words, "Of monitor alerts."),
        .required("evictions", \.evictions, words, "Of Valkey."),
        .required("filesystems", \.filesystems, words, "Of volumes."),
        .required("firewallProtocols", \.firewallProtocols, words, "Of firewall rules."),
        .required("maintenanceDays", \.maintenanceDays, words, "Of clusters."),
        .required("poolModes", \.poolModes, words, "Of connection pools."),
        .required("projectTiers", \.projectTiers, words, "Of projects."),
      ])
  }

  /// The block of a region's shared private network of old.
  struct RegionalNetwork: Equatable, Sendable {
    var region = ""
    var network = ""

    /// `nil` where the text is no block, which a test would tell.
    var block: IPv4Network? { IPv4Network(network) }

    static let shape = Shape<RegionalNetwork>.object(
      "regionalNetwork", "A region's shared network.", initial: { RegionalNetwork() },
      [
        .required("region", \.region, text, "The region."),
        .required("network", \.network, text, "Its block."),
      ])
  }

  struct Networks: Sendable {
    var origin = Origin()
    /// DigitalOcean's own everywhere; ``Model`` refuses them.
    var reserved: [String] = []
    var regional: [RegionalNetwork] = []

    static let shape = Shape<Networks>.object(
      "networks", "Networks that are taken.", initial: { Networks() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("reserved", \.reserved, words, "Everywhere."),
        .required("regional", \.regional, .list(of: RegionalNetwork.shape), "In one region."),
      ])
  }

  struct Limits: Sendable {
    var origin = Origin()
    var reservedIPs = 0

    static let shape = Shape<Limits>.object(
      "limits", "Limits of an account.", initial: { Limits() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("reservedIPs", \.reservedIPs, count, "By default.")
      ])
  }

  /// Monthly prices of what has no size.
  struct Prices: Sendable {
    var origin = Origin()
    var loadBalancerNode = Money.zero
    var volumeGiB = Money.zero
    /// Of the droplet's price, in per cent.
    var backupsWeekly = 0
    var backupsDaily = 0
    var uptimeCheck = Money.zero
    var uptimeChecksFree = 0
    /// The subscription that an account's Spaces need.
    var spaces = Money.zero

    static let shape = Shape<Prices>.object(
      "prices", "What has no size.", initial: { Prices() },
      originFields(\.origin.source, \.origin.asOf) + [
        .required("loadBalancerNode", \.loadBalancerNode, Money.shape, "A node."),
        .required("volumeGiB", \.volumeGiB, Money.shape, "A GiB of a volume."),
        .required("backupsWeekly", \.backupsWeekly, count, "Per cent."),
        .required("backupsDaily", \.backupsDaily, count, "Per cent."),
        .required("uptimeCheck", \.uptimeCheck, Money.shape, "A check."),
        .required("uptimeChecksFree", \.uptimeChecksFree, count, "An account's free ones."),
        .required("spaces", \.spaces, Money.shape, "An account's subscription."),
      ])
  }
}

extension [Catalog.Version] {
  /// Those that are surely offered, in the catalog's order, the newest last.
  var known: [String] { filter { $0.confidence != .low }.map(\.version) }
}
