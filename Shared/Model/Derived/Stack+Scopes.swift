import JSON

extension Stack {
  /// The variables that a service reads.
  package func variables(of service: Service) -> [Variable] {
    variables.filter { $0.services.isEmpty || $0.services.contains(service.name) }
  }

  /// The datastores that a service uses, in the stack's order.
  package func datastores(of service: Service) -> [Datastore] {
    datastores.filter { service.datastores.contains($0.name) }
  }
}

extension Variable {
  /// The value that an environment gives, or the default; `nil` where neither says one.
  package func value(in environment: String) -> String? {
    environments[named: environment] ?? standard
  }
}

extension Pipeline {
  /// The datastore with the names that the test job gives it.
  package func datastore(_ datastore: Datastore) -> Datastore {
    let change = datastores[named: datastore.name]
    var test = datastore
    test.database = change?.database ?? "\(datastore.database.prefix(58))_test"
    test.user = change?.user ?? "postgres"
    return test
  }
}

extension ComposeEnvironment {
  /// The port on the host of a service, a datastore or ``adminerKey``.
  package func port(of name: String) -> Int { ports[named: name] ?? 0 }

  /// The datastore with this environment's names.
  package func datastore(_ datastore: Datastore) -> Datastore {
    var local = datastore
    if let change = datastores[named: datastore.name] {
      change.database.map { local.database = $0 }
      change.user.map { local.user = $0 }
    }
    return local
  }
}

extension CloudEnvironment {
  /// The services that its servers run, in the stack's order.
  package func services(in stack: Stack) -> [Service] {
    let named = servers.flatMap { services(of: $0, in: stack) }.map(\.name)
    return stack.imageServices.filter { named.contains($0.name) }
  }

  /// The services that a pool runs, in the stack's order.
  package func services(of pool: ServerPool, in stack: Stack) -> [Service] {
    stack.imageServices.filter { pool.services.isEmpty || pool.services.contains($0.name) }
  }
}

extension Project {
  /// The name of a service's image without its tag: `ghcr.io/OWNER/shop-api`.
  ///
  /// - Parameter owner: The account at the registry, in lower case, or what stands for it.
  package func image(of service: Service, owner: String) -> String {
    "\(registry)/\(owner)/\(name)-\(service.name)"
  }
}
