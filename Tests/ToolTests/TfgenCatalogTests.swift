import Diagnostics
import JSON
import Model
import TestKit
import Testing

@testable import tfgen

/// The tables are whole, in order, dated, and agree with each other and with the model.
@Suite("tfgen's catalog") struct TfgenCatalogTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog(Array(Checkout.read(Self.path).utf8)) }

  private static let path = "Tools/tfgen/Data/catalog.json"

  @Test("is the one that is compiled in") func embedded() {
    #expect(Catalog.current.droplets.sizes == catalog.droplets.sizes)
    #expect(Catalog.current.databases.sizes == catalog.databases.sizes)
    #expect(Catalog.current.origins == catalog.origins)
  }

  @Test("says of each table where it is from, and when it was looked at") func origins() {
    #expect(catalog.origins.count == 9)
    for origin in catalog.origins { #expect(!origin.source.isEmpty && origin.asOf >= catalog.asOf) }
    #expect(catalog.asOf >= "2026-11-22")
  }

  @Test(
    "refuses what it doesn't know, and what can't be",
    arguments: [
      (#""regions": {"#, #""regions": { "sluggs": [],"#, "sluggs"),
      (#""asOf": "2026-11-22""#, #""asOf": "2026-13-22""#, "a date"),
      (#""price": 600,"#, #""price": 0,"#, "cents"),
      (#""price": 600,"#, #""price": 6.5,"#, "cents"),
      (#""memory": 1024,"#, "", "memory"),
      (#""confidence": "high""#, #""confidence": "sure""#, "how sure"),
    ])
  func strict(_ old: String, _ new: String, _ word: String) throws {
    let text = try Checkout.read(Self.path)
    let place = try #require(text.firstRange(of: old))
    var broken = text
    broken.replaceSubrange(place, with: new)
    let fault = #expect(throws: Catalog.Fault.self) { _ = try Catalog(Array(broken.utf8)) }
    #expect("\(String(describing: fault))".contains(word))
  }

  @Test("lists are in order, and name nothing twice") func order() {
    let lists = [
      catalog.regions.slugs, catalog.regions.spaces, catalog.images.slugs,
      catalog.droplets.sizes.map(\.slug), catalog.databases.sizes.map(\.slug),
      catalog.droplets.openFamilies, catalog.databases.openFamilies,
      catalog.versions.postgres.map(\.version), catalog.versions.redis.map(\.version),
      catalog.versions.valkey.map(\.version), catalog.networks.reserved,
      catalog.networks.regional.map(\.region),
    ]
    for list in lists {
      #expect(!list.isEmpty && list == Set(list).sorted(), "\(list)")
    }
  }

  @Test("slugs say what the sizes have") func sizes() throws {
    for size in catalog.droplets.sizes + catalog.databases.sizes {
      let numbers = try #require(Self.numbers(in: size.slug), "\(size.slug)")
      #expect(size.vcpus == numbers.vcpus && size.memory == numbers.memory, "\(size.slug)")
    }
  }

  /// Processors and MiB: of `s-2vcpu-4gb`, or of `c-8`, which has two GiB a processor.
  private static func numbers(in slug: String) -> (vcpus: Int, memory: Int)? {
    let parts = slug.split(separator: "-").dropFirst().map(String.init)
    if let first = parts.first, let vcpus = Int(first) { return (vcpus, vcpus * 2048) }
    guard let place = parts.firstIndex(where: { $0.hasSuffix("vcpu") }), place + 1 < parts.count,
      let vcpus = Int(parts[place].dropLast(4)), let amount = Int(parts[place + 1].dropLast(2))
    else { return nil }
    return (vcpus, parts[place + 1].hasSuffix("gb") ? amount * 1024 : amount)
  }

  @Test("a price has its confidence, more memory of a family costs more") func prices() {
    let sizes = catalog.droplets.sizes + catalog.databases.sizes
    for size in sizes { #expect((size.price == nil) == (size.confidence == nil), "\(size.slug)") }
    let priced = catalog.databases.sizes.filter { $0.price != nil }.sorted { $0.memory < $1.memory }
    #expect(priced.map { $0.price?.cents } == [1500, 3000, 6000, 12_000, 24_000, 48_000])
    #expect(catalog.droplets.price(of: "s-1vcpu-1gb") == Money(cents: 600))
    #expect(catalog.droplets.price(of: "s-2vcpu-4gb") == Money(cents: 2400))
    #expect(catalog.droplets.sizes.count { $0.price != nil } == 24)
  }

  @Test("has what the model's defaults name") func defaults() throws {
    let stack = try Stacks.stack(
      """
      { "project": { "name": "x" }, "services": [{ "name": "api" }],
        "datastores": [{ "name": "db", "engine": "postgres" }],
        "environments": [{ "name": "a", "kind": "digitalocean", "state": { "bucket": "b" } }] }
      """)
    let environment = stack.cloudEnvironments[0]
    #expect(catalog.regions.slugs.contains(environment.region))
    #expect(environment.state.map { catalog.regions.spaces.contains($0.region) } == true)
    #expect(catalog.droplets.price(of: environment.servers[0].size) != nil)
    #expect(catalog.images.slugs.contains(environment.servers[0].image))
    #expect(catalog.databases.price(of: environment.datastores[0].value.size) != nil)
    #expect(Set(catalog.regions.spaces).isSubset(of: catalog.regions.slugs))
    #expect(Set(catalog.networks.regional.map(\.region)).isSubset(of: catalog.regions.slugs))
    for network in catalog.networks.regional { #expect(network.block != nil) }
  }

  @Test("and the model take the same words") func words() {
    let enums = catalog.enums
    #expect(Set(enums.evictions) == Set(ManagedDatastore.Eviction.allCases.map(\.rawValue)))
    #expect(enums.maintenanceDays == ManagedDatastore.Day.allCases.map(\.rawValue))
    #expect(Set(enums.poolModes) == Set(ConnectionPool.Mode.allCases.map(\.rawValue)))
    #expect(enums.alertWindows == Alerts.Window.allCases.map(\.rawValue))
    #expect(enums.filesystems == Volume.Filesystem.allCases.map(\.rawValue))
    #expect(enums.firewallProtocols == Firewall.Rule.Transport.allCases.map(\.rawValue))
    #expect(enums.projectTiers == CloudEnvironment.Tier.allCases.map(\.rawValue))
  }

  @Test("reserved networks are those that the model refuses") func reserved() throws {
    for network in catalog.networks.reserved {
      let text = """
        { "project": { "name": "x" }, "services": [{ "name": "api" }], "environments":
          [{ "name": "live", "kind": "digitalocean", "network": "\(network)" }] }
        """
      let fault = #expect(throws: InvalidStack.self) { _ = try Stacks.stack(text) }
      #expect(fault?.findings.first?.message.contains("DigitalOcean uses itself") == true)
    }
  }

  @Test(
    "connections follow from memory",
    arguments: [
      ("db-s-1vcpu-1gb", 22), ("db-s-1vcpu-2gb", 47), ("db-s-2vcpu-4gb", 97),
      ("db-s-4vcpu-8gb", 197), ("db-s-6vcpu-16gb", 397), ("db-s-8vcpu-32gb", 797),
    ])
  func connections(_ slug: String, _ connections: Int) throws {
    let size = try #require(catalog.databases.sizes.first { $0.slug == slug })
    #expect(catalog.databases.connections(of: size) == connections)
  }
}
