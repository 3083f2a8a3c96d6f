import Platform

/// Looks for files that were generated once, and are not any more.
struct StaleSearch {
  /// The tools that take part; other tools' files are none of this run's business.
  let generators: Set<String>
  /// The paths that are generated now.
  let current: Set<String>

  /// Folders that hold installed packages, build output or a tool's own state.
  private static let skipped: Set<String> = [
    ".git", "node_modules", ".terraform", ".turbo", ".next", "dist", "coverage", ".venv",
  ]

  /// The stale files below a folder, in order of path. What can't be read is passed over.
  func files(below folder: Folder, path: String = "") -> [Change] {
    guard let entries = try? folder.entries() else { return [] }
    return entries.flatMap { name, kind -> [Change] in
      let place = path.isEmpty ? name : "\(path)/\(name)"
      switch kind {
      case .folder:
        if StaleSearch.skipped.contains(name) || name.hasPrefix(".build") { return [] }
        guard let child = try? folder.folder(name) else { return [] }
        return files(below: child, path: place)
      case .file: return stale(name, at: place, in: folder).map { [$0] } ?? []
      case .link, .other: return []
      }
    }
  }

  private func stale(_ name: String, at path: String, in folder: Folder) -> Change? {
    guard !current.contains(path), CommentStyle(path: name) != nil,
      let head = try? folder.head(of: name, Mark.headLength),
      let generator = Mark.generator(in: head), generators.contains(generator),
      let bytes = try? folder.read(name), Mark.state(of: bytes) != .foreign,
      let mode = try? folder.entry(name)?.mode
    else { return nil }
    return Change(path: path, kind: .stale, old: bytes, new: nil, mode: mode)
  }
}
