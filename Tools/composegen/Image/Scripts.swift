import Model

/// The command lines that run scripts of a service and of the packages it builds on.
struct Scripts {
  let stack: Stack
  let service: Service
  private var manager: PackageManager { stack.toolchain.packageManager }

  init(_ stack: Stack, for service: Service) {
    self.stack = stack
    self.service = service
  }

  /// Builds the service, after what it builds on.
  var build: [String] {
    if stack.toolchain.usesTurbo {
      return [turbo("build", filter: "\(service.package)...")]
    }
    switch manager.kind {
    case .pnpm: return ["pnpm --filter=\(service.package)... run --if-present build"]
    case .yarn where manager.isModernYarn:
      return [
        "yarn workspaces foreach --recursive --topological-dev --from \(service.package) run build"
      ]
    case .npm, .yarn: return [npm("build", in: stack.packages.map(\.path) + [service.path])]
    }
  }

  /// What a container of a development environment runs in a shell: builds what the service builds
  /// on, then runs the service's script and watches the packages.
  var development: String {
    let script = service.developmentScript
    if stack.packages.isEmpty { return "exec " + alone(script) }
    if stack.toolchain.usesTurbo {
      return turbo("build", filter: "\(service.package)^...") + " && exec "
        + turbo(script, filter: "\(service.package)...", concurrency: true)
    }
    switch manager.kind {
    case .pnpm:
      return "pnpm --filter=\(service.package)^... run --if-present build"
        + " && exec pnpm --parallel --filter=\(service.package)... run --if-present \(script)"
    case .yarn where manager.isModernYarn:
      return
        "yarn workspaces foreach --recursive --topological-dev --from \(service.package) "
        + "--exclude \(service.package) run build"
        + " && exec yarn workspaces foreach --recursive --parallel --interlaced --jobs unlimited "
        + "--from \(service.package) run \(script)"
    case .npm, .yarn: return byNPM(script)
    }
  }

  /// Runs a script of the service only.
  private func alone(_ script: String) -> String {
    if stack.toolchain.usesTurbo { return turbo(script, filter: service.package) }
    switch manager.kind {
    case .pnpm: return "pnpm --filter=\(service.package) run \(script)"
    case .yarn where manager.isModernYarn: return "yarn workspace \(service.package) run \(script)"
    case .npm, .yarn: return npm(script, in: [service.path], isOptional: false)
    }
  }

  /// npm runs scripts of workspaces in the order they are named in, one after the other, so what
  /// keeps running goes to the background. dumb-init ends them all at once.
  private func byNPM(_ script: String) -> String {
    let packages = stack.packages.map(\.path)
    let server = "exec " + alone(script)
    let watchers = packages.map { npm(script, in: [$0]) + " &" }.joined(separator: " ")
    return npm("build", in: packages) + " && { \(watchers) \(server); }"
  }

  private func npm(_ script: String, in folders: [String], isOptional: Bool = true) -> String {
    "npm run \(script)" + (isOptional ? " --if-present" : "")
      + folders.map { " --workspace=\($0)" }.joined()
  }

  /// Turborepo hides variables that turbo.json doesn't name; in a container all of them are meant.
  private func turbo(_ task: String, filter: String, concurrency: Bool = false) -> String {
    let runner =
      switch manager.kind {
      case .pnpm: "pnpm exec turbo"
      case .npm: "npx turbo"
      case .yarn: "yarn turbo"
      }
    // Turborepo refuses more tasks that keep running than may run at once: ten, by default.
    let tasks = stack.packages.count + 2
    let limit = concurrency && tasks > 10 ? " --concurrency=\(tasks)" : ""
    return "\(runner) run \(task) --filter=\(filter) --env-mode=loose\(limit)"
  }
}
