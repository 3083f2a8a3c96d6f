import Emit

/// Firewall rules of the caller's own, one list each way.
enum FirewallRules {
  static let inputs = [
    input("custom_inbound_rules", "More that may come in", from: "source"),
    input("custom_outbound_rules", "More that may go out", from: "destination"),
  ]

  private static let rule = HCL.Expression.reference("rule")
  private static let transport = HCL.Expression.attribute(rule, "protocol")
  private static let ports = HCL.Expression.attribute(rule, "port_range")

  /// - Parameter peer: What the provider calls the other side: `source` or `destination`.
  private static func input(_ name: String, _ description: String, from peer: String) -> Input {
    Input(
      name: name,
      description: "\(description): protocol, port_range (not for icmp), and addresses or tags",
      type: type(peer), standard: [], validations: validations(of: name, from: peer))
  }

  private static func validations(of name: String, from peer: String) -> [Input.Validation] {
    let addresses = HCL.Expression.attribute(rule, "\(peer)_addresses")
    let tags = HCL.Expression.attribute(rule, "\(peer)_tags")
    let network: [HCL.Expression] = ["198.51.100.0/24"]
    func validation(
      _ condition: HCL.Expression, _ message: String, refuses rule: [HCL.Member]
    ) -> Input.Validation {
      Input.Validation(
        condition: .all("rule", in: .variable(name), condition), message: message,
        counterexample: [.object(rule)])
    }
    return [
      validation(
        .call("contains", [["tcp", "udp", "icmp"], transport]),
        "The protocol is tcp, udp or icmp.",
        refuses: example(peer, "http", "80", addresses: network)),
      validation(
        .conditional(
          .binary(transport, .equal, "icmp"), then: .binary(ports, .equal, .null),
          otherwise: .binary(ports, .notEqual, .null)),
        "A rule of tcp or udp has a port_range, one of icmp has none.",
        refuses: example(peer, "tcp", nil, addresses: network)),
      validation(
        arePorts, "A port_range is a port or two, as 80 or 8000-9000, from 1 to 65535.",
        refuses: example(peer, "tcp", "9000-8000", addresses: network)),
      validation(
        .binary(
          .binary(.call("length", [addresses]), .plus, .call("length", [tags])), .greater, 0),
        "A rule names addresses or tags: without, it would hold for nobody.",
        refuses: example(peer, "tcp", "80")),
      validation(
        .all("address", in: addresses, .isBlock(.reference("address"))),
        "Each address is in CIDR notation, as 198.51.100.0/24.",
        refuses: example(peer, "tcp", "80", addresses: ["anywhere"])),
      validation(
        .all("tag", in: tags, .isTag(.reference("tag"))),
        "A tag has letters, digits, colons, hyphens and underscores, 255 at most.",
        refuses: example(peer, "tcp", "80", tags: ["no spaces"])),
    ]
  }

  /// A rule as a caller may write it, that has only what is named.
  private static func example(
    _ peer: String, _ transport: String, _ ports: String?, addresses: [HCL.Expression] = [],
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

  /// Whether a rule opens `var.ssh_port` to the whole Internet.
  static func opensSSH(in rules: HCL.Expression) -> HCL.Expression {
    let isOpen = HCL.Expression.forList(
      "address", in: .attribute(rule, "source_addresses"),
      value: .call("endswith", [.reference("address"), "/0"]))
    // A rule of ICMP has no ports: `split` fails on its null, and `try` says false.
    let hasPort = HCL.Expression.call(
      "try",
      [
        .every(
          .binary(.firstPort(ports), .lessOrEqual, .variable("ssh_port")),
          .binary(.lastPort(ports), .greaterOrEqual, .variable("ssh_port"))), false,
      ])
    return .call(
      "anytrue",
      [
        .forList(
          "rule", in: rules,
          value: .every(
            .binary(.attribute(rule, "protocol"), .equal, "tcp"), .call("anytrue", [isOpen]),
            hasPort))
      ])
  }

  /// A block for each rule.
  static func blocks(
    _ type: String, for rules: HCL.Expression, peers: String
  ) -> HCL.Body {
    let rule = HCL.Expression.reference("\(type).value")
    return .dynamic(type, over: rules) {
      .attribute("protocol", .attribute(rule, "protocol"))
        .attribute("port_range", .attribute(rule, "port_range"))
        .attribute("\(peers)_addresses", .attribute(rule, "\(peers)_addresses"))
        .attribute("\(peers)_tags", .attribute(rule, "\(peers)_tags"))
    }
  }
}

extension HCL.Body {
  /// A block for each element of a collection.
  static func dynamic(
    _ type: String, over collection: HCL.Expression, @HCL.BodyBuilder content: () -> HCL.Body
  ) -> HCL.Body {
    HCL.block("dynamic", type) {
      .attribute("for_each", collection)
        .blank
        .block("content", body: content)
    }
  }
}
