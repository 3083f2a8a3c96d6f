import Emit
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("tfgen and the provider's validators") struct TfgenRulesTests {
  @Test("every literal of a resource is one that they take") func literals() throws {
    let rules = try ProviderRules()
    for (name, stack) in Stacks.all {
      for module in TfgenGenerator.modules(for: stack) {
        for case .block(let block) in module.main.items where block.type == "resource" {
          let resource = block.labels[0]
          let faults = rules.faults(in: block.body, of: resource)
          #expect(rules.knows(resource) && faults.isEmpty, "\(name): \(resource): \(faults)")
        }
      }
    }
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
