import JSON

/// An environment at DigitalOcean.
package struct CloudEnvironment: Equatable, Sendable {
  /// What the provider and the modules call an environment.
  package enum Tier: String, CaseIterable, Sendable { case development, staging, production }

  package var name = ""
  package var tier: Tier?
  package var region = "nyc3"
  /// The VPC's block; `10.N.0.0/16` by default, another `N` for each environment.
  package var network: IPv4Network?
  /// Pools of droplets.
  package var servers: [ServerPool] = []
  package var datastores: [Named<ManagedDatastore>] = []
  package var loadBalancer: LoadBalancer?
  package var alerts: Alerts?
  package var uptime: Uptime?
  package var firewall = Firewall()
  package var domain: String?
  package var state: StateBackend?
  /// The DigitalOcean project its resources join.
  package var project: String?
  package var tags: [String] = []
  package var trigger = DeployTrigger()

  static let shape = Shape<CloudEnvironment>.object(
    "digitaloceanEnvironment", "An environment at DigitalOcean.", initial: { CloudEnvironment() },
    [
      .required("name", \.name, .name("the environment's name"), "Names it in the stack."),
      .ignored("kind", "digitalocean"),
      .optional(
        "tier", \.tier, .choice("a tier"),
        "What it is for; from the name (dev, staging, production), else staging."),
      .optional("region", \.region, .text(Forms.region), default: "nyc3", "As nyc3, fra1 or sgp1."),
      .optional(
        "network", \.network, IPv4Network.shape("the VPC's addresses"),
        "The VPC's private block, /16 to /28; a 10.N.0.0/16 of its own without it."),
      .optional(
        "servers", \.servers, .oneOrMany(of: ServerPool.shape), "One pool of droplets, or several."),
      .optional(
        "datastores", \.datastores,
        .dictionary(
          name: Forms.name("a datastore's name", upTo: 24), of: ManagedDatastore.shape),
        "The managed clusters; each datastore of the stack has one, by default the smallest."),
      .optional(
        "loadBalancer", \.loadBalancer, LoadBalancer.shape,
        "The balancer before the servers; none without it."),
      .optional(
        "alerts", \.alerts, Alerts.shape, "Alerts on the servers; none without it."),
      .optional(
        "uptime", \.uptime, Uptime.shape,
        "A check from outside; none without it, and none without a domain."),
      .optional("firewall", \.firewall, Firewall.shape, "Who may come in besides the balancer."),
      .optional("domain", \.domain, .text(Forms.domain), "Its name in the DNS."),
      .optional(
        "state", \.state, StateBackend.shape,
        "Where Terraform's state lives; a local file without it."),
      .optional(
        "project", \.project, .line, "The DigitalOcean project its resources join."),
      .optional("tags", \.tags, .list(of: .text(Forms.tag), 0...20), default: [], "More tags."),
      .optional("deploy", \.trigger, DeployTrigger.shape, "When the pipeline deploys to it."),
    ])
}

/// When the pipeline deploys to an environment.
package struct DeployTrigger: Equatable, Sendable {
  /// The branch whose pushes are deployed; by hand only, where it is `nil`.
  package var branch: String?
  /// Whether a person approves first.
  package var needsApproval = false

  static let shape = Shape<DeployTrigger>.object(
    "deployTrigger", "When the pipeline deploys to an environment.", initial: { DeployTrigger() },
    [
      .optional(
        "branch", \.branch, .text(Pipeline.branchForm),
        "The branch whose pushes are deployed; by hand only without it."),
      .optional(
        "approval", \.needsApproval, .boolean, default: false, "Whether a person approves first."),
    ])
}

/// Where Terraform's state lives: a Space, through the s3 backend.
package struct StateBackend: Equatable, Sendable {
  package var bucket = ""
  package var region = "nyc3"
  package var key: String?

  static let shape = Shape<StateBackend>.object(
    "state", "Where Terraform's state lives: a Space.", initial: { StateBackend() },
    [
      .required("bucket", \.bucket, .name("a bucket's name", upTo: 63), "The Space."),
      .optional("region", \.region, .text(Forms.region), default: "nyc3", "The Space's region."),
      .optional(
        "key", \.key, .path, "The object; ENVIRONMENT/terraform.tfstate without it."),
    ])
}
