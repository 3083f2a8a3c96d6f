import Emit
import Model

/// The compose file of one environment: datastores, services, Adminer, their network and volumes.
///
/// Both modes come from here; what a mode changes is where a service is made (``ApplicationService``)
/// and how tightly it is held (``Confinement``).
struct ComposeFile {
  let stack: Stack
  let environment: ComposeEnvironment
  private let scope: ComposeScope

  init(_ environment: ComposeEnvironment, in stack: Stack) {
    self.stack = stack
    self.environment = environment
    scope = ComposeScope(environment, in: stack)
  }

  var text: String {
    var style = YAML.Style()
    style.separatesTopLevel = true
    style.header = header
    style.hasDocumentStart = true
    style.width = 100
    return yaml.text(style)
  }

  private var header: String {
    let kind =
      switch environment.mode {
      case .development: "source is mounted and reloaded"
      case .production: "the images that are deployed, and no source"
      }
    return """
      The environment \(environment.name): \(kind). Start it with
        docker compose --file \(environment.file) up --build --wait
      Every setting has a default; others are read from a file that is named with
        --env-file \(environment.variablesFile)
      """
  }

  var yaml: YAML {
    YAML.mapping {
      .entry("name", .string(ComposeFile.project(of: environment, in: stack)))
        .entry("services", .mapping(services))
        .entry("networks", .mapping([.init(.text(environment.network), network)]))
      if !volumes.isEmpty { .entry("volumes", .mapping(volumes)) }
      if !buildSecrets.isEmpty { .entry("secrets", .mapping(buildSecrets)) }
    }
  }

  /// The name of the compose project: it keeps the containers and volumes of environments apart.
  static func project(of environment: ComposeEnvironment, in stack: Stack) -> String {
    "\(stack.project.name)-\(environment.name)"
  }

  private var network: YAML {
    ["name": .string(environment.network), "driver": "bridge"]
  }

  private var services: [YAML.Entry] {
    let stores = stack.datastores.map { store in
      YAML.Entry(.text(store.host), DatastoreService(store, in: environment).yaml)
    }
    let applications = stack.imageServices.map { service in
      YAML.Entry(.text(service.name), ApplicationService(service, in: scope).yaml)
    }
    let adminer = environment.adminer.map { adminer in
      YAML.Entry(
        .text(ComposeEnvironment.adminerKey),
        AdminerService(adminer, in: environment, of: stack).yaml)
    }
    return (stores + applications + (adminer.map { [$0] } ?? [])).map {
      YAML.Entry($0.key, $0.value.afterBlankLine)
    }
  }

  private var volumes: [YAML.Entry] {
    let names =
      stack.datastores.map { DatastoreService($0, in: environment).volume }
      + stack.imageServices.flatMap { ApplicationService.volumes(of: $0).map(\.name) }
    return names.map { YAML.Entry(.text($0), .mapping([])) }
  }

  /// What builds of the production mode are given by mounts, from variables of the same names.
  private var buildSecrets: [YAML.Entry] {
    guard environment.mode == .production else { return [] }
    var seen: Set<String> = []
    return stack.imageServices.flatMap { BuildVariables(of: $0, in: stack).secrets }
      .filter { seen.insert($0).inserted }
      .map { YAML.Entry(.text($0), ["environment": .string($0)]) }
  }
}
