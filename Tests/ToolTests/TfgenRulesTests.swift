import Emit
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("tfgen and the provider's validators") struct TfgenRulesTests {
  /// Has no validators: a project's ID and URNs are known only when it is made.
  private static let unchecked = ["digitalocean_project_resources"]

  @Test("every literal of a resource is one that they take") func literals() throws {
    let rules = try ProviderRules()
    for tree in TfgenTrees.all {
      for module in tree.all {
        for case .block(let block) in module.main.items where block.type == "resource" {
          let resource = block.labels[0]
          let faults = rules.faults(in: block.body, of: resource)
          let isKnown = rules.knows(resource) || Self.unchecked.contains(resource)
          #expect(isKnown && faults.isEmpty, "\(tree.name): \(resource): \(faults)")
        }
      }
    }
  }

  @Test("every value that an environment gives by default is one that they take") func defaults()
    throws
  {
    let rules = try ProviderRules()
    var count = 0
    for tree in TfgenTrees.all {
      for root in tree.roots {
        for (place, resource, body) in root.resources {
          count += 1
          let faults = rules.faults(in: body, of: resource)
          #expect(faults.isEmpty, "\(tree.name): \(root.environment.name): \(place): \(faults)")
        }
      }
    }
    #expect(count > 3000)
  }

  @Test(
    "the check finds what is wrong",
    arguments: [
      ("digitalocean_loadbalancer", HCL.Body.attribute("size_unit", .number("201")), ["size_unit"]),
      ("digitalocean_loadbalancer", HCL.Body.attribute("size_unit", .number("200")), []),
      ("digitalocean_loadbalancer", HCL.Body.attribute("type", "regional"), []),
      (
        "digitalocean_loadbalancer",
        HCL.Body { .block("healthcheck") { .attribute("protocol", "ftp") } },
        ["healthcheck.protocol"]
      ),
      (
        "digitalocean_firewall",
        HCL.Body {
          .block("dynamic", "inbound_rule") { .block("content") { .attribute("protocol", "TCP") } }
        }, ["inbound_rule.protocol"]
      ),
      ("digitalocean_droplet", HCL.Body.attribute("tags", .list(["ok:1", "not ok"])), ["tags"]),
      ("digitalocean_droplet", HCL.Body.attribute("name", ""), ["name"]),
      (
        "digitalocean_monitor_alert",
        HCL.Body.attribute("window", .conditional(.bool(true), then: "5m", otherwise: "15m")),
        ["window"]
      ),
      ("digitalocean_database_connection_pool", HCL.Body.attribute("name", "ab"), ["name"]),
    ])
  func sharpness(_ resource: String, _ body: HCL.Body, _ expected: [String]) throws {
    #expect(try ProviderRules().faults(in: body, of: resource) == expected)
  }

  @Test("and the catalog name the same words") func words() throws {
    let text = try Checkout.read("Tests/Fixtures/digitalocean/attributes.json")
    let enums = Catalog.current.enums
    for words in [enums.alertWindows, enums.filesystems, enums.firewallProtocols, enums.evictions] {
      let list = "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
      #expect(text.contains(list), "\(list)")
    }
    let spaces = Catalog.current.regions.spaces.map { "\"\($0)\"" }.joined(separator: ", ")
    #expect(text.contains("\"region\": {\"values\": [\(spaces)]}"))
  }
}
