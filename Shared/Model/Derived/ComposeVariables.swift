import JSON

/// A variable that a compose file reads, and that its template of variables lists.
///
/// In the file it stands as `${NAME:-STANDARD}`, so that compose needs no file of variables at all.
package struct ComposeVariable: Equatable, Sendable {
  /// What a variable is about; templates have a section for each.
  package enum Subject: String, CaseIterable, Sendable {
    case datastores = "Databases and caches"
    case application = "Application"
    case ports = "Ports on this machine"
    case tools = "Tools"
  }

  package let name: String
  /// The value where nobody sets one. Of a secret it is a placeholder, which no real system takes.
  package let standard: String
  package let isSecret: Bool
  /// One line for templates and documents, without a final period.
  package let summary: String
  package let subject: Subject

  package init(
    name: String, standard: String, isSecret: Bool = false, summary: String, subject: Subject
  ) {
    self.name = name
    self.standard = standard
    self.isSecret = isSecret
    self.summary = summary
    self.subject = subject
  }

  /// How a compose file says it: `${POSTGRES_DB:-shop}` (compose-spec, interpolation). A dollar
  /// sign of the standard value is doubled.
  package var reference: String { "${\(name):-\(ComposeText.escaped(standard))}" }
}

/// Text in compose files, in which `$` begins a variable (compose-spec, interpolation).
package enum ComposeText {
  /// The text with every `$` doubled.
  package static func escaped(_ text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
  }

  /// Whether `${NAME:-TEXT}` can say a text. Compose finds the end by counting braces, not the same
  /// ones where the variable is set (compose-go 2.9), and knows no escape for them.
  package static func canBeStandard(_ text: String) -> Bool {
    !text.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
  }
}

extension Stack {
  /// Every variable that the compose file of an environment reads, each once: those of the
  /// datastores, of the application, the ports on the host, and those of the tools.
  package func composeVariables(of environment: ComposeEnvironment) -> [ComposeVariable] {
    ComposeScope(environment, in: self).variables
  }
}

/// The variables by which a datastore of a compose environment is entered.
package struct ComposeCredentials: Equatable, Sendable {
  /// `nil` for caches, which know passwords only; so is ``database``.
  package let user: ComposeVariable?
  package let password: ComposeVariable
  package let database: ComposeVariable?

  package var all: [ComposeVariable] { [user, password, database].compactMap { $0 } }
}

extension ComposeEnvironment {
  /// `POSTGRES_USER`, `POSTGRES_PASSWORD` and `POSTGRES_DB` of the host `postgres`.
  package func credentials(of datastore: Datastore) -> ComposeCredentials {
    let local = self.datastore(datastore)
    func variable(_ suffix: String, _ standard: String, _ summary: String) -> ComposeVariable {
      ComposeVariable(
        name: "\(local.variableStem)_\(suffix)", standard: standard,
        isSecret: suffix == "PASSWORD", summary: summary, subject: .datastores)
    }
    let isCache = local.engine.isCache
    return ComposeCredentials(
      user: isCache ? nil : variable("USER", local.user, "The user of \(local.host)"),
      password: variable(
        "PASSWORD", "change-me-\(name)",
        "The password of \(local.host): letters, digits, - and _ only, for it becomes part of URLs"),
      database: isCache ? nil : variable("DB", local.database, "The database of \(local.host)"))
  }

  /// `API_HOST_PORT`
  package func hostPort(of service: Service) -> ComposeVariable {
    hostPort(of: service.name, stem: VariableName.stem(of: service.name), shown: service.name)
  }

  /// `POSTGRES_HOST_PORT`
  package func hostPort(of datastore: Datastore) -> ComposeVariable {
    hostPort(of: datastore.name, stem: datastore.variableStem, shown: datastore.host)
  }

  package var adminerHostPort: ComposeVariable {
    hostPort(of: ComposeEnvironment.adminerKey, stem: "ADMINER", shown: "Adminer")
  }

  private func hostPort(of name: String, stem: String, shown: String) -> ComposeVariable {
    ComposeVariable(
      name: "\(stem)_HOST_PORT", standard: String(port(of: name)),
      summary: "The port of this machine at which \(shown) is reached", subject: .ports)
  }

  /// `ADMINER_DESIGN`, where the environment chooses one.
  package func design(of adminer: Adminer) -> ComposeVariable? {
    adminer.design.map { design in
      ComposeVariable(
        name: "ADMINER_DESIGN", standard: design,
        summary: "The look of Adminer: a design that its image brings", subject: .tools)
    }
  }
}
