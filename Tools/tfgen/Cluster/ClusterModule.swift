import Emit
import Model

extension TerraformModule {
  /// Droplets that run the services with Docker, and what belongs to them.
  static func cluster(for stack: Stack) -> TerraformModule {
    let guide = ClusterGuide(stack: stack)
    return TerraformModule(
      name: "api-cluster", inputs: ClusterInputs(stack: stack).all, outputs: clusterOutputs,
      main: ClusterResources.body, templates: [(UserData.file, UserData.template)],
      sample: ClusterRuns.sample, runs: ClusterRuns.all, opening: guide.opening,
      closing: guide.closing)
  }

  private static let clusterOutputs: [Output] = dropletOutputs + extraOutputs + settingOutputs

  private static func all(_ resource: String, _ attribute: String) -> HCL.Expression {
    .attribute(.splat(.reference(resource)), attribute)
  }

  private static let dropletOutputs: [Output] =
    [
      ("droplet_ids", "IDs of the droplets", "id"),
      ("droplet_names", "Names of the droplets", "name"),
      ("droplet_urns", "Uniform resource names of the droplets", "urn"),
      ("public_ips", "Public IPv4 addresses of the droplets", "ipv4_address"),
      ("private_ips", "Addresses of the droplets in the VPC", "ipv4_address_private"),
    ].map { name, description, attribute in
      Output(
        name: name, description: description, value: all("digitalocean_droplet.api", attribute))
    } + [
      Output(
        name: "ipv6_addresses", description: "IPv6 addresses of the droplets; none without IPv6",
        value: .conditional(
          .variable("enable_ipv6"), then: all("digitalocean_droplet.api", "ipv6_address"),
          otherwise: []))
    ]

  private static let extraOutputs: [Output] = [
    Output(
      name: "reserved_ips", description: "Reserved addresses, in the droplets' order",
      value: all("digitalocean_reserved_ip.api", "ip_address")),
    Output(
      name: "reserved_ip_urns", description: "Uniform resource names of the reserved addresses",
      value: all("digitalocean_reserved_ip.api", "urn")),
    Output(
      name: "volume_ids", description: "IDs of the volumes, in the droplets' order",
      value: all("digitalocean_volume.data", "id")),
    Output(
      name: "volume_names", description: "Names of the volumes, in the droplets' order",
      value: all("digitalocean_volume.data", "name")),
    Output(
      name: "volume_urns", description: "Uniform resource names of the volumes",
      value: all("digitalocean_volume.data", "urn")),
    Output(
      name: "custom_firewall_id",
      description: "ID of the custom firewall; null where there is none",
      value: .call("one", [all("digitalocean_firewall.custom", "id")])),
    Output(
      name: "custom_firewall_name",
      description: "Name of the custom firewall; null where there is none",
      value: .call("one", [all("digitalocean_firewall.custom", "name")])),
  ]

  private static let settingOutputs: [Output] =
    [
      ("cluster_name", "Name of the cluster, and a tag of its droplets"),
      ("environment", "The environment"), ("region", "Region of the droplets"),
      ("droplet_count", "How many droplets there are"), ("droplet_size", "Size of the droplets"),
      ("ssh_port", "Port of SSH on the droplets"), ("deploy_user", "The user that deploys"),
      ("app_directory", "Where releases go on the droplets"),
      ("api_ports", "Ports of the application that load balancers reach"),
    ].map { Output(name: $0, description: $1, value: .variable($0)) } + [
      Output(
        name: "tags", description: "Tags of the droplets and volumes",
        value: .reference("local.tags")),
      Output(
        name: "open_ports", description: "What the droplets' own firewalls let in, as ufw has it",
        value: .reference("local.open_ports")),
      Output(
        name: "user_data",
        description: "The script of each droplet's first boot, to be run again after a change",
        value: .reference("local.user_data")),
      Output(
        name: "servers", description: "Name, public and private address of each droplet",
        value: .forList(
          "droplet", in: ClusterResources.droplet,
          value: .object([
            "name": .reference("droplet.name"), "public": .reference("droplet.ipv4_address"),
            "private": .reference("droplet.ipv4_address_private"),
          ]))),
      Output(name: "summary", description: "The cluster at a glance", value: clusterSummary),
    ]

  private static let clusterSummary = HCL.Expression.object([
    "name": .variable("cluster_name"), "environment": .variable("environment"),
    "region": .variable("region"), "droplets": .variable("droplet_count"),
    "size": .variable("droplet_size"), "image": .variable("droplet_image"),
    "backups": .conditional(
      .variable("enable_backups"), then: .variable("backup_plan"), otherwise: "none"),
    "monitoring": .variable("enable_monitoring"), "ipv6": .variable("enable_ipv6"),
    "volume_gib": .conditional(
      .variable("enable_volumes"), then: .variable("volume_size"), otherwise: 0),
    "open_ports": .reference("local.open_ports"),
  ])
}
