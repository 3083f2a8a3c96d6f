import Emit
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("API cluster module") struct TfgenClusterTests {
  private let module: TerraformModule

  init() throws { module = .cluster(for: try Stacks.stack(named: "reference")) }

  @Test("has the inputs and outputs of the log") func interface() {
    #expect(module.inputs.count >= 20 && module.outputs.count >= 20)
    let inputs = [
      "droplet_count", "droplet_size", "droplet_image", "region", "environment", "vpc_id",
      "ssh_key_names", "api_ports", "enable_monitoring", "enable_backups", "enable_ipv6",
      "enable_reserved_ips", "enable_volumes", "enable_custom_firewall", "custom_user_data",
    ]
    for name in inputs { #expect(module.inputs.contains { $0.name == name }, "\(name)") }
    let outputs = [
      "droplet_ids", "droplet_names", "droplet_urns", "public_ips", "private_ips",
      "ipv6_addresses", "reserved_ips", "reserved_ip_urns", "volume_ids", "volume_names",
      "custom_firewall_id", "custom_firewall_name", "cluster_name", "environment", "region",
      "droplet_count", "summary",
    ]
    for name in outputs { #expect(module.outputs.contains { $0.name == name }, "\(name)") }
  }

  @Test("validates every input that is not a switch") func validated() {
    for input in module.inputs where input.type != .boolType {
      #expect(!input.validations.isEmpty, "\(input.name)")
    }
  }

  @Test("tests each validation, and each precondition") func refusals() {
    let runs = ModuleTest(module: module).runs
    let count = module.inputs.reduce(0) { $0 + $1.validations.count }
    #expect(runs.count { $0.name.hasPrefix("refuses_") } == count + 5)
    #expect(Set(runs.map(\.name)).count == runs.count)
    for run in runs { #expect(run.assertions.isEmpty != run.failures.isEmpty, "\(run.name)") }
  }

  @Test("is there where the stack has servers")
  func presence() throws {
    for (name, stack) in Stacks.all {
      let hasServers = stack.cloudEnvironments.contains { !$0.servers.isEmpty }
      let names = TfgenGenerator.modules(for: stack).map(\.name)
      #expect(names.contains("api-cluster") == hasServers, "\(name)")
    }
  }

  /// The balancer's target, the cloud firewall and each droplet's own firewall: three lists that
  /// nothing else compares.
  @Test("opens the balancer's target in both firewalls, and SSH on the same port") func ports()
    throws
  {
    var random = RandomStacks(seed: 11)
    let stacks = try Stacks.all + (0..<200).map { ("random-\($0)", try random.next()) }
    var count = 0
    for (name, stack) in stacks {
      let modules = [TerraformModule.networking(for: stack), .cluster(for: stack)]
      func standards(_ input: String) -> [String?] {
        modules.map { module in
          module.inputs.first { $0.name == input }?.standard?.line
        }
      }
      for input in ["api_ports", "ssh_port", "allow_http"] {
        let both = standards(input)
        #expect(both[0] != nil && both[0] == both[1], "\(name): \(input)")
      }
      for environment in stack.cloudEnvironments {
        for service in environment.servers.flatMap({ environment.services(of: $0, in: stack) })
        where ![80, 443].contains(service.port) {
          count += 1
          let ports = HCL.Expression.list(stack.serverPorts.map { .number($0) })
          #expect(stack.serverPorts.contains(service.port), "\(name): \(service.name)")
          #expect(standards("api_ports") == [ports.line, ports.line], "\(name)")
        }
      }
    }
    #expect(count > 100)
  }

  @Test(
    "refuses ports that need rights, unless the stack has such",
    arguments: [(8080, "1024"), (81, "1")])
  func privileged(_ port: Int, _ lowest: String) throws {
    let stack = try Stacks.stack(
      #"{ "project": { "name": "x" }, "services": [{ "name": "api", "port": \#(port) }] }"#)
    let input = try #require(ClusterInputs(stack: stack).all.first { $0.name == "api_ports" })
    #expect(input.validations[0].message.contains("from \(lowest) to"))
  }
}
