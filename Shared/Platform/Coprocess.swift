import CLinux
import Glibc

/// Another program that answers as it is asked: `git cat-file --batch`. What it says to standard error is
/// this process's.
///
/// Used by one thread at a time. What is asked at once must fit into a pipe (64 KiB on Linux), so that
/// neither side waits for the other.
package final class Coprocess {
  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private let name: String
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  /// What of the buffer hasn't been read yet.
  private var unread = 0..<0

  /// Starts it. Its deadline doesn't count.
  package init(_ child: ChildProcess) throws(SystemError) {
    name = child.command.first ?? ""
    var questions: [Int32] = [0, 0]
    var answers: [Int32] = [0, 0]
    guard clinux_pipe(&questions) == 0 else { throw SystemError("make a pipe") }
    guard clinux_pipe(&answers) == 0 else {
      let failure = SystemError("make a pipe")
      questions.forEach { _ = close($0) }
      throw failure
    }
    defer { _ = (close(questions[0]), close(answers[1])) }
    do throws(SystemError) {
      process = try child.start([questions[0], answers[1], 2])
    } catch {
      _ = (close(questions[1]), close(answers[0]))
      throw error
    }
    (input, output) = (questions[1], answers[0])
  }

  /// Ends it: it hears that nothing more is asked, and nobody listens.
  deinit {
    _ = (close(input), close(output))
    _ = ChildProcess.reaped(process)
  }

  package func ask(_ question: String) throws(SystemError) {
    try Descriptors.write(Array(question.utf8), to: input, name: name)
  }

  /// The next line without its end; `nil` where there is none.
  package func line() throws(SystemError) -> [UInt8]? {
    var line: [UInt8] = []
    while try fill() {
      if let end = buffer[unread].firstIndex(of: UInt8(ascii: "\n")) {
        line += buffer[unread.lowerBound..<end]
        unread = end + 1..<unread.upperBound
        return line
      }
      line += buffer[unread]
      unread = 0..<0
    }
    return nil
  }

  /// The next bytes, as many as there are up to a number.
  ///
  /// - Returns: How many were written into `bytes` from `start`; fewer only where there are no more.
  package func read(
    _ count: Int, into bytes: inout [UInt8], from start: Int
  ) throws(SystemError) -> Int {
    var left = count
    while left > 0, try fill() {
      let piece = min(left, unread.count)
      let end = unread.lowerBound + piece
      bytes.replaceSubrange(
        start + count - left..<start + count - left + piece, with: buffer[unread.lowerBound..<end])
      unread = end..<unread.upperBound
      left -= piece
    }
    return count - left
  }

  /// Whether there is something to read, after waiting for it.
  private func fill() throws(SystemError) -> Bool {
    if !unread.isEmpty { return true }
    let count = retrying {
      buffer.withUnsafeMutableBytes { Glibc.read(output, $0.baseAddress, $0.count) }
    }
    if count < 0 { throw SystemError("read from", path: name) }
    unread = 0..<count
    return count > 0
  }
}
