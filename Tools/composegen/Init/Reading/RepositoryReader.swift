import Diagnostics
import JSON
import Platform

/// Reads a repository: what names its workspaces, then what tells about each.
struct RepositoryReader {
  let files: RepositoryFiles

  init(_ files: RepositoryFiles) { self.files = files }

  /// Files of the root whose first bytes tell which manager wrote them.
  static let lockfileNames = [
    "pnpm-lock.yaml", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "bun.lock",
    "bun.lockb",
  ]

  /// - Throws: Exit status 2 with the place and what to do.
  func read() throws(Failure) -> Repository {
    guard let manifest = try manifest(in: ".") else { throw try noManifest() }
    var repository = Repository(
      folderName: files.name, root: try member(manifest),
      patterns: WorkspacePatterns(
        pnpm: try yaml("pnpm-workspace.yaml"), manifest: manifest,
        lerna: try json("lerna.json")))
    repository.pnpm = try yaml("pnpm-workspace.yaml")
    for name in ["turbo.json", "turbo.jsonc"] where repository.turbo == nil {
      repository.turbo = try json(name)
    }
    for name in RepositoryReader.lockfileNames {
      repository.lockfiles[name] = try files.file(name, isHead: true)
    }
    var search = WorkspaceSearch(files, repository.patterns)
    let folders = try search.folders()
    for folder in folders {
      guard let manifest = try self.manifest(in: folder) else { continue }
      repository.members.append(try member(manifest, besides: Set(folders)))
    }
    if case .service = Role(of: repository.root) {
      let others = Set(repository.members.map(\.path))
      try readSources(&repository.root, besides: others)
    }
    var scripts = InstallScripts(files)
    for member in [repository.root] + repository.members { try scripts.add(member) }
    (repository.installFiles, repository.unknownInstallScripts) = (scripts.read, scripts.unknown)
    try readGit(&repository)
    try readCompose(&repository)
    return repository
  }

  private func manifest(in folder: String) throws(Failure) -> Manifest? {
    let path = RepositoryPath.join(folder, "package.json")
    guard let file = try files.file(path) else { return nil }
    return try Manifest(file, folder: folder, shown: files.shown(path))
  }

  func json(_ path: String) throws(Failure) -> ConfigurationFile? {
    guard let file = try files.file(path) else { return nil }
    return try ConfigurationFile(json: file, dialect: .commented, shown: files.shown(path))
  }

  private func yaml(_ path: String) throws(Failure) -> ConfigurationFile? {
    guard let file = try files.file(path) else { return nil }
    return try ConfigurationFile(yaml: file, shown: files.shown(path))
  }

  /// Nothing to begin with; where a folder below has one, it may have been meant.
  private func noManifest() throws(Failure) -> Failure {
    var near: [String] = []
    for (name, kind) in try files.entries(of: ".") where kind == .folder && near.count < 3 {
      if !name.hasPrefix("."), !WorkspaceSearch.skipped.contains(name),
        try files.isFile("\(name)/package.json")
      {
        near.append(files.shown(name))
      }
    }
    let remedy =
      near.isEmpty
      ? "name the folder of an application" : "is it in " + near.joined(separator: ", ") + "?"
    return .invalid("\(files.path): no package.json, so no Turborepo and no application; \(remedy)")
  }

  /// Nothing in these two is necessary, so links from them to elsewhere don't matter.
  private func readGit(_ repository: inout Repository) throws(Failure) {
    repository.gitConfiguration = try? files.file(".git/config")
    repository.gitMainBranch = try? files.file(".git/refs/remotes/origin/HEAD")
  }
}
