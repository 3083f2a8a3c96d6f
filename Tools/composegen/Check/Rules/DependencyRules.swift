import Diagnostics

/// Services that wait for what never comes.
enum DependencyRules {
  static let all: [CheckRule] = [
    CheckRule(
      "undefined-dependency", .error, "a dependency on a service that isn't there", isRefused: true,
      .service(undefined)),
    CheckRule(
      "profiled-dependency", .error, "a dependency on a service that is behind a profile",
      isRefused: true, .service(profiled)),
    CheckRule(
      "dependency-cycle", .error, "services that wait for one another", isRefused: true,
      .project(cycles)),
    CheckRule(
      "healthy-without-check", .error,
      "`service_healthy` of a service without a health check (a warning where its image may have one)",
      .service(unchecked)),
    CheckRule(
      "endless-dependency", .warning,
      "`service_completed_successfully` of a service that is always started again",
      .service(endless)),
    CheckRule(
      "bad-condition", .error, "a condition that compose doesn't know", isRefused: true,
      .service(conditions)),
  ]

  private static func undefined(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    var wanted = service.dependencies.filter(\.isRequired).map { ($0.service, $0.place) }
    wanted += (service.node["links"]?.texts ?? []).compactMap { node in
      node.text.map { (String($0.prefix { $0 != ":" }), node.place) }
    }
    for key in ["network_mode", "ipc", "pid"] {
      if let node = service.node[key], let text = node.text, text.hasPrefix("service:") {
        wanted.append((String(text.dropFirst(8)), node.place))
      }
    }
    return wanted.compactMap { name, place in
      if project.service(name) != nil || name.contains("$") { return nil }
      return Fault(
        place, "\(service.quoted) needs \"\(name)\", which the file hasn't",
        do: nearest(to: name, among: project.services.map(\.name)))
    }
  }

  private static func profiled(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    service.dependencies.compactMap { dependency in
      guard dependency.isRequired, let other = project.service(dependency.service),
        !other.profiles.isEmpty,
        service.profiles.isEmpty || Set(service.profiles).isDisjoint(with: other.profiles)
      else { return nil }
      return Fault(
        dependency.place,
        "\(service.quoted) needs \(other.quoted), which runs with the profile "
          + "\(other.profiles.joined(separator: ", ")) only",
        do: "give both the same profiles, or set required: false")
    }
  }

  private static func cycles(_ project: ComposeProject) -> [Fault] {
    var done: Set<String> = []
    var faults: [Fault] = []
    for service in project.services where !done.contains(service.name) {
      var path: [String] = []
      if let fault = cycle(from: service.name, project, &path, &done) { faults.append(fault) }
    }
    return faults
  }

  /// Follows what a service waits for; its depth is the number of services.
  private static func cycle(
    from name: String, _ project: ComposeProject, _ path: inout [String], _ done: inout Set<String>
  ) -> Fault? {
    guard path.count < 500, let service = project.service(name) else { return nil }
    path.append(name)
    defer { path.removeLast() }
    for dependency in service.dependencies {
      if let start = path.firstIndex(of: dependency.service) {
        done.formUnion(path)
        let circle = (path[start...] + [dependency.service]).joined(separator: " → ")
        return Fault(
          dependency.place, "services wait for one another: \(circle)", do: "take out one of them")
      }
      if done.contains(dependency.service) { continue }
      if let fault = cycle(from: dependency.service, project, &path, &done) { return fault }
    }
    done.insert(name)
    return nil
  }

  private static func unchecked(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    service.dependencies.compactMap { dependency in
      guard dependency.condition == "service_healthy",
        let other = project.service(dependency.service)
      else { return nil }
      let state = project.healthState(of: other)
      if state == .checked { return nil }
      return Fault(
        dependency.place,
        "\(service.quoted) waits until \(other.quoted) is healthy, but that has no health check"
          + (state == .unknown ? ", unless its image brings one" : ""),
        do: "give \(other.quoted) a healthcheck, or wait for service_started",
        severity: state == .unknown ? .warning : nil)
    }
  }

  private static func endless(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    service.dependencies.compactMap { dependency in
      guard dependency.condition == "service_completed_successfully",
        let other = project.service(dependency.service), let restart = other.node["restart"]?.text,
        ["always", "unless-stopped"].contains(restart)
      else { return nil }
      return Fault(
        dependency.place,
        "\(service.quoted) waits until \(other.quoted) has ended, which is started again (\(restart))",
        do: "set restart: \"no\" or on-failure for \(other.quoted)")
    }
  }

  private static func conditions(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    let known = ["service_started", "service_healthy", "service_completed_successfully"]
    return service.dependencies.compactMap { dependency in
      if known.contains(dependency.condition) { return nil }
      return Fault(
        dependency.place, "\"\(dependency.condition)\" is no condition",
        do: "allowed: " + known.joined(separator: ", "))
    }
  }

  private static func nearest(to name: String, among names: [String]) -> String {
    Suggestion.remedy(for: name, among: names, lead: "there are: ")
  }
}

extension ComposeProject {
  enum HealthState { case checked, unchecked, unknown }

  /// Whether a service has a health check, of its own or of its image.
  func healthState(of service: ComposeService) -> HealthState {
    switch service.healthcheck?.test {
    case .exec?, .shell?, .unknown?: return .checked
    case ComposeHealthTest.none?: return .unchecked
    // `disable: false` says that the image's is meant.
    case .inherited?: return service.healthcheck?.node["disable"] == nil ? state(service) : .checked
    case nil: return state(service)
    }
  }

  private func state(_ service: ComposeService) -> HealthState {
    if service.build != nil {
      guard let image = image(of: service) else { return .unknown }
      if image.hasHealthCheck { return .checked }
      let base = ImageName(image.base, resolved: image.base)
      return ServerKind.hasNoHealthCheck(base) ? .unchecked : .unknown
    }
    return service.image.map(ServerKind.hasNoHealthCheck) == true ? .unchecked : .unknown
  }
}

/// The name of a case that is also one of Optional's.
typealias ComposeHealthTest = HealthCheck.Test
