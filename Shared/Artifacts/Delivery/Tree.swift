import Platform

/// A folder that files are delivered to, with the folders below it.
final class Tree {
  let root: Folder
  private var folders: [String: Folder] = [:]

  init(root: Folder) {
    self.root = root
    folders[""] = root
  }

  /// The folder of a path's last component; `nil` where there is none yet.
  func folder(of path: String) throws(Refusal) -> Folder? {
    var folder = root
    for name in FileSet.folders(of: path) {
      if let known = folders[name] {
        folder = known
        continue
      }
      let last = name.split(separator: "/").last.map(String.init) ?? name
      guard let entry = try Refusal.wrap({ () throws(SystemError) in try folder.entry(last) })
      else {
        return nil
      }
      switch entry.kind {
      case .folder: break
      case .link: throw .link(name)
      case .file, .other: throw .noFolder(name)
      }
      folder = try Refusal.wrap { () throws(SystemError) in try folder.folder(last) }
      folders[name] = folder
    }
    return folder
  }

  /// Makes the folders of a path that are missing.
  ///
  /// - Parameter made: Called with each new folder's parent and name.
  func makeFolders(
    of path: String, _ made: (Folder, String) -> Void
  ) throws(SystemError) -> Folder {
    var folder = root
    for name in FileSet.folders(of: path) {
      if let known = folders[name] {
        folder = known
        continue
      }
      let last = name.split(separator: "/").last.map(String.init) ?? name
      if try folder.entry(last) == nil {
        try folder.makeFolder(last)
        made(folder, last)
      }
      folder = try folder.folder(last)
      folders[name] = folder
    }
    return folder
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
