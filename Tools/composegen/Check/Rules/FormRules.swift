import Diagnostics

/// What the file says that compose doesn't know, or knows no more.
enum FormRules {
  static let all: [CheckRule] = [
    CheckRule(
      "no-services", .error, "a file without services, as compose's first version had them",
      isRefused: true, .project(noServices)),
    CheckRule(
      "unknown-key", .error, "a key that compose doesn't know; the nearest is named",
      isRefused: true, .project(unknownKeys)),
    CheckRule(
      "bad-key", .error, "a key that YAML takes for a boolean, a number or nothing: `true:`",
      isRefused: true, .project { keys($0.root) }),
    CheckRule(
      "no-image", .error, "a service with neither `image` nor `build`", isRefused: true,
      .service(noImage)),
    CheckRule(
      "missing-file", .error, "`extends` or `include` of what isn't there", isRefused: true,
      .project { project in
        project.missing.map { Fault($0.place, $0.message, do: "correct the name, or add it") }
      }),
    CheckRule(
      "obsolete-version", .warning, "`version`, which compose ignores with a warning",
      .project(version)),
    CheckRule(
      "obsolete-links", .note, "`links`, which names of services make needless", .service(links)),
    CheckRule(
      "bad-duration", .error, "a span of time without a unit", isRefused: true, .service(durations)),
    CheckRule(
      "bad-size", .error, "a size of memory that is no size, or a few bytes", isRefused: true,
      .service(sizes)),
    CheckRule(
      "bad-restart", .error, "a restart policy that Docker doesn't know", isRefused: true,
      .service(restart)),
  ]

  private static func noServices(_ project: ComposeProject) -> [Fault] {
    let root = project.root
    guard root["services"]?.entries == nil, root["include"] == nil else { return [] }
    let parts = ["networks", "volumes", "secrets", "configs"]
    if root["services"] == nil, let entries = root.entries, !entries.isEmpty,
      entries.allSatisfy({ parts.contains($0.key) || $0.key.hasPrefix("x-") })
    {
      return []
    }
    return [
      Fault(
        root["services"]?.place ?? root.place, "the file has no services",
        do: "put them below services:, each with its name as key")
    ]
  }

  private static func unknownKeys(_ project: ComposeProject) -> [Fault] {
    noServices(project).isEmpty ? unknownKeys(project.root, at: "") : []
  }

  private static func unknownKeys(_ node: ComposeNode, at place: String) -> [Fault] {
    if let elements = node.elements {
      return elements.flatMap { unknownKeys($0, at: "\(place)/[]") }
    }
    guard let entries = node.entries else { return [] }
    let allowed = ComposeKeys.allowed(at: place)
    return entries.flatMap { entry -> [Fault] in
      if entry.key.hasPrefix("x-") { return [] }
      if let allowed, !allowed.contains(entry.key) {
        let nearest = Suggestion.nearest(to: entry.key, among: allowed)
        return [
          Fault(
            entry.place, "unknown key \"\(entry.key)\"",
            do: nearest.map { "did you mean \"\($0)\"?" }
              ?? "take it out; what is your own begins with x-")
        ]
      }
      return unknownKeys(entry.value, at: ComposeKeys.place(of: entry.key, in: place))
    }
  }

  private static func keys(_ node: ComposeNode) -> [Fault] {
    if let elements = node.elements { return elements.flatMap(keys) }
    return (node.entries ?? []).flatMap { entry in
      let own = Fault(
        entry.place, "the key \(entry.key) isn't text to YAML, and compose takes text only",
        do: "write \"\(entry.key)\"")
      return (entry.hasTextKey ? [] : [own]) + keys(entry.value)
    }
  }

  private static func noImage(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    let keys = ["image", "build", "extends", "provider"]
    guard !keys.contains(where: { service.node[$0] != nil }) else { return [] }
    return [
      Fault(
        service.place, "the service \(service.quoted) has neither image nor build",
        do: "say which image it runs")
    ]
  }

  private static func version(_ project: ComposeProject) -> [Fault] {
    guard let entry = project.root.entry("version") else { return [] }
    return [Fault(entry.place, "compose ignores `version`, with a warning", do: "take it out")]
  }

  private static func links(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let entry = service.node.entry("links") else { return [] }
    return [
      Fault(
        entry.place, "`links` is a legacy: services of one network find one another by name",
        do: "take it out; use depends_on for the order")
    ]
  }

  private static let durations: [[String]] = [
    ["healthcheck", "interval"], ["healthcheck", "timeout"], ["healthcheck", "start_period"],
    ["healthcheck", "start_interval"], ["stop_grace_period"],
    ["deploy", "restart_policy", "delay"],
    ["deploy", "restart_policy", "window"], ["deploy", "update_config", "delay"],
    ["deploy", "update_config", "monitor"],
  ]

  private static func durations(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    durations.compactMap { path in
      guard let node = service.node[path: path], let text = project.resolved(node) else {
        return nil
      }
      let isBare = text.utf8.allSatisfy { Interpolation.isDigit($0) || $0 == UInt8(ascii: ".") }
      if !isBare && isDuration(text) { return nil }
      return Fault(
        node.place, "\(path.joined(separator: ".")) is no span of time: \"\(text)\"",
        do: isBare ? "give it a unit: \"\(text)s\"" : "write it as \"30s\" or \"1m30s\"")
    }
  }

  private static func isDuration(_ text: String) -> Bool {
    text.wholeMatch(of: /-?([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h|d|w))+/) != nil
  }

  private static let sizes: [[String]] = [
    ["mem_limit"], ["mem_reservation"], ["shm_size"], ["deploy", "resources", "limits", "memory"],
    ["deploy", "resources", "reservations", "memory"],
  ]

  /// Docker's least for a container: 6 MB (docs.docker.com, resource constraints).
  private static let least = 6 << 20

  private static func sizes(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    sizes.compactMap { path in
      guard let node = service.node[path: path], let text = project.resolved(node) else {
        return nil
      }
      let name = path.joined(separator: ".")
      if text.lowercased().wholeMatch(of: /-?[0-9]+(\.[0-9]+)?\s*([kmgtp]i?)?b?/) == nil {
        return Fault(node.place, "\(name) is no size: \"\(text)\"", do: "write it as \"512M\"")
      }
      guard let bytes = Int(text), (1..<least).contains(bytes), path != ["shm_size"] else {
        return nil
      }
      return Fault(
        node.place, "\(name) is \(bytes) bytes, less than any container takes",
        do: "give it a unit: \"\(text)M\"")
    }
  }

  private static func restart(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let node = service.node["restart"], let text = project.resolved(node) else { return [] }
    let policies = ["no", "always", "on-failure", "unless-stopped"]
    let name = String(text.prefix { $0 != ":" })
    if policies.contains(name) && !(node.scalar?.isBool ?? false) { return [] }
    return [
      Fault(
        node.place, "\"\(text)\" is no restart policy",
        do: Suggestion.remedy(for: name, among: policies, lead: "allowed: "))
    ]
  }
}
