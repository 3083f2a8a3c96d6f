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
        "A VPC at DigitalOcean, a firewall for the droplets of the API, and one for droplets that run a database themselves. Nothing is open that isn't asked for: without \(code: "admin_ssh_ips") there is no rule for SSH, without \(code: "load_balancer_uids") none for HTTP."
      ),
    ] + TerraformModule.requirements + [
      .heading(2, "Usage")
    ] + NetworkingExamples(stack: stack).blocks
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
            ["out", "tcp, udp, icmp", "all", "everywhere", .code("allow_all_outbound")],
            ["out", "tcp, udp, icmp", "all", "the VPC", "else"],
            ["out", "as given", "as given", "as given", "\(code: "custom_outbound_rules")"],
          ])),
      .paragraph(
        "A rule for load balancers names them (\(code: "source_load_balancer_uids")); without one there is no rule, and never one that is open to the Internet instead. Pass the ID of the balancer, as \(code: "digitalocean_loadbalancer.api.id"): that the balancer in turn needs \(code: "vpc_id") is no cycle, since only the firewall waits for it. A custom rule that opens \(code: "ssh_port") to everyone is refused."
      ),
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
    let rows = stack.cloudEnvironments.compactMap { environment -> [Markdown.Text]? in
      guard let network = environment.network else { return nil }
      return [
        Markdown.Text(environment.name), .code(network.description), .code(environment.region),
        "\(1 << (32 - network.prefix))",
      ]
    }
    let table = Markdown.Table(
      ["Environment", "Block", "Region", "Addresses"], rows: rows,
      alignments: [.none, .none, .none, .right])
    return [
      .heading(2, "Addresses"),
      .paragraph(
        "A VPC can't be resized, so choose once, from 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16. Each environment has a block of its own, so that two can be peered, and so that an address tells its environment. A /16 is the largest that DigitalOcean takes, a /28 the smallest; a few addresses of each are DigitalOcean's. 10.229.0.0/16, 10.244.0.0/16, 10.245.0.0/16 and 10.246.0.0/24 are its own."
      ),
      rows.isEmpty
        ? .paragraph("The stack has no environment at DigitalOcean yet.") : .table(table),
    ]
  }

  private var security: [Markdown.Block] {
    [
      .heading(2, "Security"),
      .list([
        "Name the administrators' addresses one by one, as /32; a variable of the environment keeps them out of the module.",
        "Let the balancer end TLS, and nothing else reach the droplets' ports.",
        "Where droplets need little of the Internet, set \(code: "allow_all_outbound") to false and name what they need.",
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
              "A plan says that a custom rule opens SSH",
              "a rule of tcp from everywhere includes \(code: "ssh_port")",
              "narrow its \(code: "port_range") or its addresses; administrators go into \(code: "admin_ssh_ips")",
            ],
            [
              "Droplets can't send mail", "DigitalOcean blocks ports 25, 465 and 587 of droplets",
              "send through a provider's API over HTTPS",
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
