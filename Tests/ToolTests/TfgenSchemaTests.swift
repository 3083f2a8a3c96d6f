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
    for (name, stack) in Stacks.all {
      for module in TfgenGenerator.modules(for: stack) {
        var count = 0
        for case .block(let block) in module.main.items where block.type == "resource" {
          count += 1
          let resource = try #require(schema[block.labels[0]], "\(block.labels[0])")
          let faults = ProviderSchema.faults(in: block.body, against: resource)
          #expect(faults.isEmpty, "\(name): \(module.name): \(block.labels): \(faults)")
        }
        #expect(count > 1, "\(name): \(module.name)")
      }
    }
  }

  @Test("outputs read attributes that it knows, secret ones secretly", arguments: versions)
  func outputs(_ version: String) throws {
    let schema = try Self.schema(version)
    for (name, stack) in Stacks.all {
      for module in TfgenGenerator.modules(for: stack) {
        var count = 0
        for output in module.outputs {
          let place: Comment = "\(name): \(module.name): \(output.name)"
          let read = ProviderSchema.attributes(in: output.value)
          count += read.isEmpty ? 0 : 1
          // Only these two are made of what the module was given; of servers, most are.
          if module.name != "api-cluster" {
            #expect(read.isEmpty == ["summary", "firewall_tags"].contains(output.name), place)
          }
          for (resource, attribute) in read {
            let known = schema[resource]?["attributes"]?[attribute]
            #expect(known != nil, place)
            #expect(known?["sensitive"] == nil || output.isSensitive, place)
          }
        }
        #expect(count >= 8, "\(name): \(module.name)")
      }
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
    return faults + ruleFaults(given)
  }

  private static func faults(in block: HCL.Block, against schema: JSONValue) -> [String] {
    let type = block.type == "dynamic" ? block.labels[0] : block.type
    guard let inner = schema["blocks"]?[type] else { return [type] }
    let body = block.type == "dynamic" ? content(of: block) : block.body
    return faults(in: body, against: inner).map { "\(type).\($0)" }
  }

  /// What the provider asks of a firewall's rule only when it plans.
  private static func ruleFaults(_ given: [String: HCL.Expression]) -> [String] {
    guard case .string(let transport)? = given["protocol"] else { return [] }
    if !["tcp", "udp", "icmp"].contains(transport) { return ["protocol"] }
    return (transport == "icmp") == (given["port_range"] != nil) ? ["port_range"] : []
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
      return words.count == 3 ? [(words[0], words[2])] : []
    case .attribute(.splat(.reference(let path)), let name):
      return [(String(path.prefix { $0 != "." }), name)]
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
