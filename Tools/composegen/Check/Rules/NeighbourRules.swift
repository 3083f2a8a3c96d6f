import Diagnostics
import Platform

/// Projects that can't run side by side on one machine, or would meddle with one another.
enum NeighbourRules {
  static let all: [CheckRule] = [
    CheckRule(
      "neighbour-port", .warning, "a port of the host that two projects publish", .projects(ports)),
    CheckRule(
      "neighbour-project", .warning,
      "two files of one project's name: containers of one replace the other's", .projects(projects)),
    CheckRule(
      "neighbour-container", .warning, "a container's name in two projects",
      .projects(containers)),
    CheckRule(
      "neighbour-network", .warning, "a network that two projects share", .projects(networks)),
    CheckRule(
      "neighbour-data", .warning, "a volume or a folder of data that two projects share",
      .projects(volumes)),
  ]

  /// Pairs that are meant to run beside one another: projects of different names, or one for
  /// development and one like staging. The second is where a finding goes.
  private static func pairs(
    _ projects: [ComposeProject]
  ) -> [(first: ComposeProject, second: ComposeProject)] {
    let sorted = projects.filter { !$0.isProductionLike } + projects.filter(\.isProductionLike)
    return sorted.indices.flatMap { index in
      sorted[(index + 1)...].compactMap { second in
        let first = sorted[index]
        if first.files[0] == second.files[0] { return nil }
        let areNamed = first.name != nil && second.name != nil && first.name != second.name
        let isStaging = !first.isProductionLike && second.isStagingLike
        return areNamed || isStaging ? (first, second) : nil
      }
    }
  }

  private static func shown(_ project: ComposeProject) -> String {
    ComposePath.name(of: project.files.last ?? "")
  }

  private static func ports(_ projects: [ComposeProject]) -> [Fault] {
    let tables = projects.map(table)
    return pairs(projects).flatMap { first, second -> [Fault] in
      let taken = projects.firstIndex { $0.files == first.files }.map { tables[$0] }
      return second.services.flatMap { service in
        service.ports.compactMap { port in
          guard let clash = taken?.clash(with: port) else { return nil }
          return Fault(
            port.node.place,
            "\(service.quoted) publishes \(port.shown), as \(clash.service.quoted) of \(shown(first)) does",
            do: "give one of them another port of the host")
        }
      }
    }
  }

  private static func table(_ project: ComposeProject) -> PortTable {
    var table = PortTable()
    for service in project.services { for port in service.ports { table.add(port, of: service) } }
    return table
  }

  private static func projects(_ projects: [ComposeProject]) -> [Fault] {
    pairs(projects).compactMap { first, second in
      let isSameFolder = first.folder == second.folder
      guard first.name == second.name, first.name != nil || isSameFolder else { return nil }
      return Fault(
        second.root["name"]?.place ?? second.root.place,
        "\(shown(first)) and \(shown(second)) are one project to compose"
          + (first.name == nil ? ", named after the folder" : ""),
        do: "give each a name: of its own at the top")
    }
  }

  private static func containers(_ projects: [ComposeProject]) -> [Fault] {
    pairs(projects).flatMap { first, second -> [Fault] in
      let taken = Set(first.services.compactMap { first.resolved($0.node["container_name"]) })
      return second.services.compactMap { service in
        guard let node = service.node["container_name"], let name = second.resolved(node),
          taken.contains(name)
        else { return nil }
        return Fault(
          node.place, "the container \(name) is in \(shown(first)), too",
          do: "take container_name out, or name it after its project")
      }
    }
  }

  private static func networks(_ projects: [ComposeProject]) -> [Fault] {
    shared("networks", projects) { first, second in
      // A network that both take as given is a choice: a proxy's.
      !(first && second)
    } message: { name, other in
      "the network \(name) is that of \(other), too: services reach one another by equal names"
    }
  }

  private static func volumes(_ projects: [ComposeProject]) -> [Fault] {
    let named = shared("volumes", projects) { first, second in
      !(first && second)
    } message: { name, other in
      "the volume \(name) is that of \(other), too: both write to the same data"
    }
    return named + folders(projects)
  }

  private static func shared(
    _ kind: String, _ projects: [ComposeProject],
    where isMeddling: (_ firstIsExternal: Bool, _ secondIsExternal: Bool) -> Bool,
    message: (String, String) -> String
  ) -> [Fault] {
    pairs(projects).flatMap { first, second -> [Fault] in
      let theirs = names(of: kind, in: first)
      return second.explicitNames(of: kind).compactMap { name, place, isExternal in
        guard let other = theirs.first(where: { $0.name == name }),
          isMeddling(other.isExternal, isExternal)
        else { return nil }
        return Fault(place, message(name, shown(first)), do: "give it a name of its own")
      }
    }
  }

  /// Names by which Docker knows a project's own, those that compose makes among them.
  private static func names(
    of kind: String, in project: ComposeProject
  ) -> [(name: String, isExternal: Bool)] {
    let explicit = project.explicitNames(of: kind).map { ($0.name, $0.isExternal) }
    let prefix = project.name ?? ComposePath.name(of: project.folder).lowercased()
    let keys =
      (project.root[kind]?.entries ?? []).map(\.key) + (kind == "networks" ? ["default"] : [])
    return explicit + keys.map { ("\(prefix)_\($0)", false) }
  }

  /// Folders of the host with the data of datastores.
  private static func folders(_ projects: [ComposeProject]) -> [Fault] {
    pairs(projects).flatMap { first, second -> [Fault] in
      let taken = Set(first.services.flatMap(dataFolders).map(\.source))
      return second.services.flatMap(dataFolders).compactMap { mount in
        guard taken.contains(mount.source) else { return nil }
        return Fault(
          mount.node.place, "\(mount.source) has the data of \(shown(first)), too",
          do: "use a folder or a volume of its own")
      }
    }
  }

  private static func dataFolders(_ service: ComposeService) -> [Mount] {
    guard let data = ServerKind.of(service.image)?.data else { return [] }
    return service.mounts.filter { $0.kind == .bind && $0.target.hasPrefix(data) }
  }
}
