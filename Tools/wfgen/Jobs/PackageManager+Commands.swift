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

  /// Runs a script of every package that has it.
  func runEverywhere(_ script: String) -> String {
    switch kind {
    case .pnpm: "pnpm --recursive --if-present run \(script)"
    case .npm: "npm run \(script) --workspaces --if-present"
    case .yarn:
      isModernYarn
        ? "yarn workspaces foreach --all run \(script)" : "yarn workspaces run \(script)"
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
