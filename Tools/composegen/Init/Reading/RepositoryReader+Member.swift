import Diagnostics
import Platform

extension RepositoryReader {
  /// Files that configure a member, by how their names begin.
  private static let configurationPrefixes = [
    "next.config.", "vite.config.", "nuxt.config.", "astro.config.", "svelte.config.",
    "remix.config.", "react-router.config.", "nest-cli.json", "angular.json", "vercel.json",
    "tsconfig.json", "tsconfig.build.json", "wrangler.", "docusaurus.config.", "app.json",
    ".npmrc", ".nvmrc", ".node-version", ".tool-versions",
  ]

  /// Reads what tells about a member.
  ///
  /// - Parameter others: Folders of the other members, which may lie within its own.
  func member(
    _ manifest: Manifest, besides others: Set<String> = []
  ) throws(Failure) -> Member {
    var member = Member(manifest: manifest)
    let folder = manifest.folder
    for (name, kind) in try files.entries(of: folder) {
      let path = RepositoryPath.join(folder, name)
      if kind == .folder || kind == .link, try files.isFolder(path) {
        member.folders.insert(name)
        continue
      }
      member.names.insert(name)
      if Member.isDockerfile(name)
        || RepositoryReader.configurationPrefixes.contains(where: { name.hasPrefix($0) })
      {
        member.configuration[name] = try files.file(path)
      }
    }
    member.environment = try environment(in: [folder, RepositoryPath.join(folder, "src")])
    guard folder != "." else { return member }
    for name in ["turbo.json", "turbo.jsonc"] where member.names.contains(name) {
      member.turbo = try json(RepositoryPath.join(folder, name))
    }
    try readSources(&member, besides: others)
    return member
  }

  /// Files of variables lie beside package.json, or beside the source.
  private func environment(in folders: [String]) throws(Failure) -> [EnvironmentFile] {
    var found: [TextFile] = []
    for folder in folders {
      for (name, _) in try files.entries(of: folder) where EnvironmentFile.isNamed(name) {
        if let file = try files.file(RepositoryPath.join(folder, name)) { found.append(file) }
      }
    }
    return found.sorted { left, right in
      let (first, second) = (RepositoryReader.rank(left.name), RepositoryReader.rank(right.name))
      return first == second ? left.path < right.path : first < second
    }.map(EnvironmentFile.init)
  }

  /// Examples are believed before real files, and the plain ones before those of an environment.
  private static func rank(_ name: String) -> Int {
    if EnvironmentFile.isExample(name) {
      return name.split(whereSeparator: { $0 == "." || $0 == "-" }).count <= 2 ? 0 : 1
    }
    return name == ".env" ? 2 : 3
  }

  /// Folders that hold no source of what runs.
  private static let notSource: Set<String> = [
    "node_modules", "dist", "build", "out", "coverage", "test", "tests", "e2e", "cypress",
    "playwright", "fixtures", "public", "static", "assets", "locales", "migrations", "stories",
    "storybook", "docs", "examples", "bower_components", "vendor",
  ]
  private static let sourceCount = 1500
  private static let folderCount = 3000

  /// Walks the member's folder, those of its own level before deeper ones.
  ///
  /// - Parameter others: Folders that aren't its own.
  func readSources(_ member: inout Member, besides others: Set<String>) throws(Failure) {
    var folders = [member.path]
    var next = 0
    while next < folders.count, next < RepositoryReader.folderCount {
      let folder = folders[next]
      next += 1
      let isRoutes = ["/routes", "/app/", "/pages"].contains { folder.range(of: $0) != nil }
      for (name, kind) in try files.entries(of: folder) {
        let path = RepositoryPath.join(folder, name)
        if kind == .folder {
          let isSkipped = RepositoryReader.notSource.contains(name) && !isRoutes
          if !name.hasPrefix("."), name != "node_modules", !isSkipped, !others.contains(path) {
            folders.append(path)
          }
        } else if kind == .file, RepositoryReader.isSource(name) {
          member.sourcePaths.append(path)
          guard member.sources.count < RepositoryReader.sourceCount,
            let file = try files.source(path)
          else {
            member.isPartial = true
            continue
          }
          member.sources.append(file)
        }
      }
    }
    if next < folders.count { member.isPartial = true }
  }

  private static let extensions: Set<Substring> = [
    "ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts", "vue", "svelte", "astro", "prisma",
  ]

  private static func isSource(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    guard parts.count > 1, let kind = parts.last, extensions.contains(kind) else { return false }
    let middle = parts.dropFirst().dropLast()
    return !middle.contains {
      ["test", "spec", "stories", "d", "min", "e2e-spec", "mock"].contains($0)
    }
  }
}
