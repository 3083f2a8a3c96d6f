import Glibc

/// An open regular file, read piece by piece into memory that is used again.
package struct FileReader: ~Copyable {
  /// What messages call the file.
  package let path: String
  /// Bytes that it had when it was opened.
  package let size: Int
  private let descriptor: Int32

  /// - Parameter followsLink: Whether a link stands for what it leads to; else it is no regular file.
  /// - Throws: Where it isn't there, can't be opened, or is no regular file.
  package init(
    _ name: String, in folder: Folder, followsLink: Bool = false
  ) throws(SystemError) {
    path = folder.full(name)
    let flags =
      O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = retrying { openat(folder.descriptor, name, flags) }
    guard descriptor >= 0 else { throw SystemError("open", path: path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw SystemError("read", path: path, code: EINVAL)
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads on, until there is no more or `bytes` is full.
  ///
  /// - Parameters:
  ///   - bytes: What is written over; its count stays.
  ///   - start: Where in `bytes` to begin.
  /// - Returns: How many bytes were read; fewer than there is room for at the end of the file.
  package func read(into bytes: inout [UInt8], from start: Int) throws(SystemError) -> Int {
    var end = start
    while end < bytes.count {
      let count = retrying {
        bytes.withUnsafeMutableBytes {
          Glibc.read(descriptor, $0.baseAddress?.advanced(by: end), $0.count - end)
        }
      }
      if count < 0 { throw SystemError("read", path: path) }
      if count == 0 { break }
      end += count
      // A file that was as long as this has ended, most likely; asking costs a call for each file.
      if end - start == size { break }
    }
    return end - start
  }
}
