import Artifacts
import Diagnostics

/// Ports that can't be published, lead nowhere, or lead too far.
enum PortRules {
  static let all: [CheckRule] = [
    CheckRule(
      "port-clash", .error,
      "one port of the host published twice in a file, ranges and addresses "
        + "taken into account", .project(clashes)),
    CheckRule(
      "replicated-port", .error, "several containers of a service for one port of the host",
      .service(replicated)),
    CheckRule(
      "open-port", .warning,
      "a datastore, its UI or a debugger published to every machine (a note for another port, where "
        + "others of the file are for this machine only)", .service(open)),
    CheckRule(
      "port-mismatch", .warning,
      "a port of the container on which, by its image or Dockerfile, nothing listens",
      .service(mismatches)),
  ]

  private static func clashes(_ project: ComposeProject) -> [Fault] {
    var taken = PortTable()
    return project.services.flatMap { service in
      service.ports.compactMap { port in
        let clash = taken.clash(with: port) { canRunTogether(service, $0) }
        taken.add(port, of: service)
        return clash.map { fault(of: service, port, with: $0.service, $0.port) }
      }
    }
  }

  private static func fault(
    of service: ComposeService, _ port: PortMapping, with other: ComposeService,
    _ theirs: PortMapping
  ) -> Fault {
    let whose = other.name == service.name ? "twice" : "by \(other.quoted), too"
    return Fault(
      port.node.place,
      "\(service.quoted) publishes \(port.shown), which is published \(whose)"
        + (theirs.address == port.address ? "" : ", as \(theirs.shown)"),
      do: "give one of them another port of the host")
  }

  /// Services of different profiles may be alternatives.
  private static func canRunTogether(_ one: ComposeService, _ other: ComposeService) -> Bool {
    one.profiles.isEmpty || other.profiles.isEmpty
      || !Set(one.profiles).isDisjoint(with: other.profiles)
  }

  private static func replicated(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard service.replicas(in: project) > 1,
      let port = service.ports.first(where: { $0.published?.count == 1 })
    else { return [] }
    return [
      Fault(
        port.node.place,
        "\(service.replicas(in: project)) containers of \(service.quoted) can't share the port "
          + port.shown,
        do: "publish a range, or put a proxy before them")
    ]
  }

  /// Node.js's, Java's and Delve's.
  private static let debuggers: Set<Int> = [9229, 9230, 5005, 2345]

  private static func open(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    let kind = ServerKind.of(service.image)
    return service.ports.compactMap { port in
      guard port.isOpen, port.fault == nil, let target = port.target?.lowerBound else { return nil }
      let what =
        kind?.name ?? (debuggers.contains(target) ? "the debugger of \(service.quoted)" : nil)
      if what == nil && !isForgotten(port, project) || isAsked(port, project) { return nil }
      let host = port.published.map { "\($0.lowerBound)" } ?? ""
      return Fault(
        port.node.place,
        "\(what ?? service.quoted) is open to every machine that reaches this one, past its firewall",
        do: "publish it as \"127.0.0.1:\(host):\(target)\""
          + (kind == nil ? "" : ", or not at all"),
        severity: what == nil ? .note : nil)
    }
  }

  /// Whether the stack asks for it, of which composegen tells when it generates.
  private static func isAsked(_ port: PortMapping, _ project: ComposeProject) -> Bool {
    port.isOpenByChoice && project.source(of: port.node.place).mark != .foreign
  }

  /// Whether a port without an address stands among others that have this machine's. Those of the
  /// web are meant for others, and what is deployed is, too.
  private static func isForgotten(_ port: PortMapping, _ project: ComposeProject) -> Bool {
    guard let published = port.published, !port.isOpenByChoice else { return false }
    return project.hasLocalPorts && !project.isProductionLike
      && ![80, 443].contains(published.lowerBound)
  }

  private static func mismatches(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    let kind = ServerKind.of(service.image).flatMap { $0.data == nil ? nil : $0 }
    let exposed = project.image(of: service)?.ports ?? []
    guard kind != nil || !exposed.isEmpty, service.networkMode == nil else { return [] }
    let listening = service.build == nil ? kind.map { [$0.port, 33060] } ?? [] : exposed
    if listening.isEmpty { return [] }
    return service.ports.compactMap { port in
      guard let target = port.target, target.count == 1, !listening.contains(target.lowerBound),
        !debuggers.contains(target.lowerBound), !says(service, target.lowerBound)
      else { return nil }
      let shown = String(listening[0])
      return Fault(
        port.node.place,
        service.build == nil
          ? "\(kind?.name ?? "") listens on \(shown) in its container, not on \(target.lowerBound)"
          : "the Dockerfile of \(service.quoted) exposes \(shown), not \(target.lowerBound)",
        do: "publish \(shown), or set the port that it listens on")
    }
  }

  /// Whether its command, its variables or its configuration may have it listen there.
  private static func says(_ service: ComposeService, _ port: Int) -> Bool {
    let words = (service.command?.words ?? []) + (service.entrypoint?.words ?? [])
    let values = service.environment.compactMap(\.value)
    let isConfigured = service.mounts.contains { $0.target.hasSuffix(".conf") }
    return isConfigured || service.node["env_file"] != nil && service.build != nil
      || (words + values).contains { $0.contains(String(port)) }
  }
}

extension ComposeService {
  /// How many containers of it run.
  func replicas(in project: ComposeProject) -> Int {
    let node = node[path: ["deploy", "replicas"]] ?? node["scale"]
    return project.resolved(node).flatMap { Int($0) } ?? 1
  }
}
