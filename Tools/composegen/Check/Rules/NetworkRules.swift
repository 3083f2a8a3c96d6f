import Diagnostics

/// Networks, volumes, secrets and configs, and names of containers.
enum NetworkRules {
  static let all: [CheckRule] = [
    CheckRule(
      "undefined-resource", .error, "a network, volume, secret or config that the file hasn't",
      isRefused: true, .service(undefined)),
    CheckRule(
      "unused-resource", .warning, "a network, volume, secret or config that no service uses",
      .project(unused)),
    CheckRule(
      "network-mode-conflict", .error, "`network_mode` together with `networks`", isRefused: true,
      .service(modes)),
    CheckRule(
      "ignored-ports", .warning, "`ports` of a service that has no network of its own",
      .service(ignoredPorts)),
    CheckRule(
      "unreachable-service", .error, "an address of a service on another network",
      .service(unreachable)),
    CheckRule(
      "container-name-clash", .error, "a container's name given twice", isRefused: true,
      .project(names)),
    CheckRule(
      "scaled-container-name", .error, "a container's name for several containers", isRefused: true,
      .service(scaled)),
  ]

  private static let kinds = ["networks", "volumes", "secrets", "configs"]

  /// What a service uses of a kind, by key.
  private static func uses(
    of kind: String, in service: ComposeService
  ) -> [(name: String, place: ComposePlace)] {
    if kind == "volumes" {
      return service.mounts.filter { $0.kind == .named && !$0.source.contains("$") }
        .map { ($0.source, $0.node.place) }
    }
    var nodes = [service.node[kind]].compactMap(\.self)
    if kind == "secrets", let secrets = service.build?.node["secrets"] { nodes.append(secrets) }
    return nodes.flatMap { node -> [(String, ComposePlace)] in
      if let entries = node.entries { return entries.map { ($0.key, $0.place) } }
      return (node.elements ?? []).compactMap { element in
        (element.text ?? element["source"]?.text).map { ($0, element.place) }
      }
    }
  }

  private static func undefined(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    kinds.flatMap { kind in
      uses(of: kind, in: service).compactMap { name, place in
        if project.defines(name, in: kind) || kind == "networks" && name == "default" { return nil }
        let defined = (project.root[kind]?.entries ?? []).map(\.key)
        let nearest = Suggestion.nearest(to: name, among: defined)
        let cure =
          kind == "volumes" && name.contains("/")
          ? "begin the path of a folder with ./" : "add it to \(kind): at the top"
        return Fault(
          place, "\(service.quoted) uses \"\(name)\", which isn't among the file's \(kind)",
          do: nearest.map { "did you mean \"\($0)\"? else \(cure)" } ?? cure)
      }
    }
  }

  private static func unused(_ project: ComposeProject) -> [Fault] {
    guard !project.services.isEmpty, project.gaps.isEmpty else { return [] }
    return kinds.filter { !isMissed($0, project) }.flatMap { kind -> [Fault] in
      let used = Set(project.services.flatMap { uses(in: $0, kind) })
      return (project.root[kind]?.entries ?? []).compactMap { entry in
        if used.contains(entry.key) || kind == "networks" && entry.key == "default" { return nil }
        return Fault(
          entry.place, "no service uses \"\(entry.key)\" of \(kind)", do: "take it out, or use it")
      }
    }
  }

  /// Whether another finding says already what a thing without use is meant for: something of the
  /// kind is named that isn't there, or data has no volume.
  private static func isMissed(_ kind: String, _ project: ComposeProject) -> Bool {
    project.services.contains { service in
      let isUndefined = uses(of: kind, in: service).contains { name, _ in
        !project.defines(name, in: kind) && name != "default"
      }
      return isUndefined || kind == "volumes" && !DataRules.lost(service, project).isEmpty
    }
  }

  private static func uses(in service: ComposeService, _ kind: String) -> [String] {
    uses(of: kind, in: service).map(\.name)
  }

  private static func modes(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let mode = service.node.entry("network_mode"), service.node["networks"] != nil else {
      return []
    }
    return [
      Fault(
        mode.place, "\(service.quoted) has both network_mode and networks", do: "keep one of them")
    ]
  }

  private static func ignoredPorts(_ service: ComposeService, _ project: ComposeProject) -> [Fault]
  {
    guard let mode = service.networkMode, !service.ports.isEmpty,
      mode == "host" || mode == "none" || mode.hasPrefix("service:")
        || mode.hasPrefix("container:"), let ports = service.node.entry("ports")
    else { return [] }
    return [
      Fault(
        ports.place, "with network_mode \(mode), the ports of \(service.quoted) aren't published",
        do: mode.hasPrefix("service:") ? "publish them for that service" : "take them out")
    ]
  }

  private static func unreachable(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard service.networkMode == nil, service.node["links"] == nil else { return [] }
    return service.environment.compactMap { entry in
      guard let host = host(in: entry.value ?? ""), let other = project.service(host),
        other.networkMode == nil, other.networks.isDisjoint(with: service.networks)
      else { return nil }
      return Fault(
        entry.place,
        "\(entry.name) leads to \(other.quoted), with which \(service.quoted) shares "
          + "no network", do: "put both on one network")
    }
  }

  /// The host of `scheme://user@host:port/…`, where it is literal.
  private static func host(in text: String) -> String? {
    let outline = Interpolation(text).outline
    guard let start = outline.firstRange(of: "://")?.upperBound else { return nil }
    let authority = outline[start...].prefix { $0 != "/" && $0 != "?" }
    let host = authority.split(separator: "@").last?.prefix { $0 != ":" } ?? ""
    return host.isEmpty ? nil : String(host)
  }

  private static func names(_ project: ComposeProject) -> [Fault] {
    var seen: [String: String] = [:]
    return project.services.compactMap { service in
      guard let node = service.node["container_name"], let name = project.resolved(node) else {
        return nil
      }
      guard let other = seen.updateValue(service.name, forKey: name) else { return nil }
      return Fault(
        node.place, "\"\(other)\" and \(service.quoted) have one name of a container: \(name)",
        do: "take container_name out")
    }
  }

  private static func scaled(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let node = service.node["container_name"], service.replicas(in: project) > 1 else {
      return []
    }
    return [
      Fault(
        node.place,
        "\(service.replicas(in: project)) containers of \(service.quoted) can't have "
          + "one name", do: "take container_name out")
    ]
  }
}
