import Emit
import Model

/// What the networking module takes. The rules are the provider's own (schema and validators of
/// 2.75 and 2.99) and DigitalOcean's (documentation of VPC and of cloud firewalls).
struct NetworkingInputs {
  let stack: Stack

  var all: [Input] {
    identity + [ipRange] + access + assignment + switches + NetworkingRules.inputs
  }

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
        name: "vpc_description",
        description: "Description of the VPC; one that names the environment where it is null",
        type: .stringType, standard: .null,
        validations: [
          .init(
            condition: .binary(
              .call("try", [.call("length", [.variable("vpc_description")]), 0]), .lessOrEqual,
              255),
            message: "The description has 255 characters at most.",
            counterexample: .call("format", ["%-256s", "long"]))
        ]),
      .environment(of: stack), .region,
    ]
  }

  /// DigitalOcean's own blocks are those that the stack's validation refuses too (documentation of
  /// VPC, planning your network).
  private var ipRange: Input {
    let range = HCL.Expression.variable("ip_range")
    return Input(
      name: "ip_range", description: "Private addresses of the VPC, /16 to /28",
      type: .stringType,
      validations: [
        .init(
          condition: .isBlock(range),
          message: "The range is a block in CIDR notation, as 10.10.0.0/16.",
          counterexample: "10.30/16"),
        .init(
          condition: .binary(
            .call("try", [.call("cidrsubnet", [range, 0, 0]), range]), .equal, range),
          message: "The range begins at its network address: 10.10.0.0/16, not 10.10.0.1/16.",
          counterexample: "10.30.0.1/16"),
        .init(
          condition: .matches("/(1[6-9]|2[0-8])$", range),
          message: "DigitalOcean takes blocks from /16 to /28.", counterexample: "10.0.0.0/8"),
        .init(
          condition: .matches(#"^(10|172\.(1[6-9]|2[0-9]|3[01])|192\.168)\."#, range),
          message: "The range is private: in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
          counterexample: "203.0.0.0/16"),
        .init(
          condition: .unary(.not, .matches(#"^10\.(229|244|245|246\.0)\."#, range)),
          message:
            "DigitalOcean uses 10.229.0.0/16, 10.244.0.0/16, 10.245.0.0/16 and 10.246.0.0/24 itself.",
          counterexample: "10.244.16.0/20"),
      ])
  }

  private var access: [Input] {
    [
      administrators,
      port("ssh_port", "Port of SSH on the droplets", stack.deployment.sshPort),
      Input(
        name: "load_balancer_uids",
        description:
          "Load balancers that may reach HTTP, HTTPS and the API's ports; none opens none",
        type: .listType(.stringType), standard: [],
        validations: [
          .init(
            condition: .all(
              "uid", in: .variable("load_balancer_uids"), .count(.reference("uid"), .greater, 0)),
            message: "A load balancer's ID is not empty.", counterexample: [""])
        ]),
      Input(
        name: "allow_http",
        description: "Whether load balancers may reach ports 80 and 443 of the droplets",
        type: .boolType, standard: true),
      Input(
        name: "api_ports", description: "Ports of the application that load balancers may reach",
        type: .listType(.numberType), standard: .list(apiPorts.map { .number($0) }),
        validations: [
          .init(
            condition: .all("port", in: .variable("api_ports"), .isPort(.reference("port"))),
            message: "A port is a whole number from 1 to 65535.", counterexample: [0])
        ]),
    ]
  }

  private var administrators: Input {
    let ip = HCL.Expression.reference("ip")
    return Input(
      name: "admin_ssh_ips",
      description: "Addresses that may reach SSH, in CIDR notation; none opens no SSH",
      type: .listType(.stringType), standard: [],
      validations: [
        .init(
          condition: .all("ip", in: .variable("admin_ssh_ips"), .isBlock(ip)),
          message: "Each address is in CIDR notation, as 203.0.113.7/32.",
          counterexample: ["203.0.113.7"]),
        .init(
          condition: .all(
            "ip", in: .variable("admin_ssh_ips"), .unary(.not, .matches("/0$", ip))),
          message: "SSH is never opened to the whole Internet.", counterexample: ["0.0.0.0/0"]),
      ])
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
          condition: .isPort(.variable(name)),
          message: "A port is a whole number from 1 to 65535.", counterexample: 0)
      ])
  }

  private var assignment: [Input] {
    [
      .tags("firewall_droplet_tags", "Tags of the droplets that the API firewall holds for"),
      .tags("database_firewall_tags", "Tags of the droplets that the database firewall holds for"),
      port("database_port", "Port of the database on its droplets", 5432),
    ]
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
      Input(
        name: "allow_all_outbound",
        description:
          "Whether API droplets may reach everywhere; else the VPC and custom_outbound_rules only",
        type: .boolType, standard: true),
    ]
  }
}
