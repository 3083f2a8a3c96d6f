import Emit
import Model

/// The README of the infrastructure folder.
struct InfrastructureReadme {
  let stack: Stack
  let layout: Layout

  var text: String {
    Markdown(opening + quickStart + operation + closing).text
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
        "A folder that holds nothing yet has a \(code: ".gitkeep") that says what it is for."),
      .heading(2, "Prerequisites"), .table(prerequisites),
    ]
  }

  private var prerequisites: Markdown.Table {
    let manager = stack.toolchain.packageManager
    let version = manager.version.map { " \($0)" } ?? ""
    var rows: [[Markdown.Text]] = [
      [
        "Node.js \(stack.toolchain.node) and \(manager.kind.rawValue)\(version)",
        "the application without containers",
      ]
    ]
    if !localEnvironments.isEmpty {
      rows.insert(["Docker Engine 20.10 or newer with Compose 2", "local environments"], at: 0)
    }
    if !stack.cloudEnvironments.isEmpty {
      rows += [
        ["Terraform \(TerraformModule.terraformVersion)", "servers and datastores"],
        ["doctl, and a token of DigitalOcean", "looking at what is there"],
        ["an SSH key at DigitalOcean", "logging in to droplets"],
      ]
    }
    return Markdown.Table(["What", "For"], rows: rows)
  }

  private var closing: [Markdown.Block] {
    [
      .heading(2, "Security"), .list(security), .heading(2, "Troubleshooting"),
      .table(Markdown.Table(["What you see", "Why", "What to do"], rows: troubles)),
    ]
  }

  private var security: [Markdown.Item] {
    var items: [Markdown.Item] = [
      "No secret is in this folder, in state that is committed, or in an image. The guide is \(code: "docs/SECRETS_MANAGEMENT.md") of the application."
    ]
    if !localEnvironments.isEmpty { items.append(exposure) }
    if !stack.imageServices.isEmpty {
      items.append("Containers of the application run as a user without rights.")
    }
    if !stack.cloudEnvironments.isEmpty {
      items.append(
        "The networking module opens SSH to the addresses that are named, and to nobody where none is."
      )
    }
    return items + [
      "The workflow's actions are pinned; a new version is a change that is looked at."
    ]
  }

  /// Who reaches the ports of local environments, as the model has it.
  private var exposure: Markdown.Item {
    let open = localEnvironments.filter { !$0.address.hasPrefix("127.") }
    guard !open.isEmpty else { return "Local ports are published on this machine only." }
    let names = open.map { "\($0.name) (\($0.address))" }.joined(separator: ", ")
    return Markdown.Item(
      "Ports of these environments can be reached from other machines: \(names). Those of others are published on this machine only."
    )
  }

  private var troubles: [[Markdown.Text]] {
    var rows: [[Markdown.Text]] = [
      [
        "A generator refuses a file", "it was edited by hand",
        "bring the change into \(code: "stack.json"), or write over it with \(code: "--force")",
      ]
    ]
    if !localEnvironments.isEmpty {
      rows += [
        [
          "A port is taken", "another environment or program has it",
          "change the port in the stack or in the variables' file",
        ],
        [
          "A container is unhealthy", "its datastore isn't there yet, or refuses the password",
          "\(code: "docker compose --file FILE logs SERVICE"); compare the variables' file with its template",
        ],
      ]
    }
    if !stack.cloudEnvironments.isEmpty {
      rows.append([
        "\(code: "terraform init") finds no provider", "registry.terraform.io can't be reached",
        "look at the proxy's settings, or at \(code: "TF_CLI_CONFIG_FILE") where a mirror is set",
      ])
    }
    return rows
  }
}
