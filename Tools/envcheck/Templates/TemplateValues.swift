import JSON
import Model

/// The values that templates show: those of the first local environment, as a process on this
/// machine needs them, and dummies for secrets.
struct TemplateValues {
  private let stack: Stack
  private let environment: ComposeEnvironment?

  init(stack: Stack) {
    self.stack = stack
    environment = stack.composeEnvironments.first
  }

  /// What every dummy begins with: gitleaks' rules pass it, and no system takes it.
  static let dummy = "change-me"

  func value(of variable: Variable) -> String {
    if let origin = variable.origin, let value = value(of: origin) { return value }
    if variable.isSecret { return dummy(for: variable) }
    return variable.value(in: environment?.name ?? "") ?? variable.example ?? sample(of: variable)
  }

  private func value(of origin: Variable.Origin) -> String? {
    if let datastore = stack.datastore(origin.source) { return value(of: datastore, origin.part) }
    return stack.service(origin.source).map { value(of: $0, origin.part) }
  }

  private func value(of datastore: Datastore, _ part: Variable.Origin.Part) -> String {
    let local = environment?.datastore(datastore) ?? datastore
    let port = String(environment?.port(of: datastore.name) ?? datastore.port)
    let password = environment?.credentials(of: datastore).password.standard ?? TemplateValues.dummy
    switch part {
    case .url, .address:
      return local.url(
        user: local.user, password: password, host: "localhost", port: port,
        database: local.database)
    case .host: return "localhost"
    case .port: return port
    case .user: return local.user
    case .password: return password
    case .database: return local.database
    }
  }

  private func value(of service: Service, _ part: Variable.Origin.Part) -> String {
    let endpoint =
      environment?.published(service) ?? .init(host: "localhost", port: service.port)
    switch part {
    case .host: return endpoint.host
    case .port: return String(service.port)
    default: return "\(endpoint.scheme)://\(endpoint.host):\(endpoint.port)"
    }
  }

  /// A value that has the variable's form, and that nobody can take for a secret.
  private func dummy(for variable: Variable) -> String {
    switch variable.kind {
    case .string:
      let length = max(variable.minimum ?? 0, TemplateValues.dummy.utf8.count)
      let repeated = String(repeating: "\(TemplateValues.dummy)-", count: length / 10 + 1)
      let whole = String(repeated.prefix(length))
      return variable.maximum.map { String(whole.prefix(max($0, 1))) } ?? whole
    case .url: return "https://example.com/\(TemplateValues.dummy)"
    case .email: return "\(TemplateValues.dummy)@example.com"
    default: return sample(of: variable)
    }
  }

  /// A value that has the variable's form; for text, none.
  private func sample(of variable: Variable) -> String {
    switch variable.kind {
    case .string: ""
    case .integer, .number: String(variable.minimum ?? min(0, variable.maximum ?? 0))
    case .boolean: "false"
    case .url: "https://example.com"
    case .email: "name@example.com"
    case .port: "3000"
    case .duration: "30s"
    case .choice: variable.values.first ?? ""
    }
  }
}
