import CLinux
import Glibc

/// The three streams of a child process, served together so that none can block the others.
struct Conversation {
  private(set) var output: [UInt8] = []
  private(set) var error: [UInt8] = []
  /// What the child has as its standard input, output and error.
  private(set) var childEnds: [Int32] = []

  private let input: [UInt8]
  private let limit: Int
  private var written = 0
  /// This side's ends: of input, output, error; -1 where closed.
  private var ends: [Int32] = []

  init(input: [UInt8], limit: Int) throws(SystemError) {
    self.input = input
    self.limit = limit
    for stream in 0..<3 {
      var pair: [Int32] = [0, 0]
      guard clinux_pipe(&pair) == 0 else {
        let failure = SystemError("make a pipe")
        close()
        throw failure
      }
      childEnds.append(stream == 0 ? pair[0] : pair[1])
      ends.append(stream == 0 ? pair[1] : pair[0])
      _ = fcntl(ends[stream], F_SETFL, O_NONBLOCK)
    }
  }

  mutating func closeChildEnds() {
    childEnds.forEach { _ = Glibc.close($0) }
    childEnds = []
  }

  mutating func close() {
    closeChildEnds()
    for stream in ends.indices { close(stream) }
  }

  private mutating func close(_ stream: Int) {
    if ends[stream] >= 0 { _ = Glibc.close(ends[stream]) }
    ends[stream] = -1
  }

  /// Whether the child, or what it started, can still say something.
  var isOpen: Bool { ends[1] >= 0 || ends[2] >= 0 }

  /// Serves the streams once, when one of them is ready.
  ///
  /// - Returns: Whether one was, within the span.
  mutating func serve(within span: Duration) -> Bool {
    if input.isEmpty { close(0) }
    var entries = ends.enumerated().map { stream, descriptor in
      pollfd(fd: descriptor, events: Int16(stream == 0 ? POLLOUT : POLLIN), revents: 0)
    }
    guard retrying({ poll(&entries, nfds_t(entries.count), span.milliseconds) }) > 0 else {
      return false
    }
    for (stream, entry) in entries.enumerated() where entry.revents != 0 { serve(stream) }
    return true
  }

  /// Reads what is there already, without waiting.
  mutating func drain() {
    for stream in 1...2 where ends[stream] >= 0 { serve(stream) }
  }

  private mutating func serve(_ stream: Int) {
    stream == 0 ? feed() : read(stream)
  }

  private mutating func feed() {
    let count = retrying {
      input.withUnsafeBytes {
        Glibc.write(ends[0], $0.baseAddress?.advanced(by: written), $0.count - written)
      }
    }
    if count > 0 { written += count }
    if written == input.count || (count < 0 && errno != EAGAIN) { close(0) }
  }

  private mutating func read(_ stream: Int) {
    var failure: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, count in
      let result = retrying { Glibc.read(ends[stream], buffer.baseAddress, buffer.count) }
      failure = result < 0 ? errno : 0
      count = max(result, 0)
    }
    if failure == EAGAIN { return }
    if piece.isEmpty { return close(stream) }
    if stream == 1 {
      output += piece.prefix(limit - output.count)
    } else {
      error += piece.prefix(limit - error.count)
    }
  }
}
