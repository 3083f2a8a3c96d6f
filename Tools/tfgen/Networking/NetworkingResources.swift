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
      .attribute("opens_ssh", FirewallRules.opensSSH(in: .variable("custom_inbound_rules")))
  }

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
    HCL.Body.dynamic(
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
    HCL.Body.dynamic(
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
    FirewallRules.blocks("inbound_rule", for: .variable("custom_inbound_rules"), peers: "source")
      .blank
      .comment("Out: packages, images, managed datastores, APIs of others.")
    rules("outbound_rule", "destination_addresses", .reference("local.outbound_addresses"))
      .blank
      .comment("What the caller adds.")
    FirewallRules.blocks(
      "outbound_rule", for: .variable("custom_outbound_rules"), peers: "destination"
    )
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
    return HCL.Body(separated: bodies)
  }
}
