import Glibc

/// A system call that failed: which, on what, and why.
package struct SystemError: Error, Equatable, Sendable {
  /// What was tried, as it follows "can't": `open`, `write`.
  package let operation: String
  package let path: String?
  /// The `errno` of the call.
  package let code: Int32

  package init(_ operation: String, path: String? = nil, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// Whether the reader of a pipe or socket went away.
  package var isClosedPipe: Bool { code == EPIPE }

  /// Whether something is there where nothing may be.
  package var isTaken: Bool { code == EEXIST }

  /// Whether there is nothing under the path.
  package var isNotFound: Bool { code == ENOENT }

  /// Whether nobody listens where a socket was.
  package var isRefused: Bool { code == ECONNREFUSED }

  /// Whether somebody listens there already.
  package var isInUse: Bool { code == EADDRINUSE }

  /// The system's words for the code: `no such file or directory`.
  package var reason: String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension SystemError: CustomStringConvertible {
  package var description: String {
    (path.map { "\($0): " } ?? "") + "can't \(operation): \(reason)"
  }
}

/// Calls again what a signal interrupted (POSIX.1-2017, §2.3 EINTR).
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
