/// Paths as text, and what is there.
package enum FilePath {
  /// A path that is written in a file of a folder, with `.` and `..` worked out.
  ///
  /// - Returns: As the folder was named by the user: relative where that is.
  package static func join(_ folder: String, _ path: String) -> String {
    normal(path.hasPrefix("/") ? path : folder.isEmpty ? path : "\(folder)/\(path)")
  }

  /// The path without `.`, empty parts, and `..` where something is before it.
  package static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// The folder that a file is in.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What follows the last slash.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Whether `path` is below `folder`; a folder isn't below itself.
  package static func isBelow(_ path: String, _ folder: String) -> Bool {
    folder == "/" ? path != "/" && path.hasPrefix("/") : path.hasPrefix(folder + "/")
  }

  package static func isFolder(_ path: String) -> Bool { (try? Folder(path: path)) != nil }

  /// Whether anything but a folder is there.
  package static func isFile(_ path: String) -> Bool { exists(path) && !isFolder(path) }

  package static func exists(_ path: String) -> Bool {
    guard let folder = try? Folder(path: folder(of: path)) else { return false }
    return (try? folder.entry(name(of: path))) != nil || isFolder(path)
  }

  /// The names in a folder, in order; none where it can't be listed.
  package static func names(in folder: String) -> [String] {
    ((try? Folder(path: folder).entries()) ?? []).map(\.name)
  }

  /// The names of files in a folder, and of links; not of pipes, which would be waited for.
  package static func files(in folder: String) -> [String] {
    ((try? Folder(path: folder).entries()) ?? []).filter { $0.kind == .file || $0.kind == .link }
      .map(\.name)
  }

  /// The text of a file that isn't large, its lines ended by line feeds alone; `nil` where it can't be
  /// had.
  package static func text(_ path: String, limit: Int = 1 << 20) -> String? {
    guard isFile(path), let bytes = try? Files.read(path, limit: limit) else { return nil }
    return String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}
