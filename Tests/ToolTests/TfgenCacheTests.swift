import Emit
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("Cache module") struct TfgenCacheTests {
  private let module: TerraformModule

  init() throws { module = .cache(.redis, for: try Stacks.stack(named: "reference")) }

  @Test("has the inputs and outputs of the log, secrets sensitive") func interface() {
    #expect(module.inputs.count >= 13)
    #expect(module.outputs.count >= 15)
    let names = [
      "redis_version", "vpc_id", "eviction_policy", "maintenance_window_day",
      "maintenance_window_hour", "node_size", "tags", "persistence",
    ]
    for name in names { #expect(module.inputs.contains { $0.name == name }, "\(name)") }
    for output in module.outputs {
      let isSecret = ["host", "uri", "password"].contains { output.name.hasSuffix($0) }
      #expect(output.isSensitive == isSecret, "\(output.name)")
    }
  }

  @Test("runs Valkey, whatever the stack calls it", arguments: Datastore.Engine.allCases)
  func engine(_ engine: Datastore.Engine) throws {
    let stack = try Stacks.stack(
      #"""
      { "project": { "name": "x" }, "services": [{ "name": "api" }],
        "datastores": [{ "name": "a", "engine": "\#(engine.rawValue)" }] }
      """#)
    let modules = TfgenGenerator.modules(for: stack)
    let expected = engine == .postgres ? "database" : engine.rawValue
    #expect(modules.map(\.name) == ["networking", expected, "api-cluster"])
    guard engine.isCache else { return }
    let text = HCL.File(modules[1].main).text
    #expect(text.contains(#"= "valkey""#) && !text.contains(#""redis""#))
    #expect(modules[1].inputs.contains { $0.name == "\(engine.rawValue)_version" })
  }

  @Test("sets the eviction policy in one place, with underscores") func eviction() throws {
    let text = HCL.File(module.main).text
    #expect(text.split(separator: "var.eviction_policy").count == 2)
    #expect(!text.contains("maxmemory"))
    #expect(
      CacheInputs.policies == [
        "noeviction", "allkeys_lru", "allkeys_random", "volatile_lru", "volatile_random",
        "volatile_ttl",
      ])
  }

  @Test(
    "has the policy that the stack's clusters agree on, else that of a cache",
    arguments: [
      ("volatile-ttl", "volatile-ttl", "volatile_ttl"),
      ("noeviction", "volatile-lru", "allkeys_lru"), ("noeviction", nil, "noeviction"),
      (nil, nil, "allkeys_lru"),
    ])
  func policy(_ first: String?, _ second: String?, _ expected: String) throws {
    func environment(_ name: String, _ policy: String?) -> String {
      let cluster = policy.map { #""eviction": "\#($0)""# } ?? ""
      return
        #"{ "name": "\#(name)", "kind": "digitalocean", "datastores": { "c": { \#(cluster) } } }"#
    }
    let stack = try Stacks.stack(
      #"""
      { "project": { "name": "x" }, "services": [{ "name": "api" }],
        "datastores": [{ "name": "c", "engine": "valkey" }],
        "environments": [\#(environment("a", first)), \#(environment("b", second))] }
      """#)
    let inputs = TerraformModule.cache(.valkey, for: stack).inputs
    let input = try #require(inputs.first { $0.name == "eviction_policy" })
    #expect(input.standard == .string(expected))
  }
}
