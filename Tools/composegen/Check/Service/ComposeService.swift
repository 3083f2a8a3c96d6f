/// A service of a compose project, with what rules ask of it.
struct ComposeService {
  let name: String
  let node: ComposeNode
  /// Of its key.
  let place: ComposePlace
  let image: ImageName?
  let build: ServiceBuild?
  let ports: [PortMapping]
  let mounts: [Mount]
  let environment: [EnvironmentEntry]
  let dependencies: [ServiceDependency]
  let healthcheck: HealthCheck?
  let command: CommandText?
  let entrypoint: CommandText?

  /// - Parameter known: Values of variables that have no default.
  init(_ entry: ComposeNode.Entry, known: [String: String], sources: [ComposeSource]) {
    name = entry.key
    node = entry.value
    place = entry.place
    let node = entry.value
    let resolve = { (text: String) in Interpolation(text).resolved(known) }
    image = node["image"]?.text.map { ImageName($0, resolved: resolve($0)) }
    build = node["build"].flatMap { build in
      ServiceBuild(build, folder: sources[build.place.file].folder, resolve: resolve)
    }
    ports = (node["ports"]?.elements ?? []).map { PortMapping($0, resolve: resolve) }
    mounts = (node["volumes"]?.elements ?? []).compactMap { mount in
      Mount(mount, folder: sources[mount.place.file].folder, resolve: resolve)
    }
    environment = EnvironmentEntry.all(of: node["environment"])
    dependencies = ServiceDependency.all(of: node["depends_on"])
    healthcheck = node["healthcheck"].map { HealthCheck($0) }
    command = node["command"].flatMap { CommandText($0) }
    entrypoint = node["entrypoint"].flatMap { CommandText($0) }
  }

  /// The profiles that it runs with; none where it runs without any, which an empty name says, too.
  var profiles: [String] {
    let names = node["profiles"]?.texts.compactMap(\.text) ?? []
    return names.contains("") ? [] : names
  }

  func variable(_ name: String) -> EnvironmentEntry? {
    environment.last { $0.name == name }
  }

  /// Where containers of it can be reached from one another; the project's own network for none.
  var networks: Set<String> {
    let node = node["networks"]
    let named = node?.entries?.map(\.key) ?? node?.texts.compactMap(\.text) ?? []
    return named.isEmpty ? ["default"] : Set(named)
  }

  var networkMode: String? { node["network_mode"]?.text }

  /// Whether it ends by itself: others wait for its end, or it is never started again by choice.
  func isJob(in project: ComposeProject) -> Bool {
    let restart = node["restart"]
    if let restart, restart.text == "no" || restart.isFalse { return true }
    if restart?.text?.hasPrefix("on-failure") == true { return true }
    return project.isAwaited(self, "service_completed_successfully")
  }
}
