import Emit
import JSON
import Model

/// The README of the infrastructure folder.
struct InfrastructureReadme {
  let stack: Stack
  let layout: Layout

  var text: String {
    Markdown(opening + start + operation + closing).text
  }

  private var name: String { stack.project.name }

  /// The way from here to the application's root, and back.
  private var toApplication: String {
    stack.paths.infrastructure == "."
      ? stack.paths.application
      : stack.paths.application == "." ? ".." : "../\(stack.paths.application)"
  }

  private var opening: [Markdown.Block] {
    let folder =
      stack.paths.infrastructure == "." ? "infrastructure/" : stack.paths.infrastructure + "/"
    return [
      .heading(1, "Infrastructure of \(name)"),
      .paragraph(
        "What \(name) runs on: local environments, servers, datastores, pipelines. All of it is generated from \(code: "stack.json"), which \(link: "stack.schema.json", to: "stack.schema.json") describes for editors: change that, generate again, and look at the difference."
      ),
      .heading(2, "Folders"), .code(layout.drawing(root: folder), language: "text"),
      .paragraph(
        "A folder that holds nothing yet has a \(code: ".gitkeep") that says what it is for."),
      .heading(2, "Prerequisites"), .table(prerequisites),
    ]
  }

  private var prerequisites: Markdown.Table {
    let toolchain = stack.toolchain
    var rows: [[Markdown.Text]] = [
      ["Docker with compose v2.24 or later", "local environments"],
      [
        "Node.js \(toolchain.node) and \(toolchain.packageManager.kind.rawValue)",
        "the application without containers",
      ],
    ]
    if !stack.cloudEnvironments.isEmpty {
      rows += [
        ["Terraform \(TerraformModule.terraformVersion)", "servers and datastores"],
        ["doctl, and a token of DigitalOcean", "looking at what is there"],
        ["an SSH key at DigitalOcean", "logging in to droplets"],
      ]
    }
    return Markdown.Table(["What", "For"], rows: rows)
  }

  private var start: [Markdown.Block] {
    [.heading(2, "Quick start")]
      + stack.composeEnvironments.flatMap(local)
      + (stack.cloudEnvironments.isEmpty ? [] : terraform)
  }

  private func local(_ environment: ComposeEnvironment) -> [Markdown.Block] {
    let words =
      environment.mode == .development
      ? "Source is mounted: an edit shows at once."
      : "The image that will be deployed, beside development and apart from it."
    return [
      .heading(3, "Local: \(environment.name)"), .paragraph(Markdown.Text(words)),
      .code(
        """
        cd \(toApplication)
        cp \(environment.variablesFile).example \(environment.variablesFile)
        docker compose --file \(environment.file) --env-file \(environment.variablesFile) up --build --wait
        docker compose --file \(environment.file) ps
        docker compose --file \(environment.file) down
        """, language: "sh"),
      .table(
        Markdown.Table(
          ["What", "Where"],
          rows: environment.ports.map { port in
            [Markdown.Text(port.name), .code("\(environment.address):\(port.value)")]
          })),
    ]
  }

  private var terraform: [Markdown.Block] {
    [
      .heading(3, "Servers: Terraform"),
      .paragraph(
        "The networking module is there (\(link: "its README", to: "terraform/modules/networking/README.md")). The other modules and the environments' root modules are to come; until then a root module of your own calls it. Format and tests need no account:"
      ),
      .code(
        """
        cd terraform/modules/networking
        terraform init -backend=false
        terraform fmt -check
        terraform validate
        terraform test
        """, language: "sh"),
      .table(
        Markdown.Table(
          ["Environment", "Region", "Network", "Servers"],
          rows: stack.cloudEnvironments.map { environment in
            [
              Markdown.Text(environment.name), .code(environment.region),
              .code(environment.network?.description ?? ""),
              Markdown.Text(servers(of: environment)),
            ]
          })),
    ]
  }

  private func servers(of environment: CloudEnvironment) -> String {
    environment.servers.isEmpty
      ? "none"
      : environment.servers.map { "\($0.count) × \($0.size)" }.joined(separator: ", ")
  }

  private var operation: [Markdown.Block] { deployment + rollback + monitoring }

  private var deployment: [Markdown.Block] {
    [
      .heading(2, "Deployment"),
      .orderedList([
        "A change is a pull request; the workflow in \(code: ".github/workflows/ci-cd.yml") must be green.",
        "What Terraform would do is read before it is done: \(code: "terraform plan -out plan"), then \(code: "terraform apply plan").",
        "Staging comes before production, with the same image.",
        "Batches are \(stack.deployment.batches.joined(separator: ", ")); a host is taken back after \(stack.deployment.checks) green checks of its health.",
      ]),
      .paragraph(
        "Deployment by \(code: "rollout"), host by host with a drain and a health gate, is to come; it reads the same stack."
      ),
    ]
  }

  private var rollback: [Markdown.Block] {
    [
      .heading(2, "Rollback"),
      .list([
        "An application: deploy the image of the release before, by its digest. \(stack.deployment.keep) releases stay on each host.",
        "Infrastructure: revert the commit of \(code: "stack.json"), generate, plan, apply. Never edit state by hand.",
        "A database: migrations go forward only. A change that the release before can't read is made in two releases.",
      ]),
    ]
  }

  private var monitoring: [Markdown.Block] {
    let health = stack.imageServices.map { service -> [Markdown.Text] in
      [
        Markdown.Text(service.name), .code(service.health.path), "\(service.port)",
        Markdown.Text(service.health.interval.description),
        Markdown.Text(service.health.startPeriod.description),
      ]
    }
    var blocks: [Markdown.Block] = [.heading(2, "Monitoring")]
    if !health.isEmpty {
      blocks += [
        .paragraph("Every image asks its own service, and so do compose and the balancer:"),
        .table(
          Markdown.Table(
            ["Service", "Path", "Port", "Every", "Start may take"], rows: health)),
      ]
    }
    for environment in stack.cloudEnvironments {
      guard let alerts = environment.alerts else { continue }
      blocks.append(
        .paragraph(
          "Alerts of \(environment.name), over \(alerts.window.rawValue): CPU above \(alerts.cpu) %, memory above \(alerts.memory) %, disk above \(alerts.disk) %, load above \(alerts.load)."
        ))
    }
    return blocks
  }

  private var closing: [Markdown.Block] {
    [
      .heading(2, "Security"),
      .list([
        "No secret is in this folder, in state that is committed, or in an image. The guide is \(code: "docs/SECRETS_MANAGEMENT.md") of the application.",
        "SSH is open to the addresses that are named, and closed where none is.",
        "Local ports are published on this machine only, unless the stack says otherwise.",
        "Containers run as a user without rights; hosts let nobody in by password.",
        "Actions, images and judges are pinned; a new version is a change that is looked at.",
      ]),
      .heading(2, "Troubleshooting"),
      .table(
        Markdown.Table(
          ["What you see", "Why", "What to do"],
          rows: [
            [
              "A port is taken", "another environment or program has it",
              "change the port in the stack or in the variables' file",
            ],
            [
              "A generator refuses a file", "it was edited by hand",
              "bring the change into \(code: "stack.json"), or write over it with \(code: "--force")",
            ],
            [
              "A container is unhealthy", "its datastore isn't there yet, or refuses the password",
              "\(code: "docker compose logs SERVICE"); compare the variables' file with its template",
            ],
            [
              "Terraform wants to replace a droplet", "its user data, image or region changed",
              "read the plan; replace one droplet at a time behind the balancer",
            ],
          ])),
    ]
  }
}
