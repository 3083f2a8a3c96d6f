import Emit

/// What the networking module makes.
enum NetworkingResources {
  static var body: HCL.Body {
    HCL.Body {
      locals
        .blank
      vpc
        .blank
      apiFirewall
        .blank
      databaseFirewall
    }
  }

  private static let locals = HCL.block("locals") {
    .comment("What load balancers reach: the usual ports, and the application's own.")
      .attribute(
        "balanced_ports",
        .call(
          "distinct",
          [
            .call(
              "concat",
              [
                .conditional(.variable("allow_http"), then: [80, 443], otherwise: []),
                .variable("api_ports"),
              ])
          ])
      )
      .blank
      .comment("Where API droplets may reach on every port.")
      .attribute(
        "outbound_addresses",
        .conditional(.variable("allow_all_outbound"), then: everywhere, otherwise: vpcRange)
      )
      .blank
      .comment("Whether a custom rule opens SSH to the whole Internet.")
      .attribute("opens_ssh", opensSSH)
  }

  private static let opensSSH: HCL.Expression = {
    let rule = HCL.Expression.reference("rule")
    let ports = HCL.Expression.attribute(rule, "port_range")
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
          "rule", in: .variable("custom_inbound_rules"),
          value: .every(
            .binary(.attribute(rule, "protocol"), .equal, "tcp"), .call("anytrue", [isOpen]),
            hasPort))
      ])
  }()

  private static let vpc = HCL.block("resource", "digitalocean_vpc", "main") {
    .attribute("name", .variable("vpc_name"))
      .attribute("region", .variable("region"))
      .attribute("ip_range", .variable("ip_range"))
      .attribute(
        "description",
        .call(
          "coalesce",
          [
            .variable("vpc_description"),
            "The \(reference: "var.environment") environment, by Terraform",
          ]))
  }

  /// `tcp` and `udp` need a range of ports (checked when the provider plans); ICMP takes none.
  private static let allPorts: HCL.Expression = "1-65535"
  private static let everywhere: HCL.Expression = ["0.0.0.0/0", "::/0"]
  private static let vpcRange: HCL.Expression = [.reference("digitalocean_vpc.main.ip_range")]

  private static let apiFirewall = HCL.block("resource", "digitalocean_firewall", "api") {
    .attribute("count", .conditional(.variable("enable_api_firewall"), then: 1, otherwise: 0))
      .blank
      .attribute("name", "\(reference: "var.vpc_name")-api")
      .attribute("tags", .variable("firewall_droplet_tags"))
      .blank
      .comment("SSH: from the administrators' addresses, and from nowhere else.")
    dynamic(
      "inbound_rule",
      over: .conditional(
        .binary(.call("length", [.variable("admin_ssh_ips")]), .greater, 0),
        then: [.variable("ssh_port")], otherwise: [])
    ) {
      .attribute("protocol", "tcp")
        .attribute("port_range", .call("tostring", [.reference("inbound_rule.value")]))
        .attribute("source_addresses", .variable("admin_ssh_ips"))
    }
    .blank
    .comment("HTTP, HTTPS and the application: from the load balancers.")
    dynamic(
      "inbound_rule",
      over: .conditional(
        .binary(.call("length", [.variable("load_balancer_uids")]), .greater, 0),
        then: .reference("local.balanced_ports"), otherwise: [])
    ) {
      .attribute("protocol", "tcp")
        .attribute("port_range", .call("tostring", [.reference("inbound_rule.value")]))
        .attribute("source_load_balancer_uids", .variable("load_balancer_uids"))
    }
    .blank
    .comment("Everything within the VPC.")
    rules("inbound_rule", "source_addresses", vpcRange)
      .blank
      .comment("What the caller adds.")
    custom("inbound_rule", "custom_inbound_rules", peers: "source")
      .blank
      .comment("Out: packages, images, managed datastores, APIs of others.")
    rules("outbound_rule", "destination_addresses", .reference("local.outbound_addresses"))
      .blank
      .comment("What the caller adds.")
    custom("outbound_rule", "custom_outbound_rules", peers: "destination")
      .blank
      .block("lifecycle") {
        .block("precondition") {
          .attribute("condition", .unary(.not, .reference("local.opens_ssh")))
            .attribute(
              "error_message",
              "A custom rule opens SSH to the whole Internet: narrow its ports or its addresses.")
        }
      }
  }

  private static let databaseFirewall = HCL.block("resource", "digitalocean_firewall", "database") {
    .attribute("count", .conditional(.variable("enable_database_firewall"), then: 1, otherwise: 0))
      .blank
      .attribute("name", "\(reference: "var.vpc_name")-database")
      .attribute("tags", .variable("database_firewall_tags"))
      .blank
      .comment("The database: from the VPC, and from nowhere else.")
      .block("inbound_rule") {
        .attribute("protocol", "tcp")
          .attribute("port_range", .call("tostring", [.variable("database_port")]))
          .attribute("source_addresses", vpcRange)
      }
      .blank
      .comment("Out: to the VPC only.")
    rules("outbound_rule", "destination_addresses", vpcRange)
  }

  /// A rule each for all TCP, all UDP and ICMP.
  private static func rules(
    _ type: String, _ peers: String, _ addresses: HCL.Expression
  ) -> HCL.Body {
    let bodies = ["tcp", "udp", "icmp"].map { transport in
      HCL.block(type) {
        .attribute("protocol", .string(transport))
        if transport != "icmp" { .attribute("port_range", allPorts) }
        .attribute(peers, addresses)
      }
    }
    return HCL.Body(Array(bodies.map(\.items).joined(separator: [.blank])))
  }

  private static func custom(_ type: String, _ variable: String, peers: String) -> HCL.Body {
    let rule = HCL.Expression.reference("\(type).value")
    return dynamic(type, over: .variable(variable)) {
      .attribute("protocol", .attribute(rule, "protocol"))
        .attribute("port_range", .attribute(rule, "port_range"))
        .attribute("\(peers)_addresses", .attribute(rule, "\(peers)_addresses"))
        .attribute("\(peers)_tags", .attribute(rule, "\(peers)_tags"))
    }
  }

  private static func dynamic(
    _ type: String, over collection: HCL.Expression, @HCL.BodyBuilder content: () -> HCL.Body
  ) -> HCL.Body {
    HCL.block("dynamic", type) {
      .attribute("for_each", collection)
        .blank
        .block("content", body: content)
    }
  }
}
