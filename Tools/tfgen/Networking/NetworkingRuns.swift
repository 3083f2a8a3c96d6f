import Emit

/// What the networking module's test plans, and what must hold of it.
enum NetworkingRuns {
  static let sample: [(String, HCL.Expression)] = [
    ("vpc_name", "example"), ("environment", "dev"), ("region", "fra1"),
    ("ip_range", "10.30.0.0/16"), ("ssh_port", 22), ("admin_ssh_ips", ["203.0.113.7/32"]),
    ("firewall_droplet_tags", ["api"]), ("database_firewall_tags", ["database"]),
    ("enable_database_firewall", true),
  ]

  static let all: [ModuleTest.Run] = [
    network, nothingOpen, balanced, custom, closedOutbound, database, disabled, openSSH,
  ]

  private typealias Assertion = (condition: HCL.Expression, message: String)

  private static let apiRules = HCL.Expression.reference(
    "digitalocean_firewall.api[0].inbound_rule")
  private static let apiOutbound = HCL.Expression.reference(
    "digitalocean_firewall.api[0].outbound_rule")
  private static let vpcOnly = HCL.Expression.call("toset", [[.variable("ip_range")]])

  /// `[for rule in rules : rule.attribute if condition]`
  private static func values(
    _ attribute: String, of rules: HCL.Expression, where condition: HCL.Expression? = nil
  ) -> HCL.Expression {
    .forList(
      "rule", in: rules, value: .attribute(.reference("rule"), attribute), where: condition)
  }

  private static func isOn(_ ports: String) -> HCL.Expression {
    .binary(.reference("rule.port_range"), .equal, .string(ports))
  }

  private static let network = ModuleTest.Run(
    name: "plan",
    assertions: [
      (
        .binary(.reference("digitalocean_vpc.main.ip_range"), .equal, .variable("ip_range")),
        "The VPC has the range that it was given."
      ),
      (
        .binary(
          .reference("digitalocean_vpc.main.description"), .equal,
          "The dev environment, by Terraform"),
        "The VPC's description names its environment."
      ),
      (
        .binary(
          .reference("digitalocean_firewall.api[0].tags"), .equal,
          .call("toset", [.variable("firewall_droplet_tags")])),
        "The API firewall holds for the tags that it was given."
      ),
      (
        .binary(
          .call("one", [values("source_addresses", of: apiRules, where: isOn("22"))]), .equal,
          .call("toset", [.variable("admin_ssh_ips")])),
        "SSH is open to the administrators, and to nobody else."
      ),
      (
        .every(
          .binary(
            .reference("output.firewall_tags.api"), .equal, .variable("firewall_droplet_tags")),
          .binary(
            .reference("output.firewall_tags.database"), .equal,
            .variable("database_firewall_tags"))),
        "The output tells the tags of each firewall."
      ),
    ])

  private static let nothingOpen = ModuleTest.Run(
    name: "opens_nothing_unasked", variables: [("admin_ssh_ips", [])],
    assertions: [
      (
        .all(
          "rule", in: apiRules,
          .binary(.reference("rule.source_addresses"), .equal, vpcOnly)),
        "Without administrators and load balancers, only the VPC comes in."
      )
    ])

  private static let balanced = ModuleTest.Run(
    name: "opens_ports_to_load_balancers",
    variables: [("load_balancer_uids", ["balancer"]), ("api_ports", [8080, 80])],
    assertions: [
      (
        .binary(
          .call(
            "toset",
            [
              values(
                "port_range", of: apiRules,
                where: .call(
                  "try",
                  [
                    .binary(
                      .reference("rule.source_load_balancer_uids"), .equal,
                      .call("toset", [["balancer"]])), false,
                  ]))
            ]), .equal, .call("toset", [["80", "443", "8080"]])),
        "Load balancers reach HTTP, HTTPS and the API's ports, each once."
      )
    ])

  private static let custom = ModuleTest.Run(
    name: "adds_custom_rules",
    variables: [
      (
        "custom_inbound_rules",
        [
          .object([
            "protocol": "tcp", "port_range": "9100-9200", "source_addresses": ["198.51.100.0/24"],
          ]),
          .object(["protocol": "icmp", "source_tags": ["monitoring"]]),
        ]
      ),
      (
        "custom_outbound_rules",
        [
          .object([
            "protocol": "udp", "port_range": "53", "destination_addresses": ["192.0.2.53/32"],
          ])
        ]
      ),
    ],
    assertions: [
      (
        .binary(
          .call("one", [values("source_addresses", of: apiRules, where: isOn("9100-9200"))]),
          .equal, .call("toset", [["198.51.100.0/24"]])),
        "A custom rule of ports comes in."
      ),
      (
        .call(
          "anytrue",
          [
            .forList(
              "rule", in: apiRules,
              value: .call(
                "try",
                [.call("contains", [.reference("rule.source_tags"), "monitoring"]), false]))
          ]),
        "A custom rule without ports comes in."
      ),
      (
        .binary(
          .call("one", [values("destination_addresses", of: apiOutbound, where: isOn("53"))]),
          .equal, .call("toset", [["192.0.2.53/32"]])),
        "A custom rule goes out."
      ),
    ])

  private static let closedOutbound = ModuleTest.Run(
    name: "keeps_outbound_within_the_vpc", variables: [("allow_all_outbound", false)],
    assertions: [
      (
        .all(
          "rule", in: apiOutbound,
          .binary(.reference("rule.destination_addresses"), .equal, vpcOnly)),
        "Droplets reach the VPC, and nothing else."
      )
    ])

  private static let database = ModuleTest.Run(
    name: "closes_the_database",
    assertions: [
      (
        .binary(
          values(
            "port_range", of: .reference("digitalocean_firewall.database[0].inbound_rule")),
          .equal, [.call("tostring", [.variable("database_port")])]),
        "The database's port is the only one that is open."
      ),
      (
        .all(
          "rule", in: .reference("digitalocean_firewall.database[0].inbound_rule"),
          .binary(.reference("rule.source_addresses"), .equal, vpcOnly)),
        "Only the VPC reaches the database."
      ),
      (
        .all(
          "rule", in: .reference("digitalocean_firewall.database[0].outbound_rule"),
          .binary(.reference("rule.destination_addresses"), .equal, vpcOnly)),
        "The database reaches only the VPC."
      ),
    ])

  private static let disabled = ModuleTest.Run(
    name: "leaves_firewalls_out",
    variables: [("enable_api_firewall", false), ("enable_database_firewall", false)],
    assertions: [
      (
        .every(
          .count(.reference("digitalocean_firewall.api"), .equal, 0),
          .count(.reference("digitalocean_firewall.database"), .equal, 0)),
        "There is no firewall."
      ),
      (
        .every(
          .binary(.reference("output.api_firewall_id"), .equal, .null),
          .binary(.reference("output.database_firewall_name"), .equal, .null)),
        "What there is not is null."
      ),
    ])

  private static let openSSH = ModuleTest.Run(
    name: "refuses_custom_rules_that_open_ssh",
    variables: [
      (
        "custom_inbound_rules",
        [.object(["protocol": "tcp", "port_range": "20-25", "source_addresses": ["0.0.0.0/0"]])]
      )
    ],
    failures: [.reference("digitalocean_firewall.api")])
}
