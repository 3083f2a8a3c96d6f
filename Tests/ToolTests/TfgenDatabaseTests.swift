import Emit
import JSON
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("Database module") struct TfgenDatabaseTests {
  private let module: TerraformModule

  init() throws { module = .database(for: try Stacks.stack(named: "reference")) }

  @Test("has the inputs and outputs of the log, secrets sensitive") func interface() {
    #expect(module.inputs.count >= 20)
    #expect(module.outputs.count >= 20)
    let names = [
      "postgres_version", "vpc_id", "enable_connection_pool", "maintenance_window_day",
      "maintenance_window_hour", "node_size", "node_count", "enable_replica", "tags",
    ]
    for name in names { #expect(module.inputs.contains { $0.name == name }, "\(name)") }
    let sensitive = module.outputs.filter(\.isSensitive).map(\.name)
    for output in module.outputs {
      let isSecret = ["host", "uri", "password"].contains { output.name.hasSuffix($0) }
      #expect(sensitive.contains(output.name) == isSecret, "\(output.name)")
    }
  }

  @Test("makes the resources of the log, and trusted sources of a replica") func resources() {
    var made: [String] = []
    for case .block(let block) in module.main.items where block.type == "resource" {
      made.append(block.labels.joined(separator: ".").replacing("digitalocean_database_", with: ""))
    }
    #expect(
      made == [
        "cluster.main", "db.main", "user.main", "firewall.main", "connection_pool.main",
        "replica.main", "firewall.replica",
      ])
  }

  @Test(
    "has the version that the stack's clusters agree on, else the newest",
    arguments: [
      (#""14""#, #""14""#, "14"), (#""14""#, #""16""#, "17"), (#""16""#, nil, "16"),
      (nil, nil, "17"), (#""12""#, #""12""#, "17"), (#""18""#, nil, "17"),
    ])
  func version(_ first: String?, _ second: String?, _ expected: String) throws {
    func environment(_ name: String, _ version: String?) -> String {
      let cluster = version.map { #""version": \#($0)"# } ?? ""
      return
        #"{ "name": "\#(name)", "kind": "digitalocean", "datastores": { "db": { \#(cluster) } } }"#
    }
    let stack = try Stacks.stack(
      #"""
      { "project": { "name": "x" }, "services": [{ "name": "api" }],
        "datastores": [{ "name": "db", "engine": "postgres" }, { "name": "c", "engine": "valkey" }],
        "environments": [\#(environment("a", first)), \#(environment("b", second))] }
      """#)
    let inputs = TerraformModule.database(for: stack).inputs
    let input = try #require(inputs.first { $0.name == "postgres_version" })
    #expect(input.standard == .string(expected))
  }

  @Test("shows what the stack's clusters cost, and no price that isn't known") func costs() throws {
    func readme(_ name: String) throws -> String {
      let module = TerraformModule.database(for: try Stacks.stack(named: name))
      return try Stacks.text("m/database/README.md", in: module.files(in: "m", by: "tfgen"))
    }
    let reference = try readme("reference")
    #expect(reference.contains("| dev | database | `db-s-1vcpu-1gb` | 1 | $15.00 |"))
    #expect(reference.contains("| staging | database | `db-s-2vcpu-4gb` | 2 | $120.00 |"))
    var stack = try Stacks.stack(named: "reference")
    stack.environments = stack.environments.map { environment in
      guard case .digitalOcean(var cloud) = environment else { return environment }
      for index in cloud.datastores.indices {
        cloud.datastores[index].value.size = "db-x-1vcpu-3gb"
      }
      return .digitalOcean(cloud)
    }
    let rows = ManagedSizes(stack: stack).costs(of: [.postgres])
    #expect(
      Markdown(rows).text.contains("| staging | database | `db-x-1vcpu-3gb` | 2 | not in the list"))
    #expect(
      ManagedSizes(stack: try Stacks.stack(named: "two-databases.json")).costs(of: [.postgres])
        .isEmpty)
  }
}
