import Glibc
import Platform

/// A program that runs until it is let go of, or until this process is gone: its standard input is a
/// pipe that nobody writes to.
package final class Lifeline: @unchecked Sendable {
  private var stream: UnsafeMutablePointer<FILE>?

  /// - Parameter line: A line for `sh`.
  package init(_ line: String) throws {
    guard let stream = popen(line, "we") else { throw SystemError("start a program") }
    self.stream = stream
  }

  /// Lets go, and waits for the program's end. Only one owner calls it, once.
  package func end() {
    if let stream { pclose(stream) }
    stream = nil
  }
}
