import Emit

/// Firewall rules of the caller's own, one list each way.
enum NetworkingRules {
  static let inputs = [
    input("custom_inbound_rules", "More that may come in", from: "source"),
    input("custom_outbound_rules", "More that may go out", from: "destination"),
  ]

  private static let rule = HCL.Expression.reference("rule")
  private static let transport = HCL.Expression.attribute(rule, "protocol")
  private static let ports = HCL.Expression.attribute(rule, "port_range")

  /// - Parameter peer: What the provider calls the other side: `source` or `destination`.
  private static func input(_ name: String, _ description: String, from peer: String) -> Input {
    let addresses = HCL.Expression.attribute(rule, "\(peer)_addresses")
    let tags = HCL.Expression.attribute(rule, "\(peer)_tags")
    func validation(
      _ condition: HCL.Expression, _ message: String, refuses rule: [HCL.Member]
    ) -> Input.Validation {
      Input.Validation(
        condition: .all("rule", in: .variable(name), condition), message: message,
        counterexample: [.object(rule)])
    }
    func example(
      _ transport: String, _ ports: String?, addresses: [HCL.Expression] = [],
      tags: [HCL.Expression] = []
    ) -> [HCL.Member] {
      var members = [HCL.Member("protocol", .string(transport))]
      if let ports { members.append(HCL.Member("port_range", .string(ports))) }
      if !addresses.isEmpty {
        members.append(HCL.Member(.name("\(peer)_addresses"), .list(addresses)))
      }
      if !tags.isEmpty { members.append(HCL.Member(.name("\(peer)_tags"), .list(tags))) }
      return members
    }
    let network: [HCL.Expression] = ["198.51.100.0/24"]
    return Input(
      name: name,
      description: "\(description): protocol, port_range (not for icmp), and addresses or tags",
      type: type(peer), standard: [],
      validations: [
        validation(
          .call("contains", [["tcp", "udp", "icmp"], transport]),
          "The protocol is tcp, udp or icmp.",
          refuses: example("http", "80", addresses: network)),
        validation(
          .conditional(
            .binary(transport, .equal, "icmp"), then: .binary(ports, .equal, .null),
            otherwise: .binary(ports, .notEqual, .null)),
          "A rule of tcp or udp has a port_range, one of icmp has none.",
          refuses: example("tcp", nil, addresses: network)),
        validation(
          arePorts, "A port_range is a port or two, as 80 or 8000-9000, from 1 to 65535.",
          refuses: example("tcp", "9000-8000", addresses: network)),
        validation(
          .binary(
            .binary(.call("length", [addresses]), .plus, .call("length", [tags])), .greater, 0),
          "A rule names addresses or tags: without, it would hold for nobody.",
          refuses: example("tcp", "80")),
        validation(
          .all("address", in: addresses, .isBlock(.reference("address"))),
          "Each address is in CIDR notation, as 198.51.100.0/24.",
          refuses: example("tcp", "80", addresses: ["anywhere"])),
        validation(
          .all("tag", in: tags, .isTag(.reference("tag"))),
          "A tag has letters, digits, colons, hyphens and underscores, 255 at most.",
          refuses: example("tcp", "80", tags: ["no spaces"])),
      ])
  }

  private static func type(_ peer: String) -> HCL.Expression {
    .listType(
      .objectType([
        "protocol": .stringType, "port_range": .optional(.stringType),
        .name("\(peer)_addresses"): .optional(.listType(.stringType), default: []),
        .name("\(peer)_tags"): .optional(.listType(.stringType), default: []),
      ]))
  }

  /// What is no number makes `tonumber` fail, and so the whole `false`.
  private static let arePorts = HCL.Expression.binary(
    .binary(ports, .equal, .null), .or,
    .call(
      "try",
      [
        .every(
          .matches("^[0-9]+(-[0-9]+)?$", ports), .binary(.firstPort(ports), .greaterOrEqual, 1),
          .binary(.firstPort(ports), .lessOrEqual, .lastPort(ports)),
          .binary(.lastPort(ports), .lessOrEqual, 65_535)),
        false,
      ]))
}
