import Emit
import Model

/// The networking module's README around its tables.
struct NetworkingGuide {
  let stack: Stack

  private var firstPort: Int { stack.imageServices.first?.port ?? 3000 }

  var opening: [Markdown.Block] {
    [
      .heading(1, "Networking module"),
      .paragraph(
        "A VPC at DigitalOcean, a firewall for the droplets of the API, and one for droplets that run a database themselves. Nothing is open that isn't asked for: without \(code: "admin_ssh_ips") there is no SSH, without \(code: "load_balancer_uids") no HTTP."
      ),
      .heading(2, "Requirements"),
      .table(
        Markdown.Table(
          ["What", "Version"],
          rows: [
            ["Terraform", .code(TerraformModule.terraformVersion)],
            ["digitalocean/digitalocean", .code(TerraformModule.providerVersion)],
          ])),
    ] + usage
  }

  private var usage: [Markdown.Block] {
    [
      .heading(2, "Usage"), .heading(3, "Basic"),
      example([
        ("source", "../../modules/networking"), ("vpc_name", .string("\(stack.project.name)-vpc")),
        ("environment", "staging"), ("region", "nyc3"), ("ip_range", "10.20.0.0/16"),
      ]),
      .heading(3, "Development"),
      .paragraph(
        "One droplet without a balancer: the administrators' addresses reach SSH, and nothing else is open."
      ),
      example([
        ("source", "../../modules/networking"),
        ("vpc_name", .string("\(stack.project.name)-dev")), ("environment", "dev"),
        ("region", "nyc3"), ("ip_range", "10.10.0.0/16"), ("admin_ssh_ips", ["203.0.113.7/32"]),
        ("firewall_droplet_tags", [.string("\(stack.project.name)-dev-api")]),
      ]),
      .heading(3, "Custom rules"),
      .paragraph(
        "Behind a balancer, with a port for metrics from one network, and mail going out."),
      example([
        ("source", "../../modules/networking"),
        ("vpc_name", .string("\(stack.project.name)-production")), ("environment", "production"),
        ("region", "fra1"), ("ip_range", "10.50.0.0/16"),
        ("load_balancer_uids", [.reference("digitalocean_loadbalancer.api.id")]),
        ("api_ports", [.number(firstPort)]),
        ("firewall_droplet_tags", [.string("\(stack.project.name)-production-api")]),
        (
          "custom_inbound_rules",
          [
            .object([
              "protocol": "tcp", "port_range": "9100", "source_addresses": ["198.51.100.0/24"],
            ])
          ]
        ),
        (
          "custom_outbound_rules",
          [
            .object([
              "protocol": "tcp", "port_range": "587", "destination_addresses": ["0.0.0.0/0"],
            ])
          ]
        ),
      ]),
    ]
  }

  private func example(_ arguments: [(String, HCL.Expression)]) -> Markdown.Block {
    let body = HCL.block("module", "networking") {
      for (name, value) in arguments { .attribute(name, value) }
    }
    return .code(String(HCL.File(body).text.dropLast()), language: "hcl")
  }

  var closing: [Markdown.Block] { rules + ranges + security + troubles }

  private var rules: [Markdown.Block] {
    [
      .heading(2, "Firewall rules"), .heading(3, "API"),
      .table(
        Markdown.Table(
          ["Direction", "Protocol", "Ports", "Who", "When"],
          rows: [
            ["in", "tcp", .code("ssh_port"), .code("admin_ssh_ips"), "it isn't empty"],
            [
              "in", "tcp", "80, 443", .code("load_balancer_uids"),
              "it isn't empty, and \(code: "allow_http")",
            ],
            ["in", "tcp", .code("api_ports"), .code("load_balancer_uids"), "it isn't empty"],
            ["in", "tcp, udp, icmp", "all", "the VPC", "always"],
            ["in", "as given", "as given", "as given", "\(code: "custom_inbound_rules")"],
            ["out", "tcp, udp, icmp", "all", "everywhere", "always"],
            ["out", "as given", "as given", "as given", "\(code: "custom_outbound_rules")"],
          ])),
      .heading(3, "Database"),
      .table(
        Markdown.Table(
          ["Direction", "Protocol", "Ports", "Who"],
          rows: [
            ["in", "tcp", .code("database_port"), "the VPC"],
            ["out", "tcp, udp, icmp", "all", "the VPC"],
          ])),
      .paragraph(
        "A cloud firewall holds for droplets. It does nothing for a managed database: that has trusted sources of its own (\(code: "digitalocean_database_firewall")). The database firewall here is for droplets that carry one of \(code: "database_firewall_tags") and run PostgreSQL themselves."
      ),
    ]
  }

  private var ranges: [Markdown.Block] {
    let rows = stack.cloudEnvironments.map { environment -> [Markdown.Text] in
      let network = environment.network?.description ?? ""
      return [Markdown.Text(environment.name), .code(network), Markdown.Text(environment.region)]
    }
    return [
      .heading(2, "Addresses"),
      .paragraph(
        "A VPC can't be resized, so choose once. Each environment has a block of its own, so that two can be peered; a /16 has 65,534 addresses, a /24 has 254. DigitalOcean uses 10.229.0.0/16, 10.244.0.0/16, 10.245.0.0/16 and 10.246.0.0/24 itself."
      ),
    ]
      + (rows.isEmpty
        ? [] : [.table(Markdown.Table(["Environment", "Block", "Region"], rows: rows))])
  }

  private var security: [Markdown.Block] {
    [
      .heading(2, "Security"),
      .list([
        "Name the administrators' addresses one by one, as /32; a variable of the environment keeps them out of the module.",
        "Let the balancer end TLS, and nothing else reach the droplets' ports.",
        "Give each environment its own VPC; what must talk across is peered on purpose.",
        "Put droplets under a firewall by tag: one that is added later is under it from its first minute.",
        "Read a plan that changes a firewall line by line: a rule is a set, so one change shows as a removal and an addition.",
      ]),
    ]
  }

  private var troubles: [Markdown.Block] {
    [
      .heading(2, "Troubleshooting"),
      .table(
        Markdown.Table(
          ["What you see", "Why", "What to do"],
          rows: [
            [
              "SSH times out", "your address isn't in \(code: "admin_ssh_ips"), or has changed",
              "add it; \(code: "curl -4 ifconfig.me") shows it",
            ],
            [
              "The balancer calls every droplet unhealthy",
              "its ID isn't in \(code: "load_balancer_uids"), or the port isn't in \(code: "api_ports")",
              "pass both; the port is the application's, as \(firstPort)",
            ],
            [
              "The firewall holds for no droplet", "no droplet has one of the tags",
              "compare \(code: "firewall_tags") with the droplets' tags",
            ],
            [
              "A VPC can't be deleted", "something is still in it",
              "\(code: "doctl vpcs resources VPC-ID") lists what",
            ],
            [
              "The range overlaps another VPC", "two VPCs of the account share addresses",
              "choose another block before the first apply: it can't be changed later",
            ],
          ])),
    ]
  }
}
