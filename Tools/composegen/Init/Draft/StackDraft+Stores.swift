extension StackDraft {
  /// Adds the datastores of compose files, and those that dependencies and addresses ask for.
  mutating func addStores(_ graph: WorkspaceGraph) {
    var guess = DatastoreGuess(repository)
    for index in services.indices {
      let members = graph.closure(of: services[index].member)
      services[index].datastores = guess.stores(
        for: members.flatMap { DatastoreGuess.needs(of: $0) })
    }
    var names = Names(reserved: Set(services.map(\.name)).union(["adminer"]))
    var renamed: [String: String] = [:]
    stores = guess.stores.map { store in
      var store = store
      let name = names.unique([
        store.name, "\(store.engine)-\(store.name)",
        store.engine == "postgres" ? "database" : "cache",
      ])
      if renamed[store.name] == nil { renamed[store.name] = name }
      store.name = name
      return store
    }
    for index in services.indices {
      services[index].datastores = services[index].datastores.compactMap { renamed[$0] }
      guard !services[index].datastores.isEmpty else { continue }
      services[index].note(
        "guessed-uses",
        services[index].datastores.joined(separator: ", ")
          + ", for clients or addresses of them are among what it has",
        from: services[index].member.manifest.file.place("dependencies"), at: "uses")
    }
    notes += guess.notes
  }

  /// Adds the variables of files, source and turbo.json, each with the services that read it.
  mutating func addVariables(_ graph: WorkspaceGraph) {
    var guess = VariableGuess(services: services, stores: stores)
    let readers = readers(graph)
    for member in repository.members + [repository.root] {
      let own = services.firstIndex { $0.member.path == member.path }
      // Files in the root are for all, unless an application is there.
      let owners = own.map { [$0] } ?? (member.path == "." ? [] : readers[member.path])
      for file in member.environment {
        if let owners { guess.add(file, of: owners) }
      }
      guard let readers = readers[member.path] else { continue }
      for source in member.sources { guess.add(VariableScan(source).uses, of: readers) }
      if let turbo = member.turbo { guess.add(turbo: turbo, packages: [:], of: readers) }
    }
    if let turbo = repository.turbo {
      let packages = services.enumerated().compactMap { index, service in
        service.member.manifest.name.map { ($0, index) }
      }
      guess.add(
        turbo: turbo, packages: Dictionary(packages, uniquingKeysWith: { first, _ in first }))
    }
    variables = guess.variables()
    addUses()
    guard variables.count > StackDraft.variableLimit else { return }
    note(
      "too-many-variables",
      "\(variables.count) variables, of which a stack has \(StackDraft.variableLimit): the first are kept",
      from: nil, at: ["variables"], isWarning: true)
    variables.removeLast(variables.count - StackDraft.variableLimit)
  }

  /// The services that each member is, or is built into, by the member's folder.
  private func readers(_ graph: WorkspaceGraph) -> [String: Set<Int>] {
    var readers: [String: Set<Int>] = [:]
    for index in services.indices {
      for member in graph.closure(of: services[index].member) {
        readers[member.path, default: []].insert(index)
      }
    }
    return readers
  }

  /// Who is given a store's address uses the store.
  private mutating func addUses() {
    for variable in variables {
      let source = variable.origin.map { String($0.prefix { $0 != "." }) }
      guard let store = source, stores.contains(where: { $0.name == store }) else { continue }
      for index in variable.services.sorted() where !services[index].datastores.contains(store) {
        services[index].datastores.append(store)
        services[index].note(
          "guessed-uses", "\(store), for it reads \(variable.name)", from: variable.note.place,
          at: "uses")
      }
    }
    let order = stores.map(\.name)
    for index in services.indices {
      services[index].datastores = order.filter(services[index].datastores.contains)
    }
  }
}
