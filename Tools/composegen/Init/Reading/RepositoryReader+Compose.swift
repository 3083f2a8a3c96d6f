import Diagnostics
import Platform

extension RepositoryReader {
  /// Folders in which compose files are looked for besides the root and the members' own.
  private static let composeFolders = [
    "docker", ".docker", "infra", "infrastructure", "deploy", "deployment", "dev", "devops",
    "local", "docker/development", "docker/dev", "docker/local", "docker/compose", ".devcontainer",
  ]
  private static let composeCount = 12

  /// `compose.yaml`, `docker-compose.dev.yml`, and the like.
  static func isCompose(_ name: String) -> Bool {
    let name = name.lowercased()
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    return ["compose.", "compose-", "docker-compose", "docker_compose"].contains {
      name.hasPrefix($0)
    }
  }

  /// Reads compose files, those that are most likely the developers' first. One that is no YAML is
  /// said, and left out: it isn't needed.
  func readCompose(_ repository: inout Repository) throws(Failure) {
    let folders = ["."] + RepositoryReader.composeFolders + repository.members.map(\.path)
    for folder in folders {
      let names = try files.entries(of: folder).filter { RepositoryReader.isCompose($0.name) }
        .map(\.name).sorted { left, right in
          let (first, second) = (
            RepositoryReader.rank(compose: left), RepositoryReader.rank(compose: right)
          )
          return first == second ? left < right : first < second
        }
      for name in names where repository.composeFiles.count < RepositoryReader.composeCount {
        let path = RepositoryPath.join(folder, name)
        guard let file = try files.file(path) else { continue }
        do throws(Failure) {
          repository.composeFiles.append(
            try ConfigurationFile(yaml: file, shown: files.shown(path)))
        } catch {
          let finding = error.findings.first
          repository.unread.append(
            Fact(finding?.message ?? "is no YAML", at: Place(path, line: finding?.line)))
        }
      }
    }
  }

  private static func rank(compose name: String) -> Int {
    let parts = name.lowercased().split { ".-_".contains($0) }.filter {
      !["docker", "compose", "yml", "yaml"].contains($0)
    }
    guard let first = parts.first else { return 0 }
    if ["dev", "development", "local", "services", "db", "infra"].contains(first) { return 1 }
    return ["test", "ci", "e2e", "prod", "production", "staging"].contains(first) ? 3 : 2
  }
}
