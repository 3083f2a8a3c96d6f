import Emit
import Model

/// The README's parts on running what is there. What no tool does yet is said to be to come.
extension InfrastructureReadme {
  var operation: [Markdown.Block] { deployment + rollback + monitoring }

  private var deployment: [Markdown.Block] {
    [
      .heading(2, "Deployment"),
      .orderedList([
        "A change is a pull request; the workflow in \(code: ".github/workflows/ci-cd.yml") of the application must be green.",
        "A change of \(code: "stack.json") is generated in the same commit, so that the pull request shows what it does.",
        "What Terraform would do is read before it is done: in a root module, \(code: "terraform plan -out plan.tfplan"), then \(code: "terraform apply plan.tfplan").",
        "Staging comes before production, with the same image.",
      ]),
    ] + (stack.imageServices.isEmpty || stack.cloudEnvironments.isEmpty ? [] : [rollout])
  }

  private var rollout: Markdown.Block {
    let batches = stack.deployment.batches.joined(separator: ", ")
    return .paragraph(
      "To come: \(code: "rollout") will deploy host by host from the same stack, in batches of \(batches), and take a host back after \(stack.deployment.checks) green checks of its health in a row. Until then the hosts are deployed to by your own means."
    )
  }

  private var rollback: [Markdown.Block] {
    var items: [Markdown.Item] = []
    if !stack.imageServices.isEmpty {
      items.append(
        "An application: deploy the image of the release before, by its digest. To come: \(code: "rollout") will keep \(stack.deployment.keep) releases on each host and go back to one."
      )
    }
    items.append(
      "Infrastructure: revert the commit of \(code: "stack.json"), generate, plan, apply. Never edit state by hand."
    )
    if stack.datastores.contains(where: { $0.engine == .postgres }) {
      items.append(
        "A database: migrations go forward only. A change that the release before can't read is made in two releases."
      )
    }
    return [.heading(2, "Rollback"), .list(items)]
  }

  private var monitoring: [Markdown.Block] {
    let alerts = stack.cloudEnvironments.compactMap { environment in
      environment.alerts.map { [Markdown.Text(environment.name)] + limits(of: $0) }
    }
    let blocks = health + (alerts.isEmpty ? [] : limits(alerts))
    return [.heading(2, "Monitoring")]
      + (blocks.isEmpty
        ? [.paragraph("The stack has no image of its own to watch.")] : blocks)
  }

  private var health: [Markdown.Block] {
    guard !stack.imageServices.isEmpty else { return [] }
    let rows = stack.imageServices.map { service -> [Markdown.Text] in
      [
        Markdown.Text(service.name), .code(service.health.path), "\(service.port)",
        Markdown.Text(service.health.interval.description),
        Markdown.Text(service.health.startPeriod.description),
      ]
    }
    return [
      .paragraph(
        "Every image asks its own service, and \(code: "docker compose ps") shows the answer:"),
      .table(Markdown.Table(["Service", "Path", "Port", "Every", "Start may take"], rows: rows)),
    ]
  }

  private func limits(_ alerts: [[Markdown.Text]]) -> [Markdown.Block] {
    [
      .paragraph("DigitalOcean tells of servers above these limits:"),
      .table(
        Markdown.Table(["Environment", "CPU", "Memory", "Disk", "Load", "Over"], rows: alerts)),
    ]
  }

  private func limits(of alerts: Alerts) -> [Markdown.Text] {
    [
      "\(alerts.cpu) %", "\(alerts.memory) %", "\(alerts.disk) %", "\(alerts.load)",
      Markdown.Text(alerts.window.rawValue),
    ]
  }
}
