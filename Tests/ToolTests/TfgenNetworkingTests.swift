import Emit
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("Networking module") struct TfgenNetworkingTests {
  private let module: TerraformModule

  init() throws { module = .networking(for: try Stacks.stack(named: "reference")) }

  @Test("has the inputs and outputs of the log") func interface() {
    #expect(module.inputs.count >= 15)
    let names = [
      "vpc_name", "firewall_droplet_tags", "admin_ssh_ips", "database_firewall_tags", "ip_range",
      "environment", "region", "custom_inbound_rules", "custom_outbound_rules",
    ]
    for name in names { #expect(module.inputs.contains { $0.name == name }, "\(name)") }
    #expect(
      module.outputs.map(\.name) == [
        "vpc_id", "vpc_urn", "vpc_name", "vpc_ip_range", "vpc_region", "vpc_created_at",
        "api_firewall_id", "api_firewall_name", "api_firewall_status", "database_firewall_id",
        "database_firewall_name", "database_firewall_status", "firewall_tags",
      ])
  }

  @Test(
    "takes its stack's environments, ports and databases",
    arguments: [
      ("reference", ["dev", "staging", "production"], "[3001]", "true"),
      ("single.json", ["dev", "staging", "production", "prod"], "[8000]", "false"),
      ("no-images", ["dev", "staging", "production"], "[]", "false"),
    ])
  func derived(
    _ name: String, _ environments: [String], _ ports: String, _ hasDatabase: String
  ) throws {
    let inputs = TerraformModule.networking(for: try Stacks.stack(named: name)).inputs
    func input(_ name: String) throws -> Input { try #require(inputs.first { $0.name == name }) }
    let names = HCL.Expression.list(environments.map { .string($0) })
    #expect(
      try input("environment").validations[0].condition
        == .call("contains", [names, .variable("environment")]))
    #expect(try input("api_ports").standard?.line == ports)
    #expect(try input("enable_database_firewall").standard?.line == hasDatabase)
  }
}
