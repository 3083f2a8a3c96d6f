import CLinux
import Glibc

/// Waits for many descriptors at once (epoll(7), level-triggered).
///
/// It may be made by one thread and used by another: what changes in it, the buffer of events, is
/// touched by ``wait(within:_:)`` only, which belongs to one thread.
package final class Poller: @unchecked Sendable {
  package typealias Event = clinux_event

  private let descriptor: Int32
  private var events = Array(repeating: clinux_event(), count: 256)

  package init() throws(SystemError) {
    descriptor = clinux_poller()
    guard descriptor >= 0 else { throw SystemError("wait for sockets") }
  }

  deinit { close(descriptor) }

  /// Waits for a descriptor from now on; closing it ends that.
  package func add(_ descriptor: Int32, reads: Bool = true, writes: Bool = false) -> Bool {
    clinux_poller_set(self.descriptor, descriptor, 1, reads ? 1 : 0, writes ? 1 : 0) == 0
  }

  package func change(_ descriptor: Int32, reads: Bool, writes: Bool) {
    _ = clinux_poller_set(self.descriptor, descriptor, 0, reads ? 1 : 0, writes ? 1 : 0)
  }

  /// Tells `body` each descriptor that is ready, within the span.
  package func wait(
    within span: Duration, _ body: (_ descriptor: Int32, _ reads: Bool, _ writes: Bool) -> Void
  ) {
    let count = retrying {
      clinux_poller_wait(descriptor, &events, Int32(events.count), span.milliseconds)
    }
    for index in 0..<max(0, Int(count)) {
      let event = events[index]
      body(event.descriptor, event.is_readable != 0, event.is_writable != 0)
    }
  }
}

/// Wakes a thread that waits for descriptors.
package final class Wakeup: Sendable {
  /// Readable from ``signal()`` to ``clear()``.
  package let descriptor: Int32

  package init() throws(SystemError) {
    descriptor = clinux_wakeup()
    guard descriptor >= 0 else { throw SystemError("make an eventfd") }
  }

  deinit { close(descriptor) }

  package func signal() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  package func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }

  /// Waits for a signal, or for another descriptor to become readable or fail.
  ///
  /// - Parameter other: -1 for none.
  /// - Returns: Which came, within the span.
  package func wait(within span: Duration, or other: Int32 = -1) -> (
    isSignalled: Bool, isOther: Bool
  ) {
    var entries = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    let count = retrying { poll(&entries, 2, span.milliseconds) }
    guard count > 0 else { return (false, false) }
    return (entries[0].revents != 0, entries[1].revents != 0)
  }
}

/// A thread of the system's.
package enum Thread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread that nobody waits for.
  ///
  /// - Parameter stack: In bytes; what isn't used costs nothing.
  package static func start(
    stack: Int = 512 << 10, _ run: @escaping @Sendable () -> Void
  ) throws(SystemError) {
    let body = Unmanaged.passRetained(Body(run))
    let code = clinux_thread(
      { argument in
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, body.toOpaque(), UInt(stack))
    guard code == 0 else {
      let failure = SystemError("start a thread")
      body.release()
      throw failure
    }
  }
}
