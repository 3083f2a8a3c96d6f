import Emit
import Model

extension TerraformModule {
  /// The VPC of an environment and the firewalls of its droplets.
  static func networking(for stack: Stack) -> TerraformModule {
    let guide = NetworkingGuide(stack: stack)
    return TerraformModule(
      name: "networking", inputs: NetworkingInputs(stack: stack).all, outputs: networkingOutputs,
      main: NetworkingResources.body,
      sample: [
        ("vpc_name", "example"), ("environment", "dev"), ("region", "fra1"),
        ("ip_range", "10.30.0.0/16"), ("firewall_droplet_tags", ["api"]),
        ("database_firewall_tags", ["database"]), ("admin_ssh_ips", ["203.0.113.7/32"]),
        ("enable_database_firewall", true),
      ],
      assertions: [
        (
          .binary(.reference("digitalocean_vpc.main.ip_range"), .equal, .variable("ip_range")),
          "The VPC has the range that it was given."
        ),
        (
          .binary(
            .call("length", [.reference("digitalocean_firewall.api")]), .equal, 1),
          "There is a firewall for API droplets."
        ),
        (
          .binary(
            .reference("digitalocean_firewall.database[0].tags"), .equal,
            .call("toset", [.variable("database_firewall_tags")])),
          "The database firewall holds for the tags that it was given."
        ),
      ],
      opening: guide.opening, closing: guide.closing)
  }

  private static let networkingOutputs: [Output] =
    [
      ("id", "ID"), ("urn", "Uniform resource name"), ("name", "Name"),
      ("ip_range", "Private addresses"), ("region", "Region"), ("created_at", "Time of making"),
    ].map { attribute, words in
      Output(
        name: "vpc_\(attribute)", description: "\(words) of the VPC",
        value: .reference("digitalocean_vpc.main.\(attribute)"))
    } + firewallOutputs("api", "API") + firewallOutputs("database", "database") + [
      Output(
        name: "firewall_tags", description: "Tags that each firewall holds for, by firewall",
        value: .object([
          "api": .variable("firewall_droplet_tags"),
          "database": .variable("database_firewall_tags"),
        ]))
    ]

  /// `null` where the firewall is switched off.
  private static func firewallOutputs(_ name: String, _ words: String) -> [Output] {
    [("id", "ID"), ("name", "Name"), ("status", "Status")].map { attribute, what in
      Output(
        name: "\(name)_firewall_\(attribute)",
        description: "\(what) of the \(words) firewall; null where there is none",
        value: .call(
          "one", [.attribute(.splat(.reference("digitalocean_firewall.\(name)")), attribute)]))
    }
  }
}
