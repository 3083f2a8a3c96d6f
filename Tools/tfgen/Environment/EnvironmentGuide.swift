import Emit
import JSON
import Model

/// The README of an environment around its tables: what it is and costs, the way to it, and how it is
/// kept. Each part says only what the environment has.
struct EnvironmentGuide {
  let root: EnvironmentRoot
  let part: EnvironmentPart

  var environment: CloudEnvironment { root.environment }
  var stack: Stack { root.stack }
  var name: String { environment.name }
  var hasServers: Bool { !root.modules.pools.isEmpty }
  /// The stack's clusters of PostgreSQL.
  var databases: [ModuleCall] {
    root.modules.datastores.filter { $0.store.engine == .postgres }.map(\.call)
  }
  /// The way from this folder to the stack, three levels up.
  private static let toInfrastructure = "../../.."

  var opening: [Markdown.Block] {
    [
      .heading(1, Markdown.Text("The environment \(name)")),
      .paragraph(
        "The root module of \(stack.project.name)'s environment \(strong: Markdown.Text(name)) at DigitalOcean, in \(code: environment.region), network \(code: environment.network?.description ?? ""). It calls the modules of \(link: "../../modules", to: "../../modules/") and is generated from \(code: "stack.json"): change that, generate again, and look at the difference."
      ),
      .heading(2, "What there is"), .table(things),
    ] + costs + prerequisites + quickStart
  }

  var closing: [Markdown.Block] { operation + care }

  // MARK: What it is

  private var things: Markdown.Table {
    var rows: [[Markdown.Text]] = [
      [
        .link("networking", to: "../../modules/networking/README.md"),
        "a VPC, and firewalls for servers and for databases of your own",
      ]
    ]
    for (store, call) in root.modules.datastores {
      rows.append([
        .link(Markdown.Text(store.name), to: "../../modules/\(call.module.name)/README.md"),
        Markdown.Text(words(for: store)),
      ])
    }
    for (pool, _) in root.modules.pools {
      rows.append([
        .link(Markdown.Text(pool.name), to: "../../modules/api-cluster/README.md"),
        Markdown.Text(words(for: pool)),
      ])
    }
    if let balancer = root.balancer {
      rows.append([
        "load balancer",
        "HTTP and HTTPS to port \(balancer.service.port) of \(balancer.pool.name); asks \(code: balancer.service.health.path) every \(balancer.balancer.health.interval.description)",
      ])
    }
    if let domain = environment.domain { rows.append(["domain", .code(domain)]) }
    if let alerts = environment.alerts, hasServers {
      rows.append([
        "alerts",
        "processor above \(alerts.cpu) %, memory \(alerts.memory) %, disk \(alerts.disk) %, load \(alerts.load), over \(alerts.window.rawValue)",
      ])
    }
    if environment.uptime != nil && environment.domain != nil {
      rows.append(["uptime check", "the domain, by HTTPS, from four regions"])
    }
    return Markdown.Table(["Part", "What it is"], rows: rows)
  }

  private func words(for store: Datastore) -> String {
    guard let cluster = environment.datastores[named: store.name] else { return "" }
    let engine = store.engine == .postgres ? "PostgreSQL" : "Valkey"
    let nodes = cluster.nodes == 1 ? "one node" : "\(cluster.nodes) nodes"
    let pool = cluster.pool.map {
      ", a pool of \($0.size) connections (\($0.mode.rawValue))"
    }
    return "\(engine), \(nodes) of \(cluster.size)\(pool ?? "")"
      + (cluster.replica == nil ? "" : ", a read replica")
  }

  private func words(for pool: ServerPool) -> String {
    let extras = [
      pool.backups == .none ? nil : "\(pool.backups.rawValue) backups",
      pool.volume.map { "a volume of \($0.gibibytes) GiB each" },
      pool.hasReservedIPs ? "a reserved address each" : nil, pool.hasIPv6 ? "IPv6" : nil,
    ].compactMap { $0 }
    let services = environment.services(of: pool, in: stack).map(\.name)
    return (["\(pool.count) × \(pool.size), \(pool.image)"] + extras).joined(separator: ", ")
      + "; " + services.joined(separator: ", ")
  }

  private var costs: [Markdown.Block] {
    let cost = Cost.Part(of: environment)
    let rows = cost.items.map { item -> [Markdown.Text] in
      [
        Markdown.Text(item.subject), "\(item.count) × \(item.thing)", Self.amount(item.price),
        Self.amount(item.total),
      ]
    }
    let isWhole = cost.unpriced.isEmpty
    let total: [Markdown.Text] = [
      .strong("together"), "", "",
      .strong(Markdown.Text("\(isWhole ? "" : "at least ")$\(cost.total.description)")),
    ]
    return [
      .heading(2, "What it costs"),
      .paragraph(
        "A month, in US dollars, by DigitalOcean's list prices of \(Catalog.current.asOf), without traffic, snapshots and taxes. \(code: "tfgen cost") prints the same."
      ),
      .table(
        Markdown.Table(
          ["For", "What", "Each", "A month"], rows: rows + [total],
          alignments: [.none, .none, .right, .right])),
    ]
  }

  private static func amount(_ price: Money?) -> Markdown.Text {
    price.map { "$\($0.description)" } ?? "unknown"
  }

  // MARK: The way to it

  private var prerequisites: [Markdown.Block] {
    var items: [Markdown.Item] = [
      "Terraform \(code: TerraformModule.terraformVersion), and the provider \(code: TerraformModule.providerVersion), which \(code: "terraform init") fetches.",
      "A token of DigitalOcean that may write, as \(code: "DIGITALOCEAN_TOKEN").",
      "\(code: "doctl"), to look at what is there.",
    ]
    if hasServers {
      items.append(
        "An SSH key at DigitalOcean: \(code: "doctl compute ssh-key import operator --public-key-file ~/.ssh/id_ed25519.pub")."
      )
    }
    if environment.state != nil {
      items.append(
        "Keys of Spaces for the state, as \(code: "AWS_ACCESS_KEY_ID") and \(code: "AWS_SECRET_ACCESS_KEY")."
      )
    }
    if environment.domain != nil {
      items.append("The domain, whose registrar names DigitalOcean's name servers.")
    }
    return [.heading(2, "Prerequisites"), .list(items)]
  }

  private var quickStart: [Markdown.Block] {
    let needed = part.inputs.filter { $0.standard == nil }.map { Markdown.Text.code($0.name) }
    let names = Markdown.Text(
      inlines: Array(needed.map(\.inlines).joined(separator: [.text(", ")])))
    return [
      .heading(2, "Quick start"), .paragraph("In this folder:"),
      .code(
        """
        cp terraform.tfvars.example terraform.tfvars
        read -r DIGITALOCEAN_TOKEN && export DIGITALOCEAN_TOKEN
        terraform init
        terraform plan -out plan.tfplan
        terraform apply plan.tfplan
        terraform output quick_start
        """, language: "sh"),
      .orderedList([
        needed.isEmpty
          ? "Nothing must be given: every variable has a default from the stack."
          : "Give what has no default in \(code: "terraform.tfvars"): \(names). Everything else there is shown with its default, from the stack.",
        "Give the token, and other secrets, by the environment: never in a file, never as an argument.",
        "Read the plan before it is applied. The first apply takes about ten minutes, most of it for managed clusters; servers finish their first boot some minutes later.",
        "\(code: "quick_start") says what to do then.",
      ]),
      .paragraph(
        "Without an account, \(code: "terraform init -backend=false") and \(code: "terraform test") try all of it on mocks."
      ),
    ]
  }
}
