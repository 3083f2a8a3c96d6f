import JSON

/// What the compose file of an environment says and reads.
///
/// Made once for an environment: every variable of the application has its text ready.
package struct ComposeScope: Sendable {
  package let stack: Stack
  package let environment: ComposeEnvironment
  /// Every variable that the file reads, each once, by subject.
  package let variables: [ComposeVariable]
  private let values: [String: String]

  package init(_ environment: ComposeEnvironment, in stack: Stack) {
    self.stack = stack
    self.environment = environment
    let owned = environment.ownedVariables(in: stack)
    let ownedByName = Dictionary(owned.map { ($0.name, $0) }) { first, _ in first }
    var application: [ComposeVariable] = []
    var values: [String: String] = [:]
    let images = Set(stack.imageServices.map(\.name))
    for variable in stack.variables
    where variable.services.isEmpty || variable.services.contains(where: images.contains) {
      let settable = environment.composeVariable(for: variable, besides: ownedByName, in: stack)
      if let settable, ownedByName[settable.name] == nil { application.append(settable) }
      values[variable.name] =
        settable?.reference ?? environment.fixedValue(of: variable, in: stack)
    }
    self.values = values
    let all = owned + application
    variables = ComposeVariable.Subject.allCases.flatMap { subject in
      all.filter { $0.subject == subject }
    }
  }

  /// A variable's value as the compose file says it: literal parts with `$` doubled, and references
  /// to variables of the file.
  ///
  /// - Parameter variable: One that a service deployed as an image reads.
  package func value(of variable: Variable) -> String { values[variable.name] ?? "" }
}

extension ComposeEnvironment {
  /// The variables that the environment has whatever the application reads.
  fileprivate func ownedVariables(in stack: Stack) -> [ComposeVariable] {
    let ports =
      stack.imageServices.map { hostPort(of: $0) } + stack.datastores.map { hostPort(of: $0) }
    let tools = adminer.map { [adminerHostPort] + (design(of: $0).map { [$0] } ?? []) }
    return stack.datastores.flatMap { credentials(of: $0).all } + ports + (tools ?? [])
  }

  /// What sets a variable of the application, where something may: not where its value is made
  /// from a datastore or a service, nor where its name has another meaning to the shell or to
  /// compose, which would win over any file.
  fileprivate func composeVariable(
    for variable: Variable, besides owned: [String: ComposeVariable], in stack: Stack
  ) -> ComposeVariable? {
    guard variable.origin == nil || variable.value(in: name) != nil,
      !ComposeEnvironment.isForeign(variable.name)
    else { return nil }
    let isSecret = variable.isSecret(in: stack)
    let standard = variable.value(in: name) ?? variable.example ?? variable.placeholder
    guard ComposeText.canBeStandard(standard) else { return nil }
    if let owned = owned[variable.name] {
      // The application's POSTGRES_PASSWORD can only be the database's; a literal value stands.
      return isSecret && owned.isSecret ? owned : nil
    }
    let readers =
      variable.services.isEmpty ? "every service" : variable.services.joined(separator: ", ")
    return ComposeVariable(
      name: variable.name, standard: standard, isSecret: isSecret,
      summary: variable.summary.isEmpty ? "Read by \(readers)" : variable.summary,
      subject: .application)
  }

  /// The value of a variable that no variable of the file sets by its own name.
  fileprivate func fixedValue(of variable: Variable, in stack: Stack) -> String {
    if let value = variable.value(in: name) { return ComposeText.escaped(value) }
    guard let origin = variable.origin else {
      return ComposeText.escaped(variable.example ?? variable.placeholder)
    }
    if let store = stack.datastore(origin.source) { return value(of: origin.part, of: store) }
    return stack.service(origin.source).map { value(of: origin.part, of: $0) } ?? ""
  }

  private func value(of part: Variable.Origin.Part, of store: Datastore) -> String {
    let credentials = credentials(of: store)
    let user = credentials.user?.reference ?? ""
    let password = credentials.password.reference
    let database = credentials.database?.reference ?? ""
    let port = String(store.port)
    return switch part {
    case .url, .address:
      store.url(
        user: user, password: password, host: store.host, port: port, database: database)
    case .host: store.host
    case .port: port
    case .user: user
    case .password: password
    case .database: database
    }
  }

  private func value(of part: Variable.Origin.Part, of service: Service) -> String {
    let endpoint = published(service)
    let host = ComposeEnvironment.host(of: service)
    return switch part {
    case .url:
      service.target == .docker
        ? "\(endpoint.scheme)://\(endpoint.host):\(hostPort(of: service).reference)"
        : "\(endpoint.scheme)://\(endpoint.host):\(service.port)"
    case .address: "http://\(host):\(service.port)"
    case .port: String(service.port)
    case .host, .user, .password, .database: host
    }
  }

  /// The name by which containers know their host; compose files must map it to `host-gateway`.
  package static let machine = "host.docker.internal"

  /// Where a container finds a service: beside it, or started by hand on the machine itself.
  package static func host(of service: Service) -> String {
    service.target == .docker ? service.name : machine
  }

  /// Whether a name is set in every shell, or read by docker and compose themselves.
  package static func isForeign(_ name: String) -> Bool {
    foreign.contains(name) || name.hasPrefix("COMPOSE_") || name.hasPrefix("DOCKER_")
      || name.hasPrefix("BUILDKIT_") || name.hasPrefix("BUILDX_") || name.hasPrefix("LC_")
  }

  /// POSIX.1-2024 §8.3 and what shells and desktops add.
  private static let foreign: Set<String> = [
    "DISPLAY", "EDITOR", "EUID", "GID", "GROUPS", "HOME", "HOST", "HOSTNAME", "IFS", "LANG",
    "LANGUAGE", "LOGNAME", "MAIL", "OLDPWD", "PAGER", "PATH", "PPID", "PS1", "PWD", "SHELL",
    "SHLVL", "TEMP", "TERM", "TMP", "TMPDIR", "TZ", "UID", "USER", "USERNAME", "VISUAL",
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
  ]
}

extension Variable {
  /// A value of the right form that means nothing: where the stack gives none, as for secrets.
  /// Empty where the application does without.
  package var placeholder: String {
    guard isRequired else { return "" }
    switch kind {
    case .string: return placeholderText
    case .integer, .number: return String(minimum ?? min(maximum ?? 1, 1))
    case .boolean: return "false"
    case .url: return "https://change-me.example.com"
    case .email: return "change-me@example.com"
    case .port: return "1"
    case .duration: return "1s"
    case .choice: return values.first ?? ""
    }
  }

  /// `change-me`, as often as the shortest length asks, and no longer than the longest.
  private var placeholderText: String {
    var text = "change-me"
    while text.unicodeScalars.count < minimum ?? 0 { text += "-change-me" }
    return String(text.prefix(max(0, maximum ?? text.unicodeScalars.count)))
  }
}
