import JSON

/// What a member of the workspace is: something that runs, or something that others build on.
enum Role: Sendable {
  case service(Framework)
  case package

  init(of member: Member) {
    self = Role.framework(of: member).map(Role.service) ?? .package
  }

  private static func framework(of member: Member) -> Framework? {
    let scripts = Framework.runScripts.compactMap { member.manifest.script($0) }.map(
      ScriptLine.init)
    if let known = Framework.all.first(where: { $0.fits(member, scripts) }) {
      return known.isLibrary(member) ? nil : known
    }
    guard isServiceFolder(member.path), member.manifest.json["bin"] == nil,
      scripts.contains(where: { $0.runs(Framework.runners) }),
      member.manifest.script("start") != nil || member.manifest.script("dev") != nil
    else { return nil }
    return .plain
  }

  /// Folders whose members run, by custom.
  private static let serviceFolders: Set<String> = [
    "apps", "app", "services", "service", "servers", "server", "workers", "worker", "backend",
    "backends", "api", "apis", "microservices", "functions", "bots", "bot", "jobs",
  ]

  private static func isServiceFolder(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    return path == "." || parts.contains { serviceFolders.contains($0) }
  }
}

extension Framework {
  /// Whether a member is rather something that others import, or a program for terminals.
  fileprivate func isLibrary(_ member: Member) -> Bool {
    let isBeside = member.path.hasPrefix("packages/") || member.path.hasPrefix("libs/")
    switch kind {
    case .undeployed: return isBeside
    case .nestjs, .nextjs: return false
    case .node where programs.isEmpty:
      return isClient && isBeside && member.manifest.json["bin"] != nil
    case .node, .static:
      // Its server shows what it builds to those who write it.
      let isBuilt = member.manifest.imported.map { StartGuess.buildFolders.contains($0.folder) }
      return isBuilt == true || member.configuration("vite.config.")?.contains("lib: {") == true
    }
  }

  /// Whether a member is built with it, and runs it.
  func fits(_ member: Member, _ scripts: [ScriptLine]) -> Bool {
    let manifest = member.manifest
    if programs.isEmpty {
      return packages.contains { manifest.dependencies[$0] != nil }
        && scripts.contains { $0.runs(Framework.runners) }
    }
    guard packages.contains(where: { manifest.has($0) }),
      scripts.contains(where: { $0.runs(programs) })
    else { return false }
    // Vite serves libraries and tests, too; a site has a page to begin with.
    return name != "Vite" || member.names.contains("index.html")
      || member.configuration("vite.config.")?.contains("root:") == true
  }
}
