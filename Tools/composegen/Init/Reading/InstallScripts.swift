import Diagnostics
import JSON

/// What the scripts of an install read besides manifests: images need it before they install.
struct InstallScripts {
  let files: RepositoryFiles
  /// Files and folders, each with the script that reads it.
  private(set) var read: [Fact<String>] = []
  /// Scripts of which isn't known what they read.
  private(set) var unknown: [Fact<String>] = []

  init(_ files: RepositoryFiles) { self.files = files }

  private static let scripts = ["preinstall", "install", "postinstall", "prepare"]
  /// Programs that read nothing an image lacks: git's hooks, checks, patches, which are copied.
  private static let harmless: Set<String> = [
    "husky", "husky install", "only-allow", "patch-package", "lefthook", "simple-git-hooks",
    "is-ci",
    "npx", "pnpm", "yarn", "npm", "exec", "dlx", "echo", "true", "exit", "nuxt", "nuxi",
    "svelte-kit",
    "rimraf", "ts-patch", "electron-builder", "sort-package-json", "corepack", "manypkg",
  ]

  /// Looks at the scripts of a member, or of the root.
  mutating func add(_ member: Member) throws(Failure) {
    for name in InstallScripts.scripts {
      guard let text = member.manifest.script(name) else { continue }
      let place = member.manifest.place(ofScript: name)
      for command in ScriptLine(text).commands { try add(command, of: member, name, place) }
    }
  }

  private mutating func add(
    _ command: [String], of member: Member, _ script: String, _ place: Place
  ) throws(Failure) {
    let words = command.drop { ScriptLine.isAssignment($0) }
    if words.contains("prisma") && words.contains("generate") {
      try addSchema(of: member, words, place)
      return
    }
    var isKnown =
      words.first.map { InstallScripts.harmless.contains(ScriptLine.program($0)) } ?? true
    for word in words where word.contains("/") || word.contains(".") {
      // Settings and secrets are in no image, whoever reads them.
      guard let path = RepositoryPath.normal(RepositoryPath.join(member.path, word)),
        StackForm.isPath(path), !RepositoryPath.last(path).hasPrefix(".env"),
        try files.isFile(path)
      else { continue }
      read.append(Fact(path, at: place))
      isKnown = true
    }
    if !isKnown, unknown.last?.place != place { unknown.append(Fact(script, at: place)) }
  }

  /// The schema that is named by `--schema`, by package.json, or by custom.
  private mutating func addSchema(
    of member: Member, _ words: ArraySlice<String>, _ place: Place
  ) throws(Failure) {
    let words = words.flatMap { $0.split(separator: "=").map(String.init) }
    let flag = words.firstIndex(of: "--schema").map { words[($0 + 1)...] }
    let named = [flag?.first, member.manifest.json["prisma"]?["schema"]?.string]
    for candidate in named.compactMap(\.self) + ["prisma", "schema.prisma"] {
      guard let path = RepositoryPath.normal(RepositoryPath.join(member.path, candidate)),
        try isThere(path)
      else { continue }
      read.append(Fact(path, at: place))
      return
    }
  }

  private func isThere(_ path: String) throws(Failure) -> Bool {
    guard StackForm.isPath(path) else { return false }
    if try files.isFile(path) { return true }
    return try files.isFolder(path)
  }
}
