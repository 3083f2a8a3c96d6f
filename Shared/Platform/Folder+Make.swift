import Glibc

extension Folder {
  /// Folders that were made for one path.
  package struct Made: Sendable {
    package init() {}

    /// The outermost first; empty where all were there.
    package fileprivate(set) var paths: [String] = []
    /// The folder that the outermost is in, and when it was last changed before.
    fileprivate var place: (path: String, moment: Moment)?

    /// Takes the folders back, where they are empty.
    package func remove() {
      for path in paths.reversed() { rmdir(path) }
      if let place { try? Folder(path: place.path).setModified(place.moment) }
    }
  }

  /// Makes a folder and those above it, where they are missing: all of them, or none.
  @discardableResult
  package static func make(path: String) throws(SystemError) -> Made {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    var made = Made()
    if let moment = try? Folder(path: parent).modified() { made.place = (parent, moment) }
    if mkdir(path, 0o777) == 0 {
      made.paths = [path]
      return made
    }
    if errno == EEXIST { return Made() }
    guard errno == ENOENT, slash != nil, parent != "/" else {
      throw SystemError("make the folder", path: path)
    }
    made = try make(path: parent)
    if mkdir(path, 0o777) == 0 {
      made.paths.append(path)
      return made
    }
    let failure = SystemError("make the folder", path: path)
    if failure.isTaken { return made }
    made.remove()
    throw failure
  }
}
