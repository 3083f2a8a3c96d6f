import Emit
import JSON
import Model

/// The parts of an environment's README on what keeps it: backups, state, security, troubles, costs.
extension EnvironmentGuide {
  var care: [Markdown.Block] {
    backups + state + security + troubles + savings + comparison + checklist
  }

  private var backups: [Markdown.Block] {
    var items: [Markdown.Item] = databases.map { call in
      "\(call.label): DigitalOcean backs a cluster up each day, keeps a week, and can go back to a moment of it: \(code: "doctl databases backups ID"), with \(code: "terraform output -raw \(call.prefix)cluster_id")."
    }
    for (pool, call) in root.modules.pools {
      items.append(
        pool.backups == .none
          ? "\(pool.name): its servers have no backups, and need none as long as nothing of worth is on them; \(code: call.prefix + "enable_backups") makes some."
          : "\(pool.name): \(pool.backups.rawValue) backups of each server; volumes are in none of them."
      )
    }
    items.append(
      "Everything is lost: apply this folder again, bring a backup of the data back, deploy the last release. Try that once, before it is needed."
    )
    return [.heading(2, "Backups and recovery"), .list(items)]
  }

  private var state: [Markdown.Block] {
    guard let state = environment.state else {
      return [
        .heading(2, "Terraform's state"),
        .paragraph(
          "The state is a file in this folder, and holds secrets in plain text: it belongs to one person, and never into git. For a team, name a Space in the stack and move it there:"
        ),
        .code(
          #""state": { "bucket": "NAME", "region": "\#(environment.region)" }"#, language: "json"),
        .code("terraform init -migrate-state", language: "sh"),
      ] + bucket("NAME", environment.region)
    }
    return [
      .heading(2, "Terraform's state"),
      .paragraph(
        "The state is the object \(code: EnvironmentState.key(state, of: environment)) of the Space \(code: state.bucket), and holds secrets in plain text: give its keys to those who apply, and to the pipeline. A Space knows no lock: let the pipeline apply, one run at a time."
      ),
    ] + bucket(state.bucket, state.region)
  }

  private func bucket(_ name: String, _ region: String) -> [Markdown.Block] {
    [
      .paragraph("The Space is made once, private, with versions, by any client of S3:"),
      .code(
        """
        aws s3api create-bucket --bucket \(name) --endpoint-url https://\(region).digitaloceanspaces.com
        aws s3api put-bucket-versioning --bucket \(name) --versioning-configuration Status=Enabled --endpoint-url https://\(region).digitaloceanspaces.com
        """, language: "sh"),
    ]
  }

  private var security: [Markdown.Block] {
    var items: [Markdown.Item] = []
    if hasServers {
      items += [
        environment.firewall.sshSources.isEmpty
          ? "Nobody reaches SSH until \(code: "admin_ssh_ips") names addresses; name each as a /32."
          : "SSH is open to \(code: "admin_ssh_ips") only: take out who has left.",
        "Keys log in, passwords don't; take a key out of each server's \(code: "authorized_keys") when somebody leaves.",
      ]
    }
    items += [
      "Renew the token and the keys every three months, and when somebody leaves: \(code: "doctl auth init") tells whether one still works.",
      "Let the application use the private addresses, with TLS; public ones are for setting up.",
      "Read every plan that touches a firewall line by line.",
    ]
    if root.balancer != nil {
      items.append("Serve HTTPS only: a certificate, and \(code: "enable_https_redirect").")
    }
    items.append("State and plan files hold secrets: neither is committed, nor sent around.")
    return [.heading(2, "Security"), .list(items)]
  }

  private var savings: [Markdown.Block] {
    var items: [Markdown.Item] = []
    if hasServers {
      items += [
        "Fewer, larger servers cost what more, smaller ones do; two are the least that survive the loss of one.",
        "Backups of servers that hold nothing are not needed.",
      ]
    }
    if !root.modules.datastores.isEmpty {
      items += [
        "A standby doubles a cluster's price: where an hour's outage does no harm, one node is enough.",
        "A connection pool often makes a larger cluster needless.",
      ]
    }
    items += [
      "An environment that rests can go: \(code: "terraform destroy"), and \(code: "terraform apply") when it is needed. Its data goes with it.",
      "\(code: "tfgen cost") shows what a change of the stack costs, before it does.",
    ]
    return [.heading(2, "Costs kept low"), .list(items)]
  }

  /// Side by side with an environment of production, the stack's own where it has one.
  private var comparison: [Markdown.Block] {
    guard environment.tier != .production else { return [] }
    let other = stack.cloudEnvironments.first { $0.tier == .production }
    let heading = other.map { Markdown.Text($0.name) } ?? "a production"
    func row(
      _ what: Markdown.Text, _ value: (CloudEnvironment) -> String, else usual: String
    ) -> [Markdown.Text] {
      [what, Markdown.Text(value(environment)), Markdown.Text(other.map(value) ?? usual)]
    }
    return [
      .heading(2, "Differences from production"),
      .table(
        Markdown.Table(
          ["What", Markdown.Text(name), heading],
          rows: [
            row("servers", Self.servers, else: "two or more in each pool"),
            row("nodes of datastores", Self.nodes, else: "two or more"),
            row("backups of servers", Self.backups, else: "daily, where they hold something"),
            row("load balancer", { $0.loadBalancer == nil ? "none" : "yes" }, else: "yes"),
            row("alerts", { $0.alerts == nil ? "none" : "yes" }, else: "yes"),
            row("check from outside", { $0.uptime == nil ? "none" : "yes" }, else: "yes"),
            row(
              "approval of deployments", { $0.trigger.needsApproval ? "yes" : "no" }, else: "yes"),
          ])),
    ]
  }

  private static func servers(_ environment: CloudEnvironment) -> String {
    environment.servers.isEmpty
      ? "none" : environment.servers.map { "\($0.count) × \($0.size)" }.joined(separator: ", ")
  }

  private static func nodes(_ environment: CloudEnvironment) -> String {
    environment.datastores.isEmpty
      ? "none"
      : environment.datastores.map { "\($0.name) \($0.value.nodes)" }.joined(separator: ", ")
  }

  private static func backups(_ environment: CloudEnvironment) -> String {
    let plans = Set(environment.servers.map(\.backups.rawValue)).sorted()
    return plans.isEmpty ? "none" : plans.joined(separator: ", ")
  }

  private var checklist: [Markdown.Block] {
    var items: [Markdown.Item] = [
      Markdown.Item("The plan was read, and applied.", isDone: false),
      Markdown.Item(
        environment.state == nil
          ? "The state is where it is backed up." : "The state is in its Space, with versions.",
        isDone: false),
    ]
    if hasServers {
      items += [
        Markdown.Item("SSH lets the administrators in, and nobody else.", isDone: false),
        Markdown.Item("A release is deployed, and was gone back from once.", isDone: false),
      ]
    }
    if root.balancer != nil {
      items.append(Markdown.Item("The name leads to the balancer, by HTTPS.", isDone: false))
    }
    if environment.alerts != nil {
      items.append(Markdown.Item("An alert has reached somebody.", isDone: false))
    }
    if !databases.isEmpty {
      items.append(Markdown.Item("A backup was brought back once.", isDone: false))
    }
    return [.heading(2, "Next steps"), .list(items)]
  }
}
