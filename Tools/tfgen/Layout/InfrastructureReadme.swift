import Emit
import JSON
import Model

/// The README of the infrastructure folder.
struct InfrastructureReadme {
  let stack: Stack
  let layout: Layout

  var text: String {
    Markdown(opening + QuickStart(stack: stack).blocks + operation + closing).text
  }

  private var name: String { stack.project.name }

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
        "A folder that nothing is generated into yet has a \(code: ".gitkeep") that says what it is for: a later release fills it, or you do."
      ),
      .heading(2, "Prerequisites"), .table(prerequisites),
    ]
  }

  private var prerequisites: Markdown.Table {
    let toolchain = stack.toolchain
    var rows: [[Markdown.Text]] = [
      ["tfgen, composegen, wfgen, envcheck", "generating what is here"],
      ["Docker Engine 20.10 or later, with Compose 2", "local environments"],
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

  private var operation: [Markdown.Block] { deployment + rollback + monitoring }

  private var deployment: [Markdown.Block] {
    let deployed = stack.cloudEnvironments.compactMap { environment -> [Markdown.Text]? in
      guard let branch = environment.trigger.branch else { return nil }
      return [
        Markdown.Text(environment.name), .code(branch),
        environment.trigger.needsApproval ? "yes" : "no",
      ]
    }
    return [
      .heading(2, "Deployment"),
      .orderedList([
        "A change is a pull request; the workflow in \(code: ".github/workflows/ci-cd.yml") of the application must be green.",
        "What Terraform would do is read before it is done: \(code: "terraform plan -out plan"), then \(code: "terraform apply plan").",
        "An image that passed in one environment is the one that the next gets, by its digest.",
        "Batches are \(stack.deployment.batches.joined(separator: ", ")); a host is taken back after \(stack.deployment.checks) green checks of its health.",
      ]),
      .paragraph(
        "Deployment by \(code: "rollout"), host by host with a drain and a health gate, is to come; it reads the same stack."
      ),
    ]
      + (deployed.isEmpty
        ? []
        : [
          .paragraph("Which branch is meant for which environment:"),
          .table(Markdown.Table(["Environment", "Branch", "A person approves"], rows: deployed)),
        ])
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
          "Alerts that \(environment.name) will have with its root module, over \(alerts.window.rawValue): CPU above \(alerts.cpu) %, memory above \(alerts.memory) %, disk above \(alerts.disk) %, load above \(alerts.load)."
        ))
    }
    return blocks
  }

  private var closing: [Markdown.Block] {
    [
      .heading(2, "Security"),
      .list([
        "No secret is in this folder, in state that is committed, or in an image. The guide is \(code: "docs/SECRETS_MANAGEMENT.md") of the application.",
        "SSH is open to the addresses that are named, and closed where none is; the whole Internet is refused.",
        "A token of DigitalOcean comes from the environment (\(code: "DIGITALOCEAN_TOKEN")), with the scopes that are needed, and ends when it is not.",
        "State holds what it describes, secrets too: it is kept where few can read it, and never committed.",
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
