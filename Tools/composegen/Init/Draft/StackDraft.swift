import Diagnostics
import JSON

/// A stack as far as a repository tells it: every part with the notes on how it was guessed.
struct StackDraft {
  let repository: Repository
  let project: ProjectGuess
  let manager: PackageManagerGuess
  let node: NodeGuess
  let pipeline: PipelineGuess
  private(set) var services: [ServiceDraft] = []
  private(set) var packages: [PackageDraft] = []
  private(set) var stores: [DatastoreDraft] = []
  private(set) var variables: [VariableDraft] = []
  /// On the stack as a whole, or on what it can't have.
  private(set) var notes: [Note] = []

  static let memberLimit = 500
  static let variableLimit = 2000

  /// - Parameter shown: What messages call a path of the repository.
  /// - Throws: Exit status 2 where nothing runs, or where packages depend on each other.
  init(_ repository: Repository, shown: (String) -> String) throws(Failure) {
    self.repository = repository
    project = ProjectGuess(repository)
    manager = PackageManagerGuess(repository)
    node = NodeGuess(repository)
    pipeline = PipelineGuess(repository)
    let graph = WorkspaceGraph(repository)
    try graph.checkCycles(shown)
    addMembers()
    addRoot()
    guard !services.isEmpty else { throw nothingRuns(shown) }
    guard services.count <= StackDraft.memberLimit, packages.count <= StackDraft.memberLimit else {
      throw .invalid(
        "\(shown(".")): more than \(StackDraft.memberLimit) services or packages, more than a stack has; "
          + "name a part of the workspace")
    }
    nameServices()
    giveFreePorts()
    addStores(graph)
    addVariables(graph)
    noteRest()
  }

  private mutating func note(
    _ rule: String, _ message: String, do remedy: String? = nil, from place: Place?,
    at pointer: [String] = [], isWarning: Bool = false
  ) {
    var note = Note(rule, message, do: remedy, from: place)
    note.pointer = pointer
    note.severity = isWarning ? .warning : .note
    notes.append(note)
  }

  private mutating func addMembers() {
    for member in repository.members {
      guard StackForm.isPath(member.path) else {
        note(
          "unsupported-path", "the stack can't say this folder's path, so it is left out",
          do: "rename it: letters, digits, \".\", \"_\", \"-\", \"@\" and \"+\"",
          from: Place(member.path), isWarning: true)
        continue
      }
      switch Role(of: member) {
      case .service(let framework):
        var guess = ServiceGuess(member, framework, in: repository, manager: manager)
        services.append(guess.service())
      case .package: packages.append(PackageDraft(member))
      }
    }
  }

  /// The root may be an application itself. A stack's services have folders of their own, so it
  /// gets one that it should move to.
  private mutating func addRoot() {
    guard case .service(let framework) = Role(of: repository.root),
      repository.members.isEmpty || !framework.packages.isEmpty
    else { return }
    var guess = ServiceGuess(repository.root, framework, in: repository, manager: manager)
    var service = guess.service()
    service.note(
      "root-application",
      "the application is in the repository's root, and a service of a stack isn't",
      do: "move it to the folder that \"path\" says, and make the root a workspace",
      from: repository.root.manifest.file.place(), at: "path", isWarning: true)
    services.append(service)
  }

  private func nothingRuns(_ shown: (String) -> String) -> Failure {
    let looked =
      "looked for \"workspaces\" in package.json, pnpm-workspace.yaml, and scripts that start a server"
    if repository.members.isEmpty {
      return .invalid(
        "\(shown("package.json")): is no Turborepo and no application: \(looked); "
          + "name the folder of an application, or name its workspaces")
    }
    return .invalid(
      "\(shown(repository.patterns.place?.path ?? "package.json")): none of the \(repository.members.count) "
        + "workspaces runs: no script starts a server or a site; add a script \"dev\" or \"start\" to one"
    )
  }
}

extension StackDraft {
  private mutating func nameServices() {
    var names = Names(reserved: ["adminer"])
    for index in services.indices {
      let manifest = services[index].member.manifest
      let folder = RepositoryPath.last(services[index].member.path)
      let full = manifest.name ?? (folder == "." ? project.name : folder)
      let (base, scope) = Names.parts(ofPackage: full)
      let parents = services[index].member.path.split(separator: "/").suffix(2).joined(
        separator: "-")
      let name = names.unique([base] + (scope.map { ["\($0)-\(base)"] } ?? []) + [parents, folder])
      services[index].name = name
      if name != full {
        services[index].note(
          "guessed-name", "\(name), for \(full)",
          from: manifest.name == nil ? Place(manifest.file.path) : manifest.file.place("name"),
          at: "name")
      }
      if services[index].member.path == "." {
        services[index].move(to: freeFolder("apps/\(name)"))
      }
      namePackage(index, full, hasName: manifest.name != nil)
    }
  }

  /// A folder that no member has.
  private func freeFolder(_ wanted: String) -> String {
    let taken = Set(repository.members.map(\.path))
    let others = (2...taken.count + 2).lazy.map { "\(wanted)-\($0)" }
    return taken.contains(wanted) ? others.first { !taken.contains($0) } ?? wanted : wanted
  }

  private mutating func namePackage(_ index: Int, _ full: String, hasName: Bool) {
    let package = StackForm.isPackage(full) ? full : full.lowercased().filter { $0 != " " }
    services[index].package = StackForm.isPackage(package) ? package : services[index].name
    guard services[index].package != full || !hasName else { return }
    services[index].note(
      "package-name",
      hasName ? "\"\(full)\" is no name that npm takes today" : "its package.json has no name",
      do: "name it \"\(services[index].package)\" there, so that it can be built alone",
      from: services[index].member.manifest.file.place("name"), at: "package", isWarning: true)
  }

  /// No two services listen on one port. Those that are written keep theirs before the others.
  private mutating func giveFreePorts() {
    var taken: [Int: String] = [:]
    let order =
      services.indices.filter { services[$0].isPortSaid }
      + services.indices.filter { !services[$0].isPortSaid }
    for index in order {
      let wanted = services[index].port ?? 3000
      guard let owner = taken[wanted] else {
        taken[wanted] = services[index].name
        continue
      }
      let free =
        (wanted...65_535).first { taken[$0] == nil } ?? (1024...wanted).first { taken[$0] == nil }
        ?? wanted
      taken[free] = services[index].name
      services[index].port = free
      let isSaid = services[index].isPortSaid
      services[index].note(
        isSaid ? "port-clash" : "guessed-port", "\(free), for \(wanted) is \"\(owner)\"'s already",
        do: isSaid ? "let the service listen on PORT, or write \(free) there, too" : nil,
        from: services[index].member.manifest.file.place("scripts"), at: "port", isWarning: isSaid)
    }
  }

  private mutating func addStores(_ graph: WorkspaceGraph) {
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

  private mutating func addVariables(_ graph: WorkspaceGraph) {
    var guess = VariableGuess(services: services, stores: stores)
    var readers: [String: Set<Int>] = [:]
    for index in services.indices {
      for member in graph.closure(of: services[index].member) {
        readers[member.path, default: []].insert(index)
      }
    }
    let members = repository.members + [repository.root]
    for member in members {
      let own = services.firstIndex { $0.member.path == member.path }
      for file in member.environment {
        if let own {
          guess.add(file, of: own)
        } else if member.path == "." {
          guess.add(file, of: nil)
        } else {
          for reader in (readers[member.path] ?? []).sorted() { guess.add(file, of: reader) }
        }
      }
      guard let readers = readers[member.path] else { continue }
      for source in member.sources { guess.add(VariableScan(source).uses, of: readers) }
    }
    if let turbo = repository.turbo {
      let packages = Dictionary(
        services.enumerated().compactMap { index, service in
          service.member.manifest.name.map { ($0, index) }
        },
        uniquingKeysWith: { first, _ in first })
      guess.add(turbo: turbo, packages: packages)
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

  private mutating func noteRegistry() {
    guard let file = repository.root.configuration[".npmrc"],
      let line = file.lines.first(where: { $0.text.contains("_auth") })
    else { return }
    note(
      "private-registry", "installs read a token from it, which images aren't given",
      do: "mount it in the Dockerfiles, or install from a registry without one",
      from: Place(file.path, line: line.number), isWarning: true)
  }

  private mutating func noteRest() {
    noteRegistry()
    if let nest = repository.root.configuration["nest-cli.json"], nest.contains("\"monorepo\"") {
      note(
        "nest-monorepo",
        "its projects share one package.json, and a stack's services have one each",
        do: "give each project a package.json, and name them as workspaces", from: Place(nest.path),
        at: ["services"], isWarning: true)
    }
    if repository.turbo == nil {
      note(
        "no-turbo", "there is no turbo.json, so \(manager.name) runs the scripts",
        from: repository.root.manifest.file.place(), at: ["toolchain", "turbo"])
    }
    for fault in repository.patterns.faults {
      note(
        "unsupported-pattern",
        "\"\(fault.value)\" is no pattern of folders inside, so it is passed over",
        from: fault.place, isWarning: true)
    }
    for fault in repository.unread {
      note(
        "unread", fault.value, do: "correct it, and read the repository again", from: fault.place,
        isWarning: true)
    }
    for member in repository.members where member.isPartial {
      note(
        "partly-read", "holds more source than is read, so variables and routes may be missing",
        from: Place(member.path))
    }
  }
}
