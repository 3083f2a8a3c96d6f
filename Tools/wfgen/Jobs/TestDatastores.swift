import Emit
import Model

/// The datastores of the test job: containers beside it, and the variables that lead to them.
///
/// Tests run on the runner itself, so everything is at `localhost`. Caches ask for a password, as
/// they do everywhere else.
struct TestDatastores {
  let stack: Stack
  /// The ports of the runner that datastores are published on, by name.
  private let ports: [String: Int]

  init(of stack: Stack) {
    self.stack = stack
    var taken = Set(stack.services.map(\.port))
    var ports: [String: Int] = [:]
    for store in stack.datastores {
      let port = (store.port...65_535).first { !taken.contains($0) } ?? store.port
      taken.insert(port)
      ports[store.name] = port
    }
    self.ports = ports
  }

  var containers: [ServiceContainer] { stack.datastores.map(container) }

  /// What every test reads: `NODE_ENV`, and the application's own variables.
  var variables: [(String, YAML)] {
    [("NODE_ENV", "test")]
      + stack.variables.compactMap { variable in
        let isTaken =
          ["NODE_ENV", "NODE_VERSION"].contains(variable.name)
          || ComposeEnvironment.isForeign(variable.name)
        if isTaken { return nil }
        return value(of: variable).map { (variable.name, WorkflowText.literal($0)) }
      }
  }

  private func port(of store: Datastore) -> Int { ports[store.name] ?? store.port }

  /// Nothing else can reach the containers, which live as long as the job.
  private func password(of store: Datastore) -> String { store.engine.rawValue }

  private func container(of store: Datastore) -> ServiceContainer {
    let test = stack.pipeline.datastore(store)
    let password = password(of: store)
    var container = ServiceContainer(
      id: store.host, image: ImageTable.current.pinned(store.image), variables: [],
      port: (port(of: store), store.port), healthCommand: "")
    switch store.engine {
    case .postgres:
      container.variables = [
        ("POSTGRES_DB", .string(test.database)), ("POSTGRES_USER", .string(test.user)),
        ("POSTGRES_PASSWORD", .string(password)),
      ]
      // By TCP: while the image sets the database up, it answers on its socket already.
      container.healthCommand = "pg_isready -h 127.0.0.1 -U \(test.user) -d \(test.database)"
    case .redis, .valkey:
      container.command = "\(store.engine.rawValue)-server --requirepass \(password)"
      container.variables = [("REDISCLI_AUTH", .string(password))]
      container.healthCommand = "\(store.engine.rawValue)-cli ping"
    }
    return container
  }

  /// What a variable is while tests run; `nil` where the application does without.
  private func value(of variable: Variable) -> String? {
    guard let origin = variable.origin else {
      if let value = variable.standard ?? variable.example { return value }
      return variable.isRequired ? variable.placeholder : nil
    }
    if let store = stack.datastore(origin.source) { return value(of: origin.part, of: store) }
    return stack.service(origin.source).map { value(of: origin.part, of: $0) }
  }

  private func value(of part: Variable.Origin.Part, of store: Datastore) -> String {
    let test = stack.pipeline.datastore(store)
    let port = String(port(of: store))
    return switch part {
    case .url, .address:
      store.url(
        user: test.user, password: password(of: store), host: "localhost", port: port,
        database: test.database)
    case .host: "localhost"
    case .port: port
    case .user: test.user
    case .password: password(of: store)
    case .database: test.database
    }
  }

  private func value(of part: Variable.Origin.Part, of service: Service) -> String {
    switch part {
    case .url, .address: "http://localhost:\(service.port)"
    case .port: String(service.port)
    case .host, .user, .password, .database: "localhost"
    }
  }
}
