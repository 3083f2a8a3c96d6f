/// What was read of a repository, with where each thing stood. All guesses are made from it.
struct Repository: Sendable {
  /// The name of its folder.
  var folderName = ""
  var root: Member
  /// The workspace's folders, in the order of their paths; empty where there is no workspace.
  var members: [Member] = []
  var patterns: WorkspacePatterns
  /// turbo.json or turbo.jsonc.
  var turbo: ConfigurationFile?
  /// The heads of lockfiles that are there, by name.
  var lockfiles: [String: TextFile] = [:]
  /// Compose files, those of the root first.
  var composeFiles: [ConfigurationFile] = []
  var pnpm: ConfigurationFile?
  /// .git/config, and what the remote's main branch is.
  var gitConfiguration: TextFile?
  var gitMainBranch: TextFile?
  /// Files and folders that scripts of an install read, and scripts of which that isn't known.
  var installFiles: [Fact<String>] = []
  var unknownInstallScripts: [Fact<String>] = []
  /// What couldn't be read, and why.
  var unread: [Fact<String>] = []

  /// The port that a compose file publishes of what is built from a folder, by the folder.
  var composedPorts: [String: Fact<Int>] {
    var ports: [String: Fact<Int>] = [:]
    for service in composeFiles.flatMap(ComposeServiceFact.all) {
      guard let folder = service.buildFolder, let port = service.ports.first else { continue }
      if ports[folder] == nil { ports[folder] = port }
    }
    return ports
  }

  /// Names of the workspace's packages, each with its member's place in ``members``.
  var membersByName: [String: Int] {
    Dictionary(
      members.enumerated().compactMap { index, member in
        member.manifest.name.map { ($0, index) }
      }, uniquingKeysWith: { first, _ in first })
  }
}
