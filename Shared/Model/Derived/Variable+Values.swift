import JSON

extension Variable {
  /// Where an environment's datastores and services are found, and by whom they are called.
  package struct Endpoint: Equatable, Sendable {
    package var host: String
    package var port: Int
    /// `https` behind a balancer, `http` on one machine.
    package var scheme: String

    package init(host: String, port: Int, scheme: String = "http") {
      self.host = host
      self.port = port
      self.scheme = scheme
    }
  }
}

extension ComposeEnvironment {
  /// The name by which this machine reaches what the environment publishes.
  package var machineHost: String {
    address == "0.0.0.0" || address == "127.0.0.1" ? "localhost" : address
  }

  /// Where a browser on this machine finds a service that the environment publishes.
  package func published(_ service: Service) -> Variable.Endpoint {
    Variable.Endpoint(host: machineHost, port: ports[named: service.name] ?? service.port)
  }
}

extension Datastore {
  /// The scheme of its URL (libpq's connection URIs; the redis scheme of IANA's registry).
  package var scheme: String { engine == .postgres ? "postgresql" : "redis" }

  /// A connection URL from parts that may be literals or references such as `${NAME}`.
  ///
  /// - Parameters:
  ///   - user: Of no meaning to caches, which know passwords only.
  ///   - database: Of no meaning to caches.
  package func url(
    user: String, password: String, host: String, port: String, database: String
  ) -> String {
    engine == .postgres
      ? "\(scheme)://\(user):\(password)@\(host):\(port)/\(database)"
      : "\(scheme)://:\(password)@\(host):\(port)"
  }
}
