import Diagnostics

/// What a production-like file needs: one whose name, project or build's target says so.
enum DeploymentRules {
  static let all: [CheckRule] = [
    CheckRule(
      "no-restart", .warning, "no restart policy in a production-like file", .service(restart)),
    CheckRule(
      "no-memory-limit", .warning, "no limit of memory in a production-like file",
      .service(memory)),
    CheckRule(
      "development-mode", .warning,
      "a variable or target for development in a production-like file",
      .service(mode)),
    CheckRule(
      "writable-root", .note, "a built image that isn't read-only in a production-like file",
      .service(writable)),
    CheckRule(
      "new-privileges", .note, "no `no-new-privileges` in a production-like file",
      .service(privileges)),
  ]

  private static func restart(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard project.isProductionLike, !service.isJob(in: project), service.profiles.isEmpty,
      service.node["restart"] == nil, service.node[path: ["deploy", "restart_policy"]] == nil
    else { return [] }
    return [
      Fault(
        service.place, "\(service.quoted) isn't started again when it ends",
        do: "set restart: unless-stopped, or restart: \"no\" for what runs once")
    ]
  }

  private static func memory(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    let limits = [["deploy", "resources", "limits", "memory"], ["mem_limit"]]
    guard project.isProductionLike, !service.isJob(in: project),
      !limits.contains(where: { service.node[path: $0] != nil })
    else { return [] }
    return [
      Fault(
        service.place, "\(service.quoted) may take all of the machine's memory",
        do: "set deploy.resources.limits.memory")
    ]
  }

  private static func mode(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard project.isProductionLike else { return [] }
    let names = ["NODE_ENV", "APP_ENV", "RAILS_ENV", "FLASK_ENV", "ASPNETCORE_ENVIRONMENT"]
    let words = ["dev", "development", "local"]
    var faults = service.environment.compactMap { entry -> Fault? in
      guard names.contains(entry.name), let value = entry.value?.lowercased(),
        words.contains(value)
      else { return nil }
      return Fault(
        entry.place, "\(entry.name) is for development, in a production-like file",
        do: "set it to production")
    }
    if let target = service.build?.target, words.contains(target.lowercased()) {
      faults.append(
        Fault(
          service.build?.node["target"]?.place ?? service.place,
          "\(service.quoted) is built for development, in a production-like file",
          do: "build the target that is deployed"))
    }
    return faults
  }

  private static func writable(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard project.isProductionLike, service.build != nil, !service.isJob(in: project),
      service.node["read_only"] == nil
    else { return [] }
    return [
      Fault(
        service.place, "\(service.quoted) may change its own files",
        do: "set read_only: true, and tmpfs where it writes")
    ]
  }

  private static func privileges(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard project.isProductionLike,
      !(service.node["security_opt"]?.texts ?? []).contains(where: {
        $0.text?.hasPrefix("no-new-privileges") == true
      })
    else { return [] }
    return [
      Fault(
        service.place, "programs of \(service.quoted) may gain rights by setuid files",
        do: "set security_opt: [\"no-new-privileges:true\"]")
    ]
  }
}
