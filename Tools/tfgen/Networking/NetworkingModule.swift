import Emit
import Model

extension TerraformModule {
  /// The VPC of an environment and the firewalls of its droplets.
  static func networking(for stack: Stack) -> TerraformModule {
    let guide = NetworkingGuide(stack: stack)
    return TerraformModule(
      name: "networking", inputs: NetworkingInputs(stack: stack).all, outputs: networkingOutputs,
      main: NetworkingResources.body,
      sample: NetworkingRuns.sample, runs: NetworkingRuns.all,
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
