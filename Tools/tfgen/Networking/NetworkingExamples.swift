import Emit
import Model

/// How the networking module is called: three times, each printed as Terraform reads it.
///
/// Names, regions and ranges are those of the stack's environments where it has such.
struct NetworkingExamples {
  let stack: Stack

  /// What an example is about.
  private struct Place {
    var name: String
    var region: String
    var network: String

    init(_ name: String, _ region: String, _ network: String) {
      self.name = name
      self.region = region
      self.network = network
    }

    init?(_ environment: CloudEnvironment?) {
      guard let environment, let network = environment.network else { return nil }
      self.init(environment.name, environment.region, network.description)
    }
  }

  var blocks: [Markdown.Block] {
    [
      .heading(3, "Basic"),
      .paragraph("A VPC with firewalls that only let in what comes from within it."),
      example(basic),
      .heading(3, "Development"),
      .paragraph(
        "One droplet without a balancer: the administrators' addresses reach SSH, and nothing else is open."
      ),
      example(development),
      .heading(3, "Custom rules"),
      .paragraph(
        "Behind a balancer; metrics are read from one network, and droplets reach only HTTPS, DNS and the VPC."
      ),
      example(customRules),
    ]
  }

  private func environment(of tier: CloudEnvironment.Tier) -> CloudEnvironment? {
    stack.cloudEnvironments.first { $0.tier == tier }
  }

  /// The arguments that every call has.
  private func start(_ place: Place) -> [(String, HCL.Expression)] {
    [
      ("source", "../../modules/networking"),
      ("vpc_name", .string("\(stack.project.name)-\(place.name)")),
      ("environment", .string(place.name)), ("region", .string(place.region)),
      ("ip_range", .string(place.network)),
    ]
  }

  private func tag(_ place: Place, _ what: String) -> HCL.Expression {
    [.string("\(stack.project.name)-\(place.name)-\(what)")]
  }

  private var basic: [(String, HCL.Expression)] {
    start(
      Place(environment(of: .staging) ?? stack.cloudEnvironments.first)
        ?? Place("staging", "nyc3", "10.20.0.0/16"))
  }

  private var development: [(String, HCL.Expression)] {
    let place = Place(environment(of: .development)) ?? Place("dev", "nyc3", "10.10.0.0/16")
    return start(place) + [
      ("admin_ssh_ips", ["203.0.113.7/32"]), ("firewall_droplet_tags", tag(place, "api")),
      ("enable_database_firewall", false),
    ]
  }

  private var customRules: [(String, HCL.Expression)] {
    let place = Place(environment(of: .production)) ?? Place("production", "nyc3", "10.50.0.0/16")
    return start(place) + [
      ("admin_ssh_ips", ["203.0.113.7/32"]),
      ("load_balancer_uids", [.reference("digitalocean_loadbalancer.api.id")]),
      ("api_ports", [.number(stack.imageServices.first?.port ?? 3000)]),
      ("firewall_droplet_tags", tag(place, "api")),
      ("database_firewall_tags", tag(place, "database")), ("allow_all_outbound", false),
      (
        "custom_inbound_rules",
        [rule("tcp", "9100", "source_addresses", ["198.51.100.0/24"])]
      ),
      (
        "custom_outbound_rules",
        [
          rule("tcp", "443", "destination_addresses", ["0.0.0.0/0", "::/0"]),
          rule("udp", "53", "destination_addresses", ["0.0.0.0/0", "::/0"]),
        ]
      ),
    ]
  }

  private func rule(
    _ transport: String, _ ports: String, _ peers: String, _ addresses: HCL.Expression
  ) -> HCL.Expression {
    .object([
      HCL.Member("protocol", .string(transport)), HCL.Member("port_range", .string(ports)),
      HCL.Member(.name(peers), addresses),
    ])
  }

  private func example(_ arguments: [(String, HCL.Expression)]) -> Markdown.Block {
    TerraformModule.example("networking", arguments)
  }
}
