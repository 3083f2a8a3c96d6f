import Emit
import JSON
import Model

/// How to begin: a local environment, and Terraform.
struct QuickStart {
  let stack: Stack

  var blocks: [Markdown.Block] {
    [.heading(2, "Quick start")] + locals
      + (stack.cloudEnvironments.isEmpty ? [] : terraform)
  }

  /// The way from the infrastructure folder to the application's root.
  static func wayToApplication(in paths: Paths) -> String {
    func parts(_ path: String) -> [Substring] { path == "." ? [] : path.split(separator: "/") }
    let here = parts(paths.infrastructure)
    let there = parts(paths.application)
    let shared = zip(here, there).prefix { $0 == $1 }.count
    let way = here.dropFirst(shared).map { _ in ".." } + there.dropFirst(shared)
    return way.isEmpty ? "." : way.joined(separator: "/")
  }

  /// None where nothing runs in containers: there is no compose file then.
  private var locals: [Markdown.Block] {
    if stack.imageServices.isEmpty && stack.datastores.isEmpty { return [] }
    return [.development, .production].flatMap { mode in
      stack.composeEnvironments.filter { $0.mode == mode }.enumerated().flatMap {
        index, environment in
        local(environment, guide: Self.guide(to: environment, isFirst: index == 0))
      }
    }
  }

  /// composegen's guide: the first environment of each kind has one with a name of its own.
  private static func guide(to environment: ComposeEnvironment, isFirst: Bool) -> String {
    if !isFirst { return "docker/environment-\(environment.name).md" }
    return environment.mode == .development ? "docker/README.md" : "docker/STAGING.md"
  }

  private func local(_ environment: ComposeEnvironment, guide: String) -> [Markdown.Block] {
    let isDevelopment = environment.mode == .development
    let heading: Markdown.Text =
      isDevelopment
      ? "Local development: \(environment.name)" : "Staging-like testing: \(environment.name)"
    let words =
      isDevelopment
      ? "Source is mounted: an edit shows at once."
      : "The image that will be deployed, beside development and apart from it."
    let compose = "docker compose --file \(environment.file)"
    return [
      .heading(3, heading),
      .paragraph("\(words) More is in \(link: Markdown.Text(guide), to: guide)."),
      .code(
        """
        cd \(Self.wayToApplication(in: stack.paths))
        cp \(environment.variablesFile).example \(environment.variablesFile)
        \(compose) --env-file \(environment.variablesFile) up --build --wait
        \(compose) ps
        \(compose) down
        """, language: "sh"),
      .table(
        Markdown.Table(
          ["What", "Where"],
          rows: environment.ports.map { port in
            [Markdown.Text(port.name), .code(address(of: port, in: environment))]
          })),
    ]
  }

  private func address(of port: Named<Int>, in environment: ComposeEnvironment) -> String {
    let host = environment.address == "0.0.0.0" ? "127.0.0.1" : environment.address
    let isWeb = stack.datastore(port.name) == nil
    return "\(isWeb ? "http://" : "")\(host == "127.0.0.1" ? "localhost" : host):\(port.value)"
  }

  private var terraform: [Markdown.Block] {
    [
      .heading(3, "Terraform"),
      .paragraph(
        "The networking module is there (\(link: "its README", to: "terraform/modules/networking/README.md")). The other modules and the environments' root modules are to come; until then a root module of your own calls it. Its tests run on mocks and need no account:"
      ),
      .code(
        """
        cd terraform/modules/networking
        terraform init -backend=false
        terraform fmt -check
        terraform validate
        terraform test
        """, language: "sh"),
      .paragraph("The environments, and what each will be made of:"),
      .table(
        Markdown.Table(
          ["Environment", "Folder", "Region", "Network", "Servers"],
          rows: stack.cloudEnvironments.map { environment in
            [
              Markdown.Text(environment.name),
              .code("terraform/environments/\(environment.name)"), .code(environment.region),
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
}
