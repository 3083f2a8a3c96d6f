import Emit
import JSON
import Model
import TestKit
import Testing

@testable import tfgen

/// What the provider's schema says of the resources, in both versions that the modules take.
@Suite("tfgen and the provider's schema") struct TfgenSchemaTests {
  private static let versions = ["2.75.0", "2.99.1"]

  private static func schema(_ version: String) throws -> JSONValue {
    try JSONParser.parse(try Checkout.bytes("Tests/Fixtures/digitalocean/schema-\(version).json"))
  }

  @Test("resources have the attributes and blocks that it knows", arguments: versions)
  func resources(_ version: String) throws {
    let schema = try Self.schema(version)
    for tree in TfgenTrees.all {
      for module in tree.all {
        for case .block(let block) in module.main.items {
          let place: Comment = "\(tree.name): \(module.name): \(block.labels)"
          guard let key = ProviderSchema.key(of: block) else { continue }
          let known = try #require(schema[key], place)
          let faults = ProviderSchema.faults(in: block.body, against: known)
          #expect(faults.isEmpty, "\(place): \(faults)")
        }
      }
      #expect(tree.modules.allSatisfy { !$0.main.isEmpty }, "\(tree.name)")
    }
  }

  @Test("outputs read attributes that it knows, secret ones secretly", arguments: versions)
  func outputs(_ version: String) throws {
    let schema = try Self.schema(version)
    for tree in TfgenTrees.all {
      let secrets = Set(Self.secretOutputs(of: tree))
      for module in tree.all {
        for output in module.outputs {
          let place: Comment = "\(tree.name): \(module.name): \(output.name)"
          for (resource, attribute) in ProviderSchema.attributes(in: output.value) {
            let known = schema[resource]?["attributes"]?[attribute]
            #expect(known != nil, "\(place): \(resource).\(attribute)")
            #expect(known?["sensitive"] == nil || output.isSensitive, place)
          }
          if !output.isSensitive {
            #expect(secrets.isDisjoint(with: output.value.references), place)
          }
        }
      }
    }
  }

  /// `module.label.name` of each sensitive output that an environment could give on.
  private static func secretOutputs(of tree: TfgenTrees.Tree) -> [String] {
    tree.roots.flatMap(\.modules.all).flatMap { call in
      call.module.outputs.filter(\.isSensitive).map { "module.\(call.label).\($0.name)" }
    }
  }

  @Test(
    "the check finds what is wrong",
    arguments: [
      ("digitalocean_vpc", HCL.Body.attribute("nmae", "x"), ["name", "nmae", "region"]),
      (
        "digitalocean_vpc",
        HCL.Body { .attribute("name", "x").attribute("region", "x").attribute("urn", "x") },
        ["urn"]
      ),
      (
        "digitalocean_firewall",
        HCL.Body {
          .attribute("name", "x").block("inbound_rule") { .attribute("protocol", "tcp") }
        }, ["inbound_rule.port_range"]
      ),
      (
        "digitalocean_firewall",
        HCL.Body {
          .attribute("name", "x").block("inbound_rules") { .attribute("protocol", "tcp") }
        }, ["inbound_rules"]
      ),
      (
        "digitalocean_firewall",
        HCL.Body {
          .attribute("name", "x").block("dynamic", "outbound_rule") {
            .block("content") { .attribute("protocol", "http").attribute("port_range", "80") }
          }
        }, ["outbound_rule.protocol"]
      ),
      (
        "digitalocean_monitor_alert",
        HCL.Body {
          .attribute("description", "x").attribute("type", "x").attribute("compare", "x")
            .attribute("value", 1).attribute("window", "5m")
        }, ["alerts × 0"]
      ),
      (
        "digitalocean_loadbalancer",
        HCL.Body {
          .attribute("name", "x").block("healthcheck") {
            .attribute("protocol", "tcp").attribute("port", 80)
          }
          .block("healthcheck") { .attribute("protocol", "tcp").attribute("port", 80) }
        }, ["healthcheck × 2"]
      ),
    ])
  func sharpness(_ resource: String, _ body: HCL.Body, _ expected: [String]) throws {
    let schema = try #require(try Self.schema("2.75.0")[resource])
    #expect(ProviderSchema.faults(in: body, against: schema).sorted() == expected)
  }
}

/// A resource's body beside the provider's schema.
private enum ProviderSchema {
  /// Arguments and blocks that Terraform itself knows in every resource.
  private static let meta: Set<String> = [
    "count", "for_each", "depends_on", "provider", "lifecycle",
  ]

  /// The schema's key of what a block declares; `nil` for blocks that are Terraform's own.
  static func key(of block: HCL.Block) -> String? {
    switch block.type {
    case "resource": block.labels[0]
    case "data": "data.\(block.labels[0])"
    case "provider": "provider"
    default: nil
    }
  }

  /// The places in a body that the provider would refuse.
  static func faults(in body: HCL.Body, against schema: JSONValue) -> [String] {
    var faults: [String] = []
    var given: [String: HCL.Expression] = [:]
    for item in body.items {
      switch item {
      case .attribute(let name, let value):
        given[name] = value
        let attribute = schema["attributes"]?[name]
        let mode = attribute?["mode"]?.string
        if !meta.contains(name),
          mode == nil || mode == "computed" || attribute?["deprecated"] != nil
        {
          faults.append(name)
        }
      case .block(let block):
        if !meta.contains(block.type) { faults += self.faults(in: block, against: schema) }
      case .comment, .blank: break
      }
    }
    for (name, attribute) in schema["attributes"]?.object?.members ?? []
    where attribute["mode"]?.string == "required" && given[name] == nil {
      faults.append(name)
    }
    return faults + boundFaults(in: body, against: schema)
  }

  /// Blocks of which there are too few or too many. One that is dynamic may be there any number of
  /// times.
  private static func boundFaults(in body: HCL.Body, against schema: JSONValue) -> [String] {
    var counts: [String: Int] = [:]
    var dynamic: Set<String> = []
    for case .block(let block) in body.items {
      if block.type == "dynamic" { dynamic.insert(block.labels[0]) }
      counts[block.type == "dynamic" ? block.labels[0] : block.type, default: 0] += 1
    }
    return (schema["blocks"]?.object?.members ?? []).compactMap { name, block in
      let count = counts[name] ?? 0
      let least = block["min"]?.integer ?? 0
      let most = block["max"]?.integer ?? (block["nesting"]?.string == "single" ? 1 : .max)
      return count > most || count < least && !dynamic.contains(name) ? "\(name) × \(count)" : nil
    }
  }

  private static func faults(in block: HCL.Block, against schema: JSONValue) -> [String] {
    let type = block.type == "dynamic" ? block.labels[0] : block.type
    guard let inner = schema["blocks"]?[type] else { return [type] }
    let body = block.type == "dynamic" ? content(of: block) : block.body
    let rules = ["inbound_rule", "outbound_rule"].contains(type) ? ruleFaults(in: body) : []
    return (faults(in: body, against: inner) + rules).map { "\(type).\($0)" }
  }

  /// What the provider asks of a firewall's rule only when it plans.
  private static func ruleFaults(in body: HCL.Body) -> [String] {
    var transport: String?
    var hasPorts = false
    for case .attribute(let name, let value) in body.items {
      if name == "port_range" { hasPorts = true }
      if name == "protocol", case .string(let text) = value { transport = text }
    }
    guard let transport else { return [] }
    if !["tcp", "udp", "icmp"].contains(transport) { return ["protocol"] }
    return (transport == "icmp") == hasPorts ? ["port_range"] : []
  }

  private static func content(of block: HCL.Block) -> HCL.Body {
    for case .block(let inner) in block.body.items where inner.type == "content" {
      return inner.body
    }
    return HCL.Body()
  }

  /// Which attributes of which resources an expression reads.
  static func attributes(in value: HCL.Expression) -> [(resource: String, attribute: String)] {
    switch value {
    case .reference(let path):
      let words = path.split(separator: ".").map(String.init)
      return words.count == 3 && words[0] != "module" ? [(words[0], words[2])] : []
    case .attribute(.splat(.reference(let path)), let name):
      let words = path.split(separator: ".").map(String.init)
      return [(words[0] == "data" ? "data.\(words[1])" : words[0], name)]
    case .call(_, let arguments, _): return arguments.flatMap(attributes)
    case .template(let parts):
      return parts.flatMap { part -> [(resource: String, attribute: String)] in
        guard case .interpolation(let value) = part else { return [] }
        return attributes(in: value)
      }
    case .conditional(_, let value, let otherwise):
      return attributes(in: value) + attributes(in: otherwise)
    case .object(let members): return members.flatMap { attributes(in: $0.value) }
    case .list(let values): return values.flatMap(attributes)
    default: return []
    }
  }
}
