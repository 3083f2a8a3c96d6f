extension StackDraft {
  /// Gives each service a name of its own, and the package by which it is built alone.
  mutating func nameServices() {
    var names = Names(reserved: ["adminer"])
    var packages: [String: String] = [:]
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
      let package = services[index].package
      if let other = packages.updateValue(name, forKey: package) {
        services[index].note(
          "package-name", "\"\(package)\" is the package of \"\(other)\", too",
          do: "give each its own name, so that one can be built alone",
          from: manifest.file.place("name"), at: "package", isWarning: true)
      }
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
  mutating func giveFreePorts() {
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
      let isFixed = services[index].isPortSaid || services[index].framework.isLocal
      services[index].note(
        isFixed ? "port-clash" : "guessed-port",
        "\(free), for \(wanted) is \"\(owner)\"'s already",
        do: isFixed ? "let the service listen on PORT, or write \(free) there, too" : nil,
        from: services[index].member.manifest.file.place("scripts"), at: "port", isWarning: isFixed)
    }
  }
}
