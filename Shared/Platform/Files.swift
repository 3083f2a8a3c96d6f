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
}
