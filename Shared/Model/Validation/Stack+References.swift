import JSON

extension Stack {
  func checkReferences(_ faults: inout Faults) {
    let stores = datastores.map(\.name)
    for (index, service) in services.enumerated() {
      let place = ["services", String(index)]
      check(service.datastores, in: stores, "datastore", at: place + ["uses"], &faults)
      check(
        service.dependencies, in: services.map(\.name), "service", at: place + ["dependsOn"],
        &faults)
    }
    for (index, variable) in variables.enumerated() {
      checkReferences(of: variable, at: ["variables", String(index)], &faults)
    }
    if let migrations = deployment.migrations {
      check(
        [migrations.service], in: imageServices.map(\.name), "service deployed as an image",
        at: ["deployment", "migrations", "service"], isList: false, &faults)
    }
  }

  private func checkReferences(of variable: Variable, at place: [String], _ faults: inout Faults) {
    check(
      variable.services, in: services.map(\.name), "service", at: place + ["services"], &faults)
    for environment in variable.environments {
      check(
        [environment.name], in: environments.map(\.name), "environment",
        at: place + ["environments", environment.name], isList: false, &faults)
    }
    if let origin = variable.origin { check(origin, at: place + ["from"], &faults) }
  }

  private func check(_ origin: Variable.Origin, at place: [String], _ faults: inout Faults) {
    let allowed: [Variable.Origin.Part]
    let kind: String
    if let store = datastore(origin.source) {
      allowed =
        [.url, .host, .port, .password] + (store.engine.isCache ? [] : [.user, .database])
      kind = store.engine.rawValue
    } else if service(origin.source) != nil {
      allowed = [.url, .address, .host, .port]
      kind = "a service"
    } else {
      check(
        [origin.source], in: datastores.map(\.name) + services.map(\.name),
        "datastore or service", at: place, isList: false, &faults)
      return
    }
    guard !allowed.contains(origin.part) else { return }
    faults.add(
      "broken-reference", at: place,
      "\"\(origin.source)\" is \(kind), which has no \(origin.part.rawValue)",
      do: "use one of: " + allowed.map(\.rawValue).joined(separator: ", "))
  }

  /// Reports the names that lead nowhere, and those that a list repeats.
  func check(
    _ names: [String], in known: [String], _ kind: String, at place: [String],
    isList: Bool = true, _ faults: inout Faults
  ) {
    for (index, name) in names.enumerated() where !known.contains(name) {
      faults.add(
        "broken-reference", at: isList ? place + [String(index)] : place,
        "there is no \(kind) \"\(name)\"",
        do: choices(for: name, among: known, none: "the stack has no \(kind)"))
    }
    for (index, name) in repetitions(of: names) {
      faults.add(
        "duplicate", at: place + [String(index)], "\"\(name)\" is there twice",
        do: "name it once")
    }
  }

  /// A service that waits for itself, through others, would never start.
  func checkDependencies(_ faults: inout Faults) {
    for (index, service) in services.enumerated() {
      if let cycle = cycle(from: service.name) {
        faults.add(
          "dependency-cycle", at: ["services", String(index), "dependsOn"],
          "\(cycle.joined(separator: " → ")) wait for each other",
          do: "take one of the dependencies away")
        return
      }
    }
    for (index, service) in services.enumerated() where service.target == .docker {
      for name in service.dependencies
      where self.service(name).map({ $0.target != .docker }) == true {
        faults.add(
          "broken-reference", at: ["services", String(index), "dependsOn"],
          "\"\(name)\" isn't deployed as an image, so \"\(service.name)\" can't wait for it",
          do: "take the dependency away, or set its \"deploy\" to docker")
      }
    }
  }

  /// The shortest way from a service back to itself.
  private func cycle(from start: String) -> [String]? {
    var paths = [[start]]
    var seen: Set<String> = []
    while !paths.isEmpty {
      let path = paths.removeFirst()
      guard let last = path.last, let service = service(last) else { continue }
      for next in service.dependencies {
        if next == start { return path + [next] }
        if seen.insert(next).inserted { paths.append(path + [next]) }
      }
    }
    return nil
  }
}
