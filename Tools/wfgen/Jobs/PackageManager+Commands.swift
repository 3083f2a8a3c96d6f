import Model

/// What a package manager is told, in scripts.
extension PackageManager {
  /// Installs exactly what the lockfile says.
  var installCommand: String {
    switch kind {
    case .pnpm: "pnpm install --frozen-lockfile"
    case .npm: "npm ci"
    case .yarn: isModernYarn ? "yarn install --immutable" : "yarn install --frozen-lockfile"
    }
  }

  /// Runs a script of the root's package.json.
  func run(_ script: String) -> String {
    kind == .yarn ? "yarn run \(script)" : "\(kind.rawValue) run \(script)"
  }

  /// Runs a script of every package that has it. The first yarn fails where one hasn't, so npm,
  /// which comes with Node.js, does it.
  func runEverywhere(_ script: String) -> String {
    switch kind {
    case .pnpm: "pnpm --recursive --if-present run \(script)"
    case .yarn where isModernYarn: "yarn workspaces foreach --all run \(script)"
    case .npm, .yarn: "npm run \(script) --workspaces --if-present"
    }
  }

  /// Runs a script of every package that has it, after those that the package depends on. npm
  /// knows no order but that of its arguments.
  ///
  /// - Parameter folders: Of the packages, each after what it depends on.
  func runInOrder(_ script: String, folders: [String]) -> String {
    switch kind {
    case .pnpm: "pnpm --recursive --if-present run \(script)"
    case .yarn where isModernYarn: "yarn workspaces foreach --all --topological-dev run \(script)"
    case .npm, .yarn:
      (["npm run \(script) --if-present"] + folders.map { "--workspace=\($0)" })
        .joined(separator: " \\\n  ")
    }
  }

  /// Turborepo, as the project has installed it.
  var turbo: String {
    switch kind {
    case .pnpm: "pnpm exec turbo"
    case .npm: "npx --no turbo"
    case .yarn: "yarn turbo"
    }
  }

  /// Reports known vulnerabilities of a level or above.
  func audit(_ level: Pipeline.AuditLevel) -> String {
    switch kind {
    case .pnpm: "pnpm audit --audit-level \(level.rawValue)"
    case .npm: "npm audit --audit-level=\(level.rawValue)"
    case .yarn:
      isModernYarn
        ? "yarn npm audit --all --recursive --severity \(level.rawValue)"
        : "yarn audit --level \(level.rawValue)"
    }
  }
}
