import Emit
import Model

/// Command lines for one environment, as the guides show them.
struct ComposeCommands {
  let environment: ComposeEnvironment

  init(_ environment: ComposeEnvironment) { self.environment = environment }

  /// `docker compose --file docker-compose.staging.yml`; without the file where it is the usual one.
  var compose: String {
    environment.file == "docker-compose.yml"
      ? "docker compose" : "docker compose --file \(environment.file)"
  }

  func line(_ arguments: String) -> String { "\(compose) \(arguments)" }

  /// A line that works on a database by the names that its container knows.
  func inDatabase(_ store: Datastore, _ program: String, isPiped: Bool = false) -> String {
    line(
      "exec \(isPiped ? "-T " : "")\(store.host) sh -c '\(program) -U \"$POSTGRES_USER\" \"$POSTGRES_DB\"'"
    )
  }

  /// A block of lines, each with what it does above it.
  static func block(_ lines: [(String, String)]) -> Markdown.Block {
    .code(
      lines.map { comment, command in "# \(comment)\n\(command)" }.joined(separator: "\n\n"),
      language: "sh")
  }

  /// Every variable of the environment's file, by subject.
  func settings(in stack: Stack) -> [Markdown.Block] {
    let variables = stack.composeVariables(of: environment)
    guard !variables.isEmpty else { return [] }
    let rows = variables.map { variable -> [Markdown.Text] in
      [
        .code(variable.name), variable.standard.isEmpty ? "" : .code(variable.standard),
        Markdown.Text(variable.summary + (variable.isSecret ? " (secret)" : "")),
      ]
    }
    return [
      .heading(2, "Settings"),
      .paragraph(
        "Every setting has a default. To change some, copy the template and name the copy, which git "
          + "ignores, in every command:"),
      .code(
        """
        cp \(environment.variablesFile).example \(environment.variablesFile)
        \(compose) --env-file \(environment.variablesFile) up --build --wait
        """, language: "sh"),
      .paragraph(
        "A variable of the shell wins over the file. Passwords become part of URLs: letters, digits, "
          + "\(code: "-") and \(code: "_") only."),
      .table(.init(["Variable", "Default", "What it is"], rows: rows)),
    ]
  }

  /// Where a browser or a client on this machine finds each container.
  func addresses(in stack: Stack) -> Markdown.Block {
    let services = stack.imageServices.map { service -> [Markdown.Text] in
      let endpoint = environment.published(service)
      return [.code(service.name), .code("http://\(endpoint.host):\(endpoint.port)")]
    }
    let stores = stack.datastores.map { store -> [Markdown.Text] in
      [.code(store.host), .code("\(environment.address):\(environment.port(of: store.name))")]
    }
    let adminer: [[Markdown.Text]] =
      environment.adminer == nil
      ? []
      : [
        [
          .code(ComposeEnvironment.adminerKey),
          .code("http://localhost:\(environment.port(of: ComposeEnvironment.adminerKey))"),
        ]
      ]
    return .table(.init(["Container", "Address"], rows: services + stores + adminer))
  }
}
