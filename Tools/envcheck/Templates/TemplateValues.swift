import JSON
import Model

/// The values that templates show: those of a local environment, as a process on this machine
/// needs them, and dummies for secrets.
///
/// A template that is copied as it is works with the containers of its environment: the password in
/// a URL is the one that the compose file falls back to.
struct TemplateValues {
  private let stack: Stack
  private let environment: ComposeEnvironment?

  /// - Parameter environment: `nil` where the stack has no local environment; then each part of it
  ///   is on `localhost`, at its own port.
  init(stack: Stack, environment: ComposeEnvironment?) {
    self.stack = stack
    self.environment = environment
  }

  /// What every dummy begins with: gitleaks' rules pass it, and no system takes it.
  static let dummy = "change-me"

  func value(of variable: Variable) -> String {
    if let value = variable.value(in: environment?.name ?? "") { return value }
    if let origin = variable.origin, let value = value(of: origin) { return value }
    return variable.example ?? variable.placeholder
  }

  private var host: String { environment?.machineHost ?? "localhost" }

  private func value(of origin: Variable.Origin) -> String? {
    if let datastore = stack.datastore(origin.source) {
      return value(of: origin.part, of: datastore)
    }
    return stack.service(origin.source).map { value(of: origin.part, of: $0) }
  }

  private func value(of part: Variable.Origin.Part, of datastore: Datastore) -> String {
    let local = environment?.datastore(datastore) ?? datastore
    let port = String(environment?.port(of: datastore.name) ?? datastore.port)
    let password = environment?.credentials(of: datastore).password.standard ?? TemplateValues.dummy
    return switch part {
    case .url, .address:
      local.url(
        user: local.user, password: password, host: host, port: port, database: local.database)
    case .host: host
    case .port: port
    case .user: local.user
    case .password: password
    case .database: local.database
    }
  }

  private func value(of part: Variable.Origin.Part, of service: Service) -> String {
    let endpoint =
      environment?.published(service) ?? Variable.Endpoint(host: host, port: service.port)
    return switch part {
    case .port: String(endpoint.port)
    case .url, .address: "\(endpoint.scheme)://\(endpoint.host):\(endpoint.port)"
    case .host, .user, .password, .database: endpoint.host
    }
  }
}
