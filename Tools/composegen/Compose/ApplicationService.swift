import Emit
import Model

/// A service of the application in a compose file.
struct ApplicationService {
  let service: Service
  let scope: ComposeScope
  private var stack: Stack { scope.stack }
  private var environment: ComposeEnvironment { scope.environment }
  private var isDevelopment: Bool { environment.mode == .development }

  init(_ service: Service, in scope: ComposeScope) {
    self.service = service
    self.scope = scope
  }

  var yaml: YAML {
    let waits = dependencies
    let mounts = volumes
    let settings = settings
    let hosts = needsMachine
    return YAML.mapping {
      .entry("image", .string("\(stack.project.name)-\(service.name):\(environment.name)"))
        .entry("build", build)
      if isDevelopment {
        .entry("entrypoint", .flow(["/usr/bin/dumb-init", "--"]))
          .entry("command", ["sh", "-c", .string(Scripts(stack, for: service).development)])
      } else {
        .entry("read_only", true)
          .entry("tmpfs", ["/tmp"])
          .entry("cap_drop", ["ALL"])
      }
      if let settings { .entry("environment", settings) }
      .entry(
        "ports",
        Confinement(environment).published(
          environment.hostPort(of: service), to: service.port)
      )
      if hosts { .entry("extra_hosts", [.string("\(ComposeEnvironment.machine):host-gateway")]) }
      if !mounts.isEmpty { .entry("volumes", .sequence(mounts)) }
      if !waits.isEmpty { .entry("depends_on", .mapping(waits)) }
      .entry("healthcheck", healthcheck)
      for entry in Confinement(environment).entries(memory: "512M") { entry }
    }
  }

  private var build: YAML {
    let variables = BuildVariables(of: service, in: stack)
    return YAML.mapping {
      .entry("context", ".")
        .entry("dockerfile", .string("\(service.path)/Dockerfile"))
        .entry("target", isDevelopment ? "dependencies" : "production")
      if !isDevelopment && !variables.arguments.isEmpty {
        .entry("args", .mapping(entries { variables.arguments.contains($0.name) }))
      }
      if !isDevelopment && !variables.secrets.isEmpty {
        .entry("secrets", .sequence(variables.secrets.map { .string($0) }))
      }
    }
  }

  /// The variables that the service reads, and the port where none of them tells it. Files that are
  /// served as they are read none.
  private var settings: YAML? {
    if service.framework == .static && !isDevelopment { return nil }
    let read = entries { _ in true }
    let hasPort = stack.variables(of: service).contains { $0.name == "PORT" }
    return .mapping(
      (hasPort ? [] : [.init("PORT", .string("\(service.port)"))]) + read)
  }

  private func entries(where isIncluded: (Variable) -> Bool) -> [YAML.Entry] {
    stack.variables(of: service).filter(isIncluded).map {
      .init(.text($0.name), .string(scope.value(of: $0)))
    }
  }

  /// Whether a value leads to a service that runs on the machine itself.
  private var needsMachine: Bool {
    stack.variables(of: service).contains { variable in
      guard let origin = variable.origin, [.address, .host].contains(origin.part),
        variable.value(in: environment.name) == nil
      else { return false }
      return stack.service(origin.source).map { $0.target != .docker } ?? false
    }
  }

  private var dependencies: [YAML.Entry] {
    let stores = stack.datastores(of: service).map(\.host)
    return (stores + service.dependencies).map { .init(.text($0), Dependency.healthy) }
  }

  private var healthcheck: YAML {
    let health = service.health
    let test =
      service.framework == .static && !isDevelopment
      ? StaticSite.check(service) : ["node", "-e", HealthScript.text(for: service)]
    return Confinement.healthcheck(
      ["CMD"] + test.map(ComposeText.escaped),
      interval: min(health.interval, Confinement.interval), timeout: health.timeout,
      retries: max(health.retries, isDevelopment ? 10 : health.retries),
      startPeriod: isDevelopment ? max(health.startPeriod, .seconds(120)) : health.startPeriod)
  }
}

extension ApplicationService {
  /// Source folders are mounted over the image's copies, and nothing else is: node_modules and what
  /// builds wrote stay the container's own. Folders that the service writes to are volumes.
  private var volumes: [YAML] {
    let written = ApplicationService.volumes(of: service).map { folder, name in
      YAML.string("\(name):/app/\(service.path)/\(folder)")
    }
    guard isDevelopment else { return written }
    let own = mounts(of: service.path, source: service.source, output: service.output)
    let packages = stack.packages.flatMap { package in
      mounts(of: package.path, source: package.source, output: package.output)
    }
    return own + packages + written
  }

  /// Where the whole folder is source, anonymous volumes keep the container's own parts of it.
  private func mounts(of path: String, source: String, output: String) -> [YAML] {
    let folder = source == "." ? path : "\(path)/\(source)"
    let mount: YAML = [
      "type": "bind", "source": .string("./\(folder)"), "target": .string("/app/\(folder)"),
      // A missing folder is an error, not a new one that belongs to root.
      "bind": ["create_host_path": false],
    ]
    guard source == "." else { return [mount] }
    return [mount]
      + (["node_modules"] + (output == "." ? [] : [output])).map { part in
        ["type": "volume", "target": .string("/app/\(path)/\(part)")]
      }
  }

  /// The volumes for the folders that a service writes to: `api_uploads` for `uploads` of `api`.
  ///
  /// No other volume has an underscore in its name, so none can be meant by two.
  static func volumes(of service: Service) -> [(folder: String, name: String)] {
    var names: Set<String> = []
    return service.writable.map { folder in
      let plain = String(folder.map { $0.isLetter || $0.isNumber || ".-".contains($0) ? $0 : "_" })
      let base = "\(service.name)_\(plain)"
      var name = base
      while !names.insert(name).inserted { name += "_" }
      return (folder, name)
    }
  }
}
