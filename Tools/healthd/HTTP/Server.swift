import Glibc
import Platform

/// The HTTP server: one thread, every client non-blocking, everything bounded.
final class Server {
  /// How patient it is, in milliseconds, and how much it takes.
  struct Limits {
    var header = 5_000
    var idle = 75_000
    var write = 5_000
    var closing = 1_000
    var connections = 12_000
  }

  let answers: Answers
  private let listener: Int32
  private let poller: Poller
  private let limits: Limits
  /// By descriptor.
  private var connections: [Connection?] = []
  private var clientCount = 0
  /// When nothing was accepted for want of memory or descriptors, until when it isn't tried again.
  private var pausedUntil = 0
  /// One client's bytes at a time.
  private var buffer = [UInt8](repeating: 0, count: 16 * 1024)
  private var now = 0

  private static let tick = 250

  /// - Parameter poller: One that waits for the listener already.
  init(listener: Int32, poller: Poller, answers: Answers, limits: Limits) {
    self.listener = listener
    self.poller = poller
    self.answers = answers
    self.limits = limits
  }

  /// Serves for ever.
  func run() {
    var nextSweep = 0
    while true {
      poller.wait(within: .milliseconds(clientCount > 0 || pausedUntil > 0 ? Server.tick : 1000)) {
        descriptor, reads, writes in
        now = Clock.bootMilliseconds()
        if descriptor == listener { return acceptAll() }
        if writes { flush(descriptor) }
        if reads { receive(descriptor) }
      }
      now = Clock.bootMilliseconds()
      answers.tick(now, connections: clientCount)
      if now >= nextSweep {
        nextSweep = now + Server.tick
        sweep()
      }
    }
  }
}

// Connections come and go.
extension Server {
  private func acceptAll() {
    // A bounded number at a time, so that those that are here get their turn.
    for _ in 0..<64 {
      let (descriptor, address) = Sockets.accept(listener)
      guard descriptor >= 0 else {
        switch errno {
        case EAGAIN: return
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
          if !evictIdlest() { return pause() }
          continue
        default: continue
        }
      }
      guard poller.add(descriptor) else {
        Sockets.close(descriptor)
        return pause()
      }
      while connections.count <= descriptor { connections.append(nil) }
      connections[Int(descriptor)] = Connection(
        descriptor: descriptor, peer: answers.peer(address), deadline: now + limits.idle)
      clientCount += 1
      if clientCount > limits.connections, !evictIdlest(besides: descriptor) {
        close(descriptor)
        return pause()
      }
    }
  }

  /// Accepts nothing for a moment: the listener would be ready all the time.
  private func pause() {
    pausedUntil = now + Server.tick
    poller.change(listener, reads: false, writes: false)
  }

  /// Closes the client that has been idle for longest.
  ///
  /// - Parameter newest: Which is idle too, and stays.
  /// - Returns: Whether there was one.
  private func evictIdlest(besides newest: Int32 = -1) -> Bool {
    var idlest: Connection?
    for case let connection? in connections
    where connection.phase == .idle && connection.descriptor != newest {
      if idlest.map({ connection.deadline < $0.deadline }) ?? true { idlest = connection }
    }
    guard let idlest else { return false }
    answers.countEviction()
    close(idlest.descriptor)
    return true
  }

  private func close(_ descriptor: Int32) {
    connections[Int(descriptor)] = nil
    clientCount -= 1
    Sockets.close(descriptor)
  }

  /// Ends those whose time is over.
  private func sweep() {
    if pausedUntil > 0, now >= pausedUntil {
      pausedUntil = 0
      poller.change(listener, reads: true, writes: false)
    }
    for index in connections.indices {
      guard let connection = connections[index], connection.deadline <= now else { continue }
      switch connection.phase {
      case .reading: refuse(connection.descriptor, .slow)
      case .idle, .writing, .closing: close(connection.descriptor)
      }
    }
  }
}

// Requests and answers.
extension Server {
  private func receive(_ descriptor: Int32) {
    let index = Int(descriptor)
    // Who asks on without reading the answers finds that the questions wait in the socket.
    guard let connection = connections[index], connection.phase != .writing else { return }
    switch Sockets.receive(descriptor, into: &buffer) {
    case .bytes(let count):
      switch connection.phase {
      case .closing, .writing: return
      case .idle: serve(index, buffer, count: count)
      case .reading:
        var bytes = connection.pending
        bytes += buffer[..<count]
        serve(index, bytes, count: bytes.count)
      }
    case .nothingYet: return
    case .end, .failed: close(descriptor)
    }
  }

  /// Answers every request that is whole; keeps the rest.
  private func serve(_ index: Int, _ bytes: [UInt8], count: Int) {
    guard let connection = connections[index] else { return }
    var start = 0
    var output: [UInt8] = []
    while start < count {
      switch RequestParser.parse(bytes, count: count, from: start) {
      case .request(let request, let end):
        let response = answers.response(to: request, from: connection.peer, at: now)
        if start == 0 && end == count && request.keepsOpen && !request.isHead {
          // The one that matters: nothing is copied.
          return send(index, response.bytes, isLast: false)
        }
        output += request.isHead ? response.bytes[..<response.headerCount] : response.bytes[...]
        start = end
        if !request.keepsOpen { return send(index, output, isLast: true) }
      case .incomplete:
        if !output.isEmpty { send(index, output, isLast: false) }
        return hold(index, bytes[start..<count])
      case .refused(let refusal):
        output += answers.refusal(refusal)
        return send(index, output, isLast: true)
      }
    }
    send(index, output, isLast: false)
  }

  /// Keeps a part of a request. Its time runs from its first byte, whatever comes later.
  private func hold(_ index: Int, _ rest: ArraySlice<UInt8>) {
    guard connections[index] != nil else { return }
    if connections[index]?.phase != .reading {
      connections[index]?.deadline = now + limits.header
    }
    if connections[index]?.phase != .writing { connections[index]?.phase = .reading }
    connections[index]?.pending = Array(rest)
  }

  private func refuse(_ descriptor: Int32, _ refusal: Refusal) {
    send(Int(descriptor), answers.refusal(refusal), isLast: true)
  }

  private func send(_ index: Int, _ bytes: [UInt8], isLast: Bool) {
    guard let connection = connections[index] else { return }
    connections[index]?.pending = []
    guard let count = Sockets.send(bytes, from: 0, to: connection.descriptor) else {
      return close(connection.descriptor)
    }
    if count == bytes.count { return finish(index, isLast: isLast) }
    connections[index]?.output = bytes
    connections[index]?.sent = count
    connections[index]?.isLast = isLast
    connections[index]?.phase = .writing
    connections[index]?.deadline = now + limits.write
    poller.change(connection.descriptor, reads: false, writes: true)
  }

  /// Sends on what had no room.
  private func flush(_ descriptor: Int32) {
    guard let connection = connections[Int(descriptor)], connection.phase == .writing else {
      return
    }
    guard let count = Sockets.send(connection.output, from: connection.sent, to: descriptor) else {
      return close(descriptor)
    }
    connections[Int(descriptor)]?.sent += count
    guard connection.sent + count == connection.output.count else { return }
    connections[Int(descriptor)]?.output = []
    poller.change(descriptor, reads: true, writes: false)
    finish(Int(descriptor), isLast: connection.isLast)
  }

  /// After an answer: the next request, or the end. The client is told first, and what it still sends
  /// is read, for a reset would take the answer from it (RFC 9112 §9.6).
  private func finish(_ index: Int, isLast: Bool) {
    guard let connection = connections[index] else { return }
    if isLast {
      Sockets.finish(connection.descriptor)
      connections[index]?.phase = .closing
      connections[index]?.deadline = now + limits.closing
    } else {
      let isIdle = connection.pending.isEmpty
      connections[index]?.phase = isIdle ? .idle : .reading
      connections[index]?.deadline = now + (isIdle ? limits.idle : limits.header)
    }
  }
}
