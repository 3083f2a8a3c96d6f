import Emit
import Model

/// `docs/SECRETS_MANAGEMENT.md`: where each secret of the stack lives, and what is done with it.
struct SecretsGuide {
  let stack: Stack

  /// From the application's root.
  static let path = "docs/SECRETS_MANAGEMENT.md"

  var text: String {
    let sections =
      inventory + StorageChapter(guide: self).blocks + LifecycleChapter(guide: self).blocks
      + IncidentChapter(guide: self).blocks + PracticeChapter(guide: self).blocks
      + ChecklistChapter(guide: self).blocks
    let body = Markdown(sections)
    return Markdown(opening + [.heading(2, "Contents"), body.contents(levels: 2...2)] + sections)
      .text
  }

  /// The secrets of the application, in the stack's order.
  var secrets: [Variable] { stack.variables.filter { $0.isSecret(in: stack) } }

  var services: [Service] { stack.services }
  var onVercel: [Service] { stack.services.filter { $0.target == .vercel } }
  var clouds: [CloudEnvironment] { stack.cloudEnvironments }
  var locals: [ComposeEnvironment] { stack.composeEnvironments }

  var operators: [OperatorSecret] { OperatorSecret.all(of: stack) }

  func readers(of variable: Variable) -> String {
    stack.readers(of: variable).joined(separator: ", ")
  }

  /// The datastore that a variable's value opens.
  func datastore(of variable: Variable) -> Datastore? {
    variable.origin.flatMap { stack.datastore($0.source) }
  }

  /// Where the value comes into being, in words.
  func source(of variable: Variable) -> String {
    guard let store = datastore(of: variable) else {
      return "its provider, or a generator of random values"
    }
    return "the \(store.engine.rawValue) datastore \(store.name)"
  }

  /// How often a value is rotated without cause, in days.
  func rotationDays(of variable: Variable) -> Int { variable.origin == nil ? 90 : 180 }

  private var opening: [Markdown.Block] {
    [
      .heading(1, "Secrets of \(stack.project.name)"),
      .paragraph(
        "A secret is a value that opens something: a password, a key, a token, a connection URL with a password in it. This guide says which secrets the application has, where each of them lives, how it is rotated, and what to do when one gets out. It is made from the stack, so its names are the ones that the application really reads."
      ),
      .quote([
        .paragraph(
          "The one rule: no secret is in the repository. Not in a commit that will be rewritten, not in a branch that nobody sees, not in a test, not in an example."
        )
      ]),
    ]
  }

  private var inventory: [Markdown.Block] { ofApplication + ofOperators }

  private var ofOperators: [Markdown.Block] {
    guard !operators.isEmpty else { return [] }
    return [
      .heading(3, "Secrets that the application doesn't read"),
      .paragraph(
        "People and workflows hold these. No service gets one of them in its environment."),
      .table(
        Markdown.Table(
          ["Secret", "What it opens", "Where it is", "Rotated every"],
          rows: operators.map { secret in
            [title(of: secret), secret.opens, secret.place, "\(secret.days) days"]
          })),
    ]
  }

  /// Names of variables are code, other titles are words.
  func title(of secret: OperatorSecret) -> Markdown.Text {
    secret.variables.contains(secret.title) ? .code(secret.title) : Markdown.Text(secret.title)
  }

  private var ofApplication: [Markdown.Block] {
    guard !secrets.isEmpty else {
      return [
        .heading(2, "The secrets"),
        .paragraph(
          "The stack names no secret variable. Those of the infrastructure are below; when the application gets one, mark it with \(code: "\"secret\": true") in the stack and generate this guide again."
        ),
      ]
    }
    let table = Markdown.Table(
      ["Variable", "What it opens", "Read by", "Comes from", "Rotated every"],
      rows: secrets.map { variable in
        [
          .code(variable.name), Markdown.Text(variable.summary),
          Markdown.Text(readers(of: variable)),
          Markdown.Text(source(of: variable)), "\(rotationDays(of: variable)) days",
        ]
      })
    return [
      .heading(2, "The secrets"), .table(table),
      .paragraph(
        "Everything else in \(code: ".env.example") is configuration: it may be committed where it says nothing about anybody."
      ),
    ] + secrets.flatMap(details)
  }

  /// Where a local environment has the value, or what it is made of there.
  private func local(_ variable: Variable, in environment: ComposeEnvironment) -> Markdown.Text {
    let file = Markdown.Text.code(environment.variablesFile)
    let names = stack.composeVariables(of: environment).map(\.name)
    if let store = datastore(of: variable), !names.contains(variable.name) {
      let password = environment.credentials(of: store).password.name
      return "made from \(code: password), in \(file) on each person's machine"
    }
    return "\(file) on each person's machine"
  }

  private func details(of variable: Variable) -> [Markdown.Block] {
    var rows: [[Markdown.Text]] = [
      ["Type", Markdown.Text(variable.kind.rawValue)],
      ["Read by", Markdown.Text(readers(of: variable))],
      ["Comes from", Markdown.Text(source(of: variable))],
      ["Required", variable.isRequired ? "yes" : "no"],
      ["In templates", "a dummy with \(code: TemplateValues.dummy) in it"],
    ]
    if let minimum = variable.minimum { rows.append(["Shortest length", "\(minimum) characters"]) }
    rows += locals.map { environment in
      [
        "In \(environment.name)", local(variable, in: environment),
      ]
    }
    rows += clouds.map { environment in
      [
        "In \(environment.name)",
        "the GitHub environment \(code: environment.name), as \(code: variable.name)",
      ]
    }
    let deployed = onVercel.filter { stack.variables(of: $0).contains(variable) }
    rows += deployed.map { ["At Vercel", "the project of \($0.name), as \(code: variable.name)"] }
    return [
      .heading(3, .code(variable.name)),
      .paragraph(
        Markdown.Text(
          variable.summary.isEmpty ? "No description in the stack." : variable.summary + ".")),
      .table(Markdown.Table(["What", "Where or how"], rows: rows)),
    ]
  }
}
