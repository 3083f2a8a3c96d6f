import JSON

extension Stack {
  func checkComposeEnvironments(_ faults: inout Faults) {
    var files: [String: String] = [:]
    var networks: [String: String] = [:]
    for (index, environment) in environments.enumerated() {
      guard case .compose(let environment) = environment else { continue }
      let place = ["environments", String(index)]
      for (key, file) in [("file", environment.file), ("variablesFile", environment.variablesFile)]
      {
        if let other = files.updateValue(environment.name, forKey: file) {
          faults.add(
            "duplicate-file", at: place + [key],
            "\"\(file)\" is a file of \"\(other)\", too", do: "give one of them another name")
        }
      }
      if let other = networks.updateValue(environment.name, forKey: environment.network) {
        faults.add(
          "duplicate-network", at: place + ["network"],
          "\"\(environment.network)\" is the network of \"\(other)\", too",
          do: "give each environment a network of its own")
      }
      let published = imageServices.map(\.name) + datastores.map(\.name)
      for port in environment.ports {
        check(
          [port.name], in: published + [ComposeEnvironment.adminerKey],
          "service deployed as an image, or datastore,", at: place + ["ports", port.name],
          isList: false, &faults)
      }
      checkLocalDatastores(environment.datastores, at: place + ["datastores"], &faults)
    }
  }

  /// What an environment, or the test job, changes of the stack's datastores.
  func checkLocalDatastores(
    _ changes: [Named<LocalDatastore>], at place: [String], _ faults: inout Faults
  ) {
    for change in changes {
      let place = place + [change.name]
      check(
        [change.name], in: datastores.map(\.name), "datastore", at: place, isList: false, &faults)
      if let store = datastore(change.name), store.engine.isCache,
        (change.value.database ?? change.value.user) != nil
      {
        faults.add(
          "bad-value", at: place,
          "\"\(store.name)\" is \(store.engine.rawValue), which has no database and no user",
          do: "take them away")
      }
    }
  }

  /// Compose environments run side by side, so no two of their ports on the host may be the same.
  /// Two services with one port clash in every environment, and are told of once.
  func checkPorts(_ faults: inout Faults) {
    var owners: [Int: String] = [:]
    var places: Set<[String]> = []
    for (position, environment) in composeEnvironments.enumerated() {
      for port in environment.ports {
        let owner = "\"\(port.name)\" in \"\(environment.name)\""
        let place = place(of: port, in: environment, at: position)
        if let other = owners.updateValue(owner, forKey: port.value), places.insert(place).inserted
        {
          faults.add(
            "port-clash", at: place, "port \(port.value) is used by \(other) and by \(owner)",
            do: "give one of them another port on the host")
        }
      }
    }
  }

  /// Where a stack says a port on the host: at the service it follows from, or in the environment.
  ///
  /// - Parameter position: The environment's, among those of compose.
  private func place(
    of port: Named<Int>, in environment: ComposeEnvironment, at position: Int
  ) -> [String] {
    let service = services.firstIndex { service in
      service.name == port.name
        && environment.standardPort(service.port, at: position) == port.value
    }
    if let service { return ["services", String(service), "port"] }
    let index = environments.firstIndex { $0.name == environment.name } ?? 0
    return ["environments", String(index), "ports", port.name]
  }
}
