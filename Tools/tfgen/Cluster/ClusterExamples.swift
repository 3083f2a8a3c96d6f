import Emit
import Model

/// How the module of droplets is called: four times, each printed as Terraform reads it.
struct ClusterExamples {
  let stack: Stack

  var blocks: [Markdown.Block] {
    [
      .heading(3, "Development"), .paragraph("One small droplet."), example(development),
      .heading(3, "Staging"),
      .paragraph("Two droplets with weekly backups, for a load balancer to share out between."),
      example(staging), .heading(3, "Production"),
      .paragraph("Three droplets with daily backups and a volume each."), example(production),
      .heading(3, "Custom rules and a program"),
      .paragraph(
        "Metrics are read from one network; the port is opened in the cloud firewall and in each droplet's own."
      ),
      example(custom),
    ]
  }

  private func environment(of tier: CloudEnvironment.Tier) -> CloudEnvironment? {
    stack.cloudEnvironments.first { $0.tier == tier && !$0.servers.isEmpty }
  }

  /// The arguments that every call has.
  private func start(
    _ tier: CloudEnvironment.Tier, _ usual: String
  ) -> [(String, HCL.Expression)] {
    let environment = environment(of: tier)
    let name = environment?.name ?? usual
    return [
      ("source", "../../modules/api-cluster"),
      ("cluster_name", .string("app-\(name)-api")), ("environment", .string(name)),
      ("region", .string(environment?.region ?? "nyc3")),
      ("vpc_id", .reference("module.networking.vpc_id")), ("ssh_key_names", ["operator"]),
    ]
  }

  private func size(
    _ tier: CloudEnvironment.Tier, _ count: Int, _ size: String
  ) -> [(String, HCL.Expression)] {
    let pool = environment(of: tier)?.servers.first
    return [
      ("droplet_count", .number(pool?.count ?? count)),
      ("droplet_size", .string(pool?.size ?? size)),
    ]
  }

  private var development: [(String, HCL.Expression)] {
    start(.development, "dev") + size(.development, 1, "s-1vcpu-1gb")
  }

  private var staging: [(String, HCL.Expression)] {
    start(.staging, "staging") + size(.staging, 2, "s-2vcpu-4gb") + [("enable_backups", true)]
  }

  private var production: [(String, HCL.Expression)] {
    start(.production, "production") + size(.production, 3, "s-4vcpu-8gb") + [
      ("enable_backups", true), ("backup_plan", "daily"), ("enable_volumes", true),
      ("volume_size", 100),
    ]
  }

  private var custom: [(String, HCL.Expression)] {
    start(.staging, "staging") + [
      ("enable_custom_firewall", true),
      (
        "custom_inbound_rules",
        [
          .object([
            "protocol": "tcp", "port_range": "9100", "source_addresses": ["198.51.100.0/24"],
          ])
        ]
      ), ("custom_user_data", .call("file", ["\(reference: "path.module")/first-boot.sh"])),
    ]
  }

  private func example(_ arguments: [(String, HCL.Expression)]) -> Markdown.Block {
    let body = HCL.block("module", "api_cluster") {
      for (name, value) in arguments { .attribute(name, value) }
    }
    return .code(String(HCL.File(body).text.dropLast()), language: "hcl")
  }
}
