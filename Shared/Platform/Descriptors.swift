import Glibc

/// Whole reads and writes on file descriptors.
enum Descriptors {
  private static let chunk = 256 * 1024

  /// Writes every byte; waits where the descriptor would block.
  static func write(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let count = retrying {
        bytes.withUnsafeBytes {
          Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
        }
      }
      if count >= 0 {
        start += count
      } else if errno == EAGAIN {
        wait(for: descriptor, Int16(POLLOUT))
      } else {
        throw SystemError("write", path: name)
      }
    }
  }

  /// Reads to the end.
  ///
  /// - Returns: `nil` where there are more than `limit` bytes.
  static func readAll(
    from descriptor: Int32, limit: Int, name: String
  ) throws(SystemError) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      let start = bytes.count
      guard let count = read(descriptor, into: &bytes) else {
        throw SystemError("read", path: name)
      }
      if count == 0 { return bytes }
      if start + count > limit { return nil }
    }
  }

  /// Appends what one read gives.
  ///
  /// - Returns: The number of bytes, 0 at the end; `nil` where the call failed, with `errno` set.
  static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Int? {
    while true {
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        let result = retrying { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
        failure = result < 0 ? errno : 0
        count = max(result, 0)
      }
      if failure == 0 {
        bytes.append(contentsOf: piece)
        return piece.count
      }
      guard failure == EAGAIN else {
        errno = failure
        return nil
      }
      wait(for: descriptor, Int16(POLLIN))
    }
  }

  private static func wait(for descriptor: Int32, _ events: Int16) {
    var entry = pollfd(fd: descriptor, events: events, revents: 0)
    _ = retrying { poll(&entry, 1, -1) }
  }
}
