import Glibc

/// Files by path.
package enum Files {
  /// Whether this process may read a file that is there.
  package static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// The bytes of a regular file, or of a pipe.
  ///
  /// - Parameter limit: Bytes.
  /// - Returns: `nil` where the file is larger than `limit`.
  package static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8]? {
    let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw SystemError("open", path: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError("open", path: path) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw SystemError("read", path: path, code: EISDIR)
    }
    if status.st_mode & S_IFMT == S_IFREG && Int(status.st_size) > limit { return nil }
    return try Descriptors.readAll(from: descriptor, limit: limit, name: path)
  }

  /// Whether something is there under a path, whatever it is.
  package static func exist(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Puts bytes into a file, at once: who reads it sees the old ones or the new ones.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let slash = path.lastIndex(of: "/")
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let folder = try Folder(path: parent)
    let draft = ".\(name).\(getpid())"
    try folder.create(draft, bytes, mode: 0o644)
    do throws(SystemError) {
      try folder.rename(draft, to: name)
    } catch {
      try? folder.remove(draft)
      throw error
    }
  }
}
