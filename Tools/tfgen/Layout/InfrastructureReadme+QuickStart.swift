import Emit
import JSON
import Model

/// The README's way to something that runs: on this machine, then at DigitalOcean.
extension InfrastructureReadme {
  var quickStart: [Markdown.Block] {
    let blocks =
      localEnvironments.flatMap(local) + (stack.cloudEnvironments.isEmpty ? [] : terraform)
    return blocks.isEmpty ? [] : [.heading(2, "Quick start")] + blocks
  }

  /// The compose environments that something runs in; the others have no compose file.
  var localEnvironments: [ComposeEnvironment] {
    stack.imageServices.isEmpty && stack.datastores.isEmpty ? [] : stack.composeEnvironments
  }

  /// The way from this folder to the application's root.
  var toApplication: String {
    let down = stack.paths.infrastructure.split(separator: "/").filter { $0 != "." }
    let up = stack.paths.application.split(separator: "/").filter { $0 != "." }
    let shared = zip(down, up).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: down.count - shared) + up.dropFirst(shared)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  private func local(_ environment: ComposeEnvironment) -> [Markdown.Block] {
    let isDevelopment = environment.mode == .development
    let title = isDevelopment ? "Local development" : "Staging-like testing"
    let words: Markdown.Text =
      isDevelopment
      ? "Source is mounted: an edit shows at once."
      : "The image that will be deployed, apart from development and beside it."
    let guide = guide(to: environment)
    return [
      .heading(3, "\(title): \(environment.name)"),
      .paragraph("\(words) The guide is \(link: Markdown.Text(guide), to: guide)."),
      .code(commands(for: environment), language: "sh"),
      .table(Markdown.Table(["What", "Where"], rows: addresses(in: environment))),
    ]
  }

  private func commands(for environment: ComposeEnvironment) -> String {
    let compose = "docker compose --file \(environment.file)"
    let settings = "--env-file \(environment.variablesFile)"
    return """
      cd \(toApplication)
      cp \(environment.variablesFile).example \(environment.variablesFile)
      \(compose) \(settings) up --build --wait
      \(compose) \(settings) ps
      \(compose) \(settings) down
      """
  }

  /// What the environment publishes, as the model's ports have it.
  private func addresses(in environment: ComposeEnvironment) -> [[Markdown.Text]] {
    environment.ports
      .filter { $0.name != ComposeEnvironment.adminerKey || environment.adminer != nil }
      .map { [Markdown.Text($0.name), .code("\(environment.address):\($0.value)")] }
  }

  /// The guide that composegen writes: README.md holds the first development environment,
  /// STAGING.md the first of production images.
  private func guide(to environment: ComposeEnvironment) -> String {
    let first = localEnvironments.first { $0.mode == environment.mode }
    guard first?.name == environment.name else {
      return "docker/environment-\(environment.name).md"
    }
    return environment.mode == .development ? "docker/README.md" : "docker/STAGING.md"
  }

  private var moduleLinks: Markdown.Text {
    let folder = "terraform/modules/"
    let links = layout.leaves.map(\.path).filter { $0.hasPrefix(folder) }.map { path in
      Markdown.Text.link(
        Markdown.Text(String(path.dropFirst(folder.count))), to: "\(path)/README.md")
    }
    return Markdown.Text(inlines: Array(links.map(\.inlines).joined(separator: [.text(", ")])))
  }

  private var terraform: [Markdown.Block] {
    let first = stack.cloudEnvironments[0].name
    return [
      .heading(3, "Terraform"),
      .paragraph(
        "Each environment at DigitalOcean is a root module with a README of its own, which tells what there is, what it costs and how it is kept. From this folder, as for \(code: first):"
      ),
      .code(
        """
        cd terraform/environments/\(first)
        cp terraform.tfvars.example terraform.tfvars
        terraform init
        terraform plan -out plan.tfplan
        terraform apply plan.tfplan
        """, language: "sh"), .table(environments),
      .paragraph(
        "They call the modules \(moduleLinks). Without an account and without a token, in the folder of a module or of an environment; the first command fetches the provider:"
      ),
      .code(
        """
        terraform init -backend=false
        terraform fmt -check -recursive
        terraform validate
        terraform test
        """, language: "sh"),
    ]
  }

  private var environments: Markdown.Table {
    let costs = Cost(of: stack).environments
    return Markdown.Table(
      ["Environment", "Region", "Network", "Servers", "A month"],
      rows: stack.cloudEnvironments.map { environment in
        let cost = costs.first { $0.name == environment.name }
        return [
          .link(
            Markdown.Text(environment.name),
            to: "terraform/environments/\(environment.name)/README.md"),
          .code(environment.region), .code(environment.network?.description ?? ""),
          Markdown.Text(servers(of: environment)),
          cost.map {
            Markdown.Text("\($0.unpriced.isEmpty ? "" : "at least ")$\($0.total.description)")
          }
            ?? "",
        ]
      }, alignments: [.none, .none, .none, .none, .right])
  }

  private func servers(of environment: CloudEnvironment) -> String {
    environment.servers.isEmpty
      ? "none"
      : environment.servers.map { "\($0.count) × \($0.size)" }.joined(separator: ", ")
  }
}
