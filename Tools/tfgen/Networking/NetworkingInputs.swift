import Emit
import Model

/// What the networking module takes. The rules are the provider's own (schema and validators of
/// 2.75 and 2.99) and DigitalOcean's (documentation of VPC and of cloud firewalls).
struct NetworkingInputs {
  let stack: Stack

  var all: [Input] { identity + network + access + assignment + switches + rules }

  private var identity: [Input] {
    [
      Input(
        name: "vpc_name", description: "Name of the VPC, and the stem of the firewalls' names",
        type: .stringType,
        validations: [
          .init(
            condition: .matches("^[a-zA-Z0-9][a-zA-Z0-9.-]{0,99}$", .variable("vpc_name")),
            message: "The name has letters, digits, dots and hyphens, 100 at most.",
            counterexample: "no spaces")
        ]),
      Input(
        name: "vpc_description", description: "Description of the VPC", type: .stringType,
        standard: "Managed by Terraform",
        validations: [
          .init(
            condition: .binary(
              .call("length", [.variable("vpc_description")]), .lessOrEqual, 255),
            message: "The description has 255 characters at most.",
            counterexample: .string(String(repeating: "x", count: 256)))
        ]),
      Input(
        name: "environment",
        description: "The environment: \(environments.joined(separator: ", "))", type: .stringType,
        validations: [
          .init(
            condition: .call(
              "contains",
              [.list(environments.map(HCL.Expression.string)), .variable("environment")]),
            message: "The environment is one of: \(environments.joined(separator: ", ")).",
            counterexample: "nowhere")
        ]),
    ]
  }

  private var network: [Input] {
    [
      Input(
        name: "region", description: "Slug of the region, as nyc3", type: .stringType,
        validations: [
          .init(
            condition: .matches("^[a-z]{3}[0-9]$", .variable("region")),
            message: "The region is a slug such as nyc3, fra1 or sgp1.", counterexample: "New York")
        ]),
      Input(
        name: "ip_range", description: "Private addresses of the VPC, /16 to /28",
        type: .stringType,
        validations: [
          .init(
            condition: .call("can", [.call("cidrhost", [.variable("ip_range"), 0])]),
            message: "The range is a block in CIDR notation, as 10.10.0.0/16.",
            counterexample: "10.10.0.0"),
          .init(
            condition: .matches("/(1[6-9]|2[0-8])$", .variable("ip_range")),
            message: "DigitalOcean takes blocks from /16 to /28.", counterexample: "10.0.0.0/8"),
        ]),
    ]
  }

  /// The tiers that the log knows, and the stack's own names.
  private var environments: [String] {
    let usual = ["dev", "staging", "production"]
    return usual + stack.cloudEnvironments.map(\.name).filter { !usual.contains($0) }
  }

  private var access: [Input] {
    [
      Input(
        name: "admin_ssh_ips",
        description: "Addresses that may reach SSH, in CIDR notation; none opens no SSH",
        type: .listType(.stringType), standard: [],
        validations: [
          .init(
            condition: .all(
              "ip", in: .variable("admin_ssh_ips"),
              .call("can", [.call("cidrhost", [.reference("ip"), 0])])),
            message: "Each address is in CIDR notation, as 203.0.113.7/32.",
            counterexample: ["203.0.113.7"]),
          .init(
            condition: .all(
              "ip", in: .variable("admin_ssh_ips"),
              .unary(.not, .matches("/0$", .reference("ip")))),
            message: "SSH is never opened to the whole Internet.", counterexample: ["0.0.0.0/0"]),
        ]),
      port("ssh_port", "Port of SSH on the droplets", stack.deployment.sshPort),
      Input(
        name: "load_balancer_uids",
        description:
          "Load balancers that may reach HTTP, HTTPS and the API's ports; none opens none",
        type: .listType(.stringType), standard: []),
      Input(
        name: "allow_http",
        description: "Whether load balancers may reach ports 80 and 443 of the droplets",
        type: .boolType, standard: true),
      Input(
        name: "api_ports", description: "Ports of the application that load balancers may reach",
        type: .listType(.numberType), standard: .list(apiPorts.map { .number($0) }),
        validations: [
          .init(
            condition: .all(
              "port", in: .variable("api_ports"),
              .binary(
                .binary(.reference("port"), .greaterOrEqual, 1), .and,
                .binary(.reference("port"), .lessOrEqual, 65_535))),
            message: "A port is from 1 to 65535.", counterexample: [0])
        ]),
    ]
  }

  private var apiPorts: [Int] {
    var seen: Set<Int> = [80, 443]
    return stack.imageServices.map(\.port).filter { seen.insert($0).inserted }.sorted()
  }

  private func port(_ name: String, _ description: String, _ standard: Int) -> Input {
    Input(
      name: name, description: description, type: .numberType, standard: .number(standard),
      validations: [
        .init(
          condition: .binary(
            .binary(.variable(name), .greaterOrEqual, 1), .and,
            .binary(.variable(name), .lessOrEqual, 65_535)),
          message: "A port is from 1 to 65535.", counterexample: 0)
      ])
  }

  private var assignment: [Input] {
    [
      tags("firewall_droplet_tags", "Tags of the droplets that the API firewall holds for"),
      tags("database_firewall_tags", "Tags of the droplets that the database firewall holds for"),
      port("database_port", "Port of the database on its droplets", 5432),
    ]
  }

  private func tags(_ name: String, _ description: String) -> Input {
    Input(
      name: name, description: description, type: .listType(.stringType), standard: [],
      validations: [
        .init(
          condition: .all(
            "tag", in: .variable(name), .matches("^[A-Za-z0-9:_-]{1,255}$", .reference("tag"))),
          message: "A tag has letters, digits, colons, hyphens and underscores, 255 at most.",
          counterexample: ["no spaces"])
      ])
  }

  private var switches: [Input] {
    [
      Input(
        name: "enable_api_firewall", description: "Whether there is a firewall for API droplets",
        type: .boolType, standard: true),
      Input(
        name: "enable_database_firewall",
        description: "Whether there is a firewall for droplets with a database of their own",
        type: .boolType,
        standard: .bool(stack.datastores.contains { $0.engine == .postgres })),
    ]
  }

  private var rules: [Input] {
    [
      custom("custom_inbound_rules", "More that may come in", peers: "source"),
      custom("custom_outbound_rules", "More that may go out", peers: "destination"),
    ]
  }

  private func custom(_ name: String, _ description: String, peers: String) -> Input {
    let rule = HCL.Expression.reference("rule")
    let needsPorts = HCL.Expression.binary(
      .binary(.attribute(rule, "protocol"), .equal, "icmp"), .or,
      .binary(.attribute(rule, "port_range"), .notEqual, .null))
    return Input(
      name: name, description: "\(description): protocol, port_range (not for icmp), and who",
      type: .listType(
        .objectType([
          "protocol": .stringType, "port_range": .optional(.stringType),
          .name("\(peers)_addresses"): .optional(.listType(.stringType)),
          .name("\(peers)_tags"): .optional(.listType(.stringType)),
        ])), standard: [],
      validations: [
        .init(
          condition: .all(
            "rule", in: .variable(name),
            .call("contains", [["tcp", "udp", "icmp"], .attribute(rule, "protocol")])),
          message: "The protocol is tcp, udp or icmp.",
          counterexample: [.object(["protocol": "http", "port_range": "80"])]),
        .init(
          condition: .all("rule", in: .variable(name), needsPorts),
          message: "A rule of tcp or udp has a port_range.",
          counterexample: [.object(["protocol": "tcp"])]),
      ])
  }
}
