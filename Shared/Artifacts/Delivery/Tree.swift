import Platform

/// A folder that files are delivered to, with the folders below it.
final class Tree {
  let root: Folder
  /// Folders that are open, by path. Few, since a process may have few files open.
  private var folders: [String: Folder] = [:]
  private static let capacity = 64

  init(root: Folder) { self.root = root }

  /// The folder of a path's last component; `nil` where there is none yet.
  func folder(of path: String) throws(Refusal) -> Folder? {
    var folder = root
    for name in FileSet.folders(of: path) {
      if let known = folders[name] {
        folder = known
        continue
      }
      let last = Tree.name(of: name)
      guard let entry = try Refusal.wrap({ () throws(SystemError) in try folder.entry(last) })
      else {
        return nil
      }
      switch entry.kind {
      case .folder: break
      case .link: throw .link(name)
      case .file, .other: throw .noFolder(name)
      }
      let parent = folder
      folder = try Refusal.wrap { () throws(SystemError) in try open(name, in: parent) }
    }
    return folder
  }

  /// The folder of a path's last component, which is there.
  ///
  /// - Parameter missing: Called with the parent and the path of each folder that isn't known to be
  ///   there, before it is opened, so that it can be made.
  func reach(
    _ path: String, _ missing: (Folder, String) throws(SystemError) -> Void = { _, _ in }
  ) throws(SystemError) -> Folder {
    var folder = root
    for name in FileSet.folders(of: path) {
      if let known = folders[name] {
        folder = known
      } else {
        try missing(folder, name)
        folder = try open(name, in: folder)
      }
    }
    return folder
  }

  private func open(_ path: String, in parent: Folder) throws(SystemError) -> Folder {
    let folder = try parent.folder(Tree.name(of: path))
    if folders.count >= Tree.capacity { folders.removeAll() }
    folders[path] = folder
    return folder
  }

  /// `a/b` of `a/b/c`; empty for the root.
  static func folderPath(of path: String) -> String { FileSet.folders(of: path).last ?? "" }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
