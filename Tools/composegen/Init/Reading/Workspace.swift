import Diagnostics
import JSON
import Platform

/// The patterns of a workspace, and where they are said.
struct WorkspacePatterns: Sendable {
  var patterns: [WorkspacePattern] = []
  /// Where they stand; `nil` where no file has any.
  var place: Place?
  /// Patterns that are none, and where they are.
  var faults: [Fact<String>] = []

  /// Of the files that may say them, the first that does: pnpm-workspace.yaml, package.json,
  /// lerna.json.
  ///
  /// - Parameter pnpm: pnpm-workspace.yaml, where there is one.
  init(pnpm: ConfigurationFile?, manifest: Manifest, lerna: ConfigurationFile?) {
    let sources: [(ConfigurationFile?, [String])] = [
      (pnpm, ["packages"]), (manifest.file, ["workspaces"]),
      (manifest.file, ["workspaces", "packages"]), (lerna, ["packages"]),
    ]
    for (file, tokens) in sources {
      guard let file, let list = file.json[JSONPointer(tokens)]?.array else { continue }
      place = file.place(JSONPointer(tokens))
      read(list, of: file, tokens)
      return
    }
  }

  private mutating func read(_ list: [JSONValue], of file: ConfigurationFile, _ tokens: [String]) {
    for (index, element) in list.enumerated() {
      let place = file.place(JSONPointer(tokens + [String(index)]))
      guard let text = element.string, RepositoryPath.normal(text) != nil, !text.hasPrefix("/")
      else {
        faults.append(Fact(element.string ?? element.kind, at: place))
        continue
      }
      patterns += WorkspacePattern.patterns(text)
    }
  }
}

/// The folders of a workspace.
struct WorkspaceSearch {
  let files: RepositoryFiles
  let patterns: WorkspacePatterns
  private var found: Set<String> = []

  init(_ files: RepositoryFiles, _ patterns: WorkspacePatterns) {
    self.files = files
    self.patterns = patterns
  }

  /// What no workspace is looked for in, unless it is named.
  static let skipped: Set<String> = ["node_modules", "bower_components", "dist"]
  private static let depthLimit = 10

  /// The folders that the patterns stand for and that have a package.json, without the root, in
  /// the order of their paths.
  mutating func folders() throws(Failure) -> [String] {
    for pattern in patterns.patterns where !pattern.isException {
      try expand(pattern.components[...], in: ".", depth: 0)
    }
    let exceptions = patterns.patterns.filter(\.isException)
    let kept = found.filter { path in !exceptions.contains { $0.matches(path) } }
    var folders: [String] = []
    for path in kept.sorted() where path != "." {
      if try files.isFile("\(path)/package.json") { folders.append(path) }
    }
    return folders
  }

  private mutating func expand(
    _ components: ArraySlice<String>, in folder: String, depth: Int
  ) throws(Failure) {
    guard depth <= WorkspaceSearch.depthLimit else { return }
    guard let first = components.first else {
      found.insert(folder)
      return
    }
    let rest = components.dropFirst()
    if first == "**" {
      try expand(rest, in: folder, depth: depth)
      for name in try subfolders(of: folder) where WorkspacePattern.matches("*", name: name) {
        try expand(components, in: RepositoryPath.join(folder, name), depth: depth + 1)
      }
    } else if first.utf8.contains(where: { "*?[".utf8.contains($0) }) {
      for name in try subfolders(of: folder) where WorkspacePattern.matches(first, name: name) {
        try expand(rest, in: RepositoryPath.join(folder, name), depth: depth + 1)
      }
    } else {
      guard let path = RepositoryPath.normal(RepositoryPath.join(folder, first)),
        try files.isFolder(path)
      else { return }
      try expand(rest, in: path, depth: depth + 1)
    }
  }

  /// A link counts where it leads to a folder inside.
  private func subfolders(of folder: String) throws(Failure) -> [String] {
    var names: [String] = []
    for (name, kind) in try files.entries(of: folder)
    where !WorkspaceSearch.skipped.contains(name) {
      switch kind {
      case .folder: names.append(name)
      case .link:
        if try files.isFolder(RepositoryPath.join(folder, name)) { names.append(name) }
      case .file, .other: break
      }
    }
    return names
  }
}
