import Platform

/// What one call of compose would run: its files put together.
struct ComposeProject {
  /// The base, then what lies over it.
  let files: [String]
  let root: ComposeNode
  let services: [ComposeService]
  let variables: VariableTemplates
  /// What its files lead to and that wasn't followed.
  let gaps: [ComposeLoader.Gap]
  /// What its files lead to and that isn't there.
  let missing: [ComposeLoader.Gap]
  let sources: [ComposeSource]
  /// Whether it stands for what is deployed: by the name of a file or of the project, by what it
  /// builds, or because the stack says so.
  var isProductionLike: Bool
  /// The Dockerfiles of services, as far as they are here.
  private let dockerfiles: [String: BuildFile]
  private let images: [String: BuiltImage]
  /// The names of networks, volumes, secrets and configs, by kind.
  private let resources: [String: Set<String>]
  /// The services that others wait for, by condition.
  private let awaited: [String: Set<String>]
  /// Whether a port is published for this machine only.
  let hasLocalPorts: Bool
  /// Where in ``services`` each is.
  private let places: [String: Int]

  init(
    files: [String], root: ComposeNode, gaps: [ComposeLoader.Gap], missing: [ComposeLoader.Gap],
    environmentFiles: [String], sources: [ComposeSource]
  ) {
    self.files = files
    self.root = root
    self.gaps = gaps
    self.missing = missing
    self.sources = sources
    let folder = ComposePath.folder(of: files[0])
    let variables = VariableTemplates(folder: folder, others: environmentFiles)
    self.variables = variables
    services = (root["services"]?.entries ?? []).map { entry in
      ComposeService(
        entry, known: variables.values, sources: sources)
    }
    let kinds = ["networks", "volumes", "secrets", "configs"]
    resources = Dictionary(
      uniqueKeysWithValues: kinds.map { ($0, Set((root[$0]?.entries ?? []).map(\.key))) })
    awaited = services.flatMap(\.dependencies).reduce(into: [:]) {
      $0[$1.condition, default: []].insert($1.service)
    }
    hasLocalPorts = services.contains { service in
      service.ports.contains { $0.address?.hasPrefix("127.") == true }
    }
    places = Dictionary(services.enumerated().map { ($1.name, $0) }) { first, _ in first }
    dockerfiles = ComposeProject.dockerfiles(of: services)
    images = ComposeProject.images(of: services, dockerfiles)
    isProductionLike =
      files.contains { ComposeProject.sounds(ComposeProject.deployed, ComposePath.name(of: $0)) }
      || (root["name"]?.text).map { ComposeProject.sounds(ComposeProject.targets, $0) } == true
      || services.contains {
        $0.build?.target.map { ComposeProject.sounds(ComposeProject.targets, $0) } == true
      }
  }

  private static func dockerfiles(of services: [ComposeService]) -> [String: BuildFile] {
    var read: [String: BuildFile] = [:]
    var files: [String: BuildFile] = [:]
    for service in services {
      if let inline = service.build?.node["dockerfile_inline"]?.text {
        files[service.name] = BuildFile(inline)
      } else if let path = service.build?.dockerfile {
        let file = read[path] ?? ComposePath.text(path).map(BuildFile.init)
        read[path] = file
        files[service.name] = file
      }
    }
    return files
  }

  private static func images(
    of services: [ComposeService], _ files: [String: BuildFile]
  ) -> [String: BuiltImage] {
    var images: [String: BuiltImage] = [:]
    for service in services {
      guard let file = files[service.name], file.stage(service.build?.target) != nil else {
        continue
      }
      images[service.name] = BuiltImage(file, target: service.build?.target)
    }
    return images
  }

  /// The Dockerfile of a service; `nil` where it has none here.
  func dockerfile(of service: ComposeService) -> BuildFile? { dockerfiles[service.name] }

  /// What a service's Dockerfile makes; `nil` where that isn't known.
  func image(of service: ComposeService) -> BuiltImage? { images[service.name] }

  /// Whether anything but files of compose and of variables is in the folder: where nothing is,
  /// sources are elsewhere, and their absence says nothing.
  var hasSources: Bool {
    ComposePath.names(in: folder).contains { name in
      !name.hasPrefix(".") && !VariableTemplates.isVariables(name)
        && ![".yml", ".yaml", ".md", ".json"].contains { name.hasSuffix($0) }
    }
  }

  /// The folder of the first file.
  var folder: String { ComposePath.folder(of: files[0]) }

  func service(_ name: String) -> ComposeService? { places[name].map { services[$0] } }

  /// Whether the file has a network, volume, secret or config of a name.
  func defines(_ name: String, in kind: String) -> Bool { resources[kind]?.contains(name) ?? false }

  /// Whether another service waits until one is in a condition.
  func isAwaited(_ service: ComposeService, _ condition: String) -> Bool {
    awaited[condition]?.contains(service.name) ?? false
  }

  func source(of place: ComposePlace) -> ComposeSource { sources[place.file] }

  /// The text with defaults in place of variables; `nil` where one has none and isn't known.
  func resolved(_ node: ComposeNode?) -> String? {
    node?.text.flatMap { Interpolation($0).resolved(variables.values) }
  }

  /// The name that is written down; `nil` where compose makes one of the folder's.
  var name: String? { resolved(root["name"]) }

  /// Networks and volumes by what Docker calls them, where the file says so.
  func explicitNames(of kind: String) -> [(name: String, place: ComposePlace, isExternal: Bool)] {
    (root[kind]?.entries ?? []).compactMap { entry in
      let external = entry.value["external"]
      let isExternal = external.map { $0.isTrue || $0.entries != nil } ?? false
      let node = entry.value["name"] ?? external?["name"]
      let name = resolved(node) ?? (isExternal && node == nil ? entry.key : nil)
      return name.map { ($0, (node?.place ?? entry.place), isExternal) }
    }
  }

  /// Whether it stands for what is deployed and is tried beside development.
  var isStagingLike: Bool {
    let names = files.map(ComposePath.name) + [root["name"]?.text ?? ""]
    return isProductionLike && names.contains { ComposeProject.sounds(["staging", "stage"], $0) }
  }

  /// Whether a word of a name is one of these: `docker-compose.prod.yml`.
  private static func sounds(_ like: Set<String>, _ name: String) -> Bool {
    name.lowercased().split { !$0.isLetter }.contains { like.contains(String($0)) }
  }

  private static let targets: Set<String> = ["prod", "production", "staging"]
  private static let deployed = targets.union(["stage", "preprod", "live", "release"])
}
