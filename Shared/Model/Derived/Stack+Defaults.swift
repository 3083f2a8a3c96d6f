import JSON

extension Stack {
  /// The stack with every default filled in that depends on other fields.
  func completed() -> Stack {
    var stack = self
    for index in stack.services.indices { stack.services[index].complete(at: index) }
    for index in stack.datastores.indices { stack.datastores[index].complete(in: project) }
    if stack.environments.isEmpty { stack.environments = Stack.standardEnvironments }
    stack.completeComposeEnvironments()
    stack.completeCloudEnvironments()
    return stack
  }

  /// What a stack that names no environment has: one to work in, one to try images in, one to run.
  private static let standardEnvironments: [Environment] = {
    var development = ComposeEnvironment()
    development.name = "development"
    var local = ComposeEnvironment()
    local.name = "staging-local"
    local.mode = .production
    var staging = CloudEnvironment()
    staging.name = "staging"
    return [.compose(development), .compose(local), .digitalOcean(staging)]
  }()

  private mutating func completeComposeEnvironments() {
    var position = 0
    for index in environments.indices {
      guard case .compose(var environment) = environments[index] else { continue }
      environment.complete(at: position, in: self)
      environments[index] = .compose(environment)
      position += 1
    }
  }

  private mutating func completeCloudEnvironments() {
    var taken = cloudEnvironments.compactMap(\.network)
    for index in environments.indices {
      guard case .digitalOcean(var environment) = environments[index] else { continue }
      if environment.network == nil {
        environment.network = Stack.freeNetwork(besides: taken)
        environment.network.map { taken.append($0) }
      }
      environment.complete(in: self)
      environments[index] = .digitalOcean(environment)
    }
  }

  /// The first free block of 10.100.0.0/16 to 10.239.0.0/16, clear of DigitalOcean's own above.
  private static func freeNetwork(besides taken: [IPv4Network]) -> IPv4Network? {
    (100...239).lazy.compactMap { IPv4Network("10.\($0).0.0/16") }
      .first { block in !taken.contains { $0.overlaps(block) } }
  }
}

extension Service {
  fileprivate mutating func complete(at index: Int) {
    if path.isEmpty { path = "apps/\(name)" }
    if package.isEmpty { package = name }
    if port == 0 { port = 3000 + index }
    if output.isEmpty { output = framework.standardOutput }
    if command.isEmpty { command = framework.standardCommand(path: path, output: output) }
  }
}

extension Service.Framework {
  fileprivate var standardOutput: String { self == .nextjs ? ".next" : "dist" }

  /// Words from the repository's root. Next.js is built with `output: "standalone"`, whose server
  /// keeps the workspace's layout (Next.js documentation, output file tracing).
  fileprivate func standardCommand(path: String, output: String) -> [String] {
    switch self {
    case .nestjs: ["node", "\(path)/\(output)/main.js"]
    case .node: ["node", "\(path)/\(output)/index.js"]
    case .nextjs: ["node", "\(path)/server.js"]
    case .static: ["nginx", "-g", "daemon off;"]
    }
  }
}

extension Datastore {
  fileprivate mutating func complete(in project: Project) {
    if image.isEmpty { image = engine.standardImage }
    if host.isEmpty { host = name }
    if database.isEmpty {
      database = project.name.split(separator: "-").joined(separator: "_")
    }
    if user.isEmpty { user = database }
  }
}

extension ComposeEnvironment {
  /// The key of the database UI in ``ports``.
  package static let adminerKey = "adminer"

  fileprivate mutating func complete(at position: Int, in stack: Stack) {
    let isFirst = position == 0
    if file.isEmpty { file = isFirst ? "docker-compose.yml" : "docker-compose.\(name).yml" }
    if variablesFile.isEmpty { variablesFile = ".env.\(name)" }
    if network.isEmpty {
      network =
        isFirst ? "\(stack.project.name)-network" : "\(stack.project.name)-\(name)-network"
    }
    if !stack.datastores.contains(where: { $0.engine == .postgres }) { adminer = nil }
    for (key, port) in ComposeEnvironment.standardPorts(of: stack, hasAdminer: adminer != nil)
    where ports[named: key] == nil {
      ports.append(Named(name: key, value: standardPort(port, at: position)))
    }
    ports.sort { $0.name < $1.name }
  }

  /// The port on the host of what is published as `port` by the first compose environment: a hundred
  /// more for each one after it.
  func standardPort(_ port: Int, at position: Int) -> Int { min(port + 100 * position, 65_535) }

  /// What is published, with the ports of the first environment: a service's own, and the first
  /// free one from the usual port on for each datastore and the database UI.
  private static func standardPorts(of stack: Stack, hasAdminer: Bool) -> [(String, Int)] {
    var ports = stack.imageServices.map { ($0.name, $0.port) }
    var taken = Set(ports.map(\.1))
    let others =
      stack.datastores.map { ($0.name, $0.port) } + (hasAdminer ? [(adminerKey, 8080)] : [])
    for (name, usual) in others {
      let port = (usual...65_535).first { !taken.contains($0) } ?? usual
      taken.insert(port)
      ports.append((name, port))
    }
    return ports
  }
}

extension CloudEnvironment {
  fileprivate mutating func complete(in stack: Stack) {
    if tier == nil { tier = CloudEnvironment.tier(named: name) }
    if servers.isEmpty && !stack.imageServices.isEmpty { servers = [ServerPool()] }
    for datastore in stack.datastores where datastores[named: datastore.name] == nil {
      datastores.append(Named(name: datastore.name, value: ManagedDatastore()))
    }
    datastores.sort { $0.name < $1.name }
  }

  private static func tier(named name: String) -> Tier {
    switch name {
    case "dev", "development": .development
    case "prod", "production": .production
    default: .staging
    }
  }
}
