import CLinux
import Glibc

/// Signals as something to wait for, not something that interrupts.
package final class Signals {
  private let descriptor: Int32

  /// Blocks the signals in this thread and those it starts, and holds them for ``next(within:)``.
  package init(_ numbers: [Int32]) throws(SystemError) {
    descriptor = clinux_signal_descriptor(numbers, Int32(numbers.count))
    guard descriptor >= 0 else { throw SystemError("wait for signals") }
  }

  deinit { close(descriptor) }

  /// The next signal's number; `nil` where none comes within the span, or within an hour.
  package func next(within span: Duration) -> Int32? {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard retrying({ poll(&entry, 1, span.milliseconds) }) > 0 else { return nil }
    let number = clinux_next_signal(descriptor)
    return number < 0 ? nil : number
  }
}

extension Signals {
  /// Does something that should not be left half done: requests to stop wait until it is done.
  package static func deferring<Result, Fault>(
    _ body: () throws(Fault) -> Result
  ) throws(Fault) -> Result {
    var requests = sigset_t()
    var before = sigset_t()
    sigemptyset(&requests)
    [SIGINT, SIGTERM, SIGHUP, SIGQUIT].forEach { _ = sigaddset(&requests, $0) }
    pthread_sigmask(SIG_BLOCK, &requests, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }
}
