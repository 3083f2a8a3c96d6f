import Emit
import Model

/// How each secret is rotated: those of a datastore together, then the application's others, then
/// those of operators.
struct RotationChapter {
  let guide: SecretsGuide

  var blocks: [Markdown.Block] {
    guide.stack.datastores.flatMap(procedure)
      + guide.secrets.filter { guide.datastore(of: $0) == nil }.flatMap(procedure)
      + guide.operators.flatMap { secret in
        [
          .heading(3, "Rotate: " + guide.title(of: secret)), .orderedList(secret.steps),
        ]
      }
  }

  private func procedure(_ store: Datastore) -> [Markdown.Block] {
    let variables = guide.secrets.filter { guide.datastore(of: $0)?.name == store.name }
    guard !variables.isEmpty else { return [] }
    var blocks: [Markdown.Block] = [
      .heading(3, "Rotate: " + names(variables)),
      .paragraph(
        store.engine.isCache
          ? "\(store.name) has one password. New connections with the old one are refused from the change on, so the readers follow at once, in a quiet hour."
          : "Two users of \(store.name) take turns, so that the old value and the new one are both valid while the readers move."
      ),
    ]
    if !guide.clouds.isEmpty {
      blocks += [
        .paragraph("At DigitalOcean, for each environment by itself:"),
        .orderedList(
          (store.engine.isCache ? cacheStart : serverStart(store)) + moved(variables)
            + (store.engine.isCache ? [] : serverEnd(store))),
      ]
    }
    return blocks + guide.locals.flatMap { local(store, in: $0) }
  }

  private func serverStart(_ store: Datastore) -> [Markdown.Item] {
    let next = "\(store.user)_next"
    return [
      Markdown.Item(
        "Make the next user, or in the control panel under Users:",
        [
          .code(
            "doctl databases list\ndoctl databases user create CLUSTER-ID \(next)", language: "sh")
        ]),
      Markdown.Item(
        "Let it do what the old one does, in \(code: "psql") as \(code: "doadmin"):",
        [.code("GRANT \(store.user) TO \(next);", language: "sql")]),
    ]
  }

  private var cacheStart: [Markdown.Item] {
    [
      "Look at the clock and at the load; tell the others.",
      "Reset the password: control panel, Databases, the cluster, Users.",
    ]
  }

  /// The new value goes where its readers find it, and they take it up.
  private func moved(_ variables: [Variable]) -> [Markdown.Item] {
    let commands = guide.clouds.flatMap { environment in
      variables.map { "gh secret set \($0.name) --env \(environment.name)" }
    }
    let services = guide.services.filter { service in
      variables.contains { guide.stack.readers(of: $0).contains(service.name) }
    }
    let questions = services.map { service -> Markdown.Item in
      "\(service.name): \(code: service.health.path) answers 200, and goes on doing so."
    }
    return [
      Markdown.Item(
        "Set the new value in the environment that you are at:",
        [.code(commands.joined(separator: "\n"), language: "sh")]),
      Markdown.Item(
        "Deploy what reads it, and ask whether it is well before you go on:", [.list(questions)]),
    ]
  }

  private func serverEnd(_ store: Datastore) -> [Markdown.Item] {
    let next = "\(store.user)_next"
    return [
      Markdown.Item(
        "See that the old user has no connection left:",
        [
          .code(
            "SELECT usename, client_addr, count(*) FROM pg_stat_activity GROUP BY 1, 2;",
            language: "sql")
        ]),
      Markdown.Item(
        "Give the new user what the old one owns, in each database, and delete the old one:",
        [
          .code(
            "GRANT \(store.user), \(next) TO doadmin;\nREASSIGN OWNED BY \(store.user) TO \(next);",
            language: "sql"),
          .code("doctl databases user delete CLUSTER-ID \(store.user)", language: "sh"),
        ]),
    ]
  }

  private func local(_ store: Datastore, in environment: ComposeEnvironment) -> [Markdown.Block] {
    let local = environment.datastore(store)
    let password = environment.credentials(of: store).password.name
    let compose =
      "docker compose --file \(environment.file) --env-file \(environment.variablesFile)"
    var lines = ["# Set \(password) in \(environment.variablesFile)"]
    if !store.engine.isCache {
      lines.append("# The running server keeps its password until it is told; this asks for it")
      lines.append(
        "\(compose) exec \(local.host) psql -U \(local.user) -d \(local.database) -c '\\password'")
    }
    lines.append("\(compose) up --detach")
    return [
      .paragraph("In \(environment.name), on one machine:"),
      .code(lines.joined(separator: "\n"), language: "sh"),
    ]
  }

  private func procedure(_ variable: Variable) -> [Markdown.Block] {
    var steps: [Markdown.Item] = [
      "Make a new value at its provider, beside the old one; or, where it is random, by \(code: "openssl rand -hex 32").",
      "If it signs or encrypts, let the readers accept the old value too, for as long as what was made with it lives.",
    ]
    if guide.clouds.isEmpty {
      steps.append("Put it where \(guide.readers(of: variable)) finds it, and start that again.")
    } else {
      steps += moved([variable])
    }
    steps += [
      "End the old value where it was made.",
      "Look for refused requests for a day: who still uses the old one shows itself there.",
    ]
    return [.heading(3, "Rotate: " + .code(variable.name)), .orderedList(steps)]
  }

  private func names(_ variables: [Variable]) -> Markdown.Text {
    Markdown.Text(
      inlines: variables.enumerated().flatMap { index, variable -> [Markdown.Inline] in
        (index == 0 ? [] : [.text(", ")]) + [.code(variable.name)]
      })
  }
}
