import JSON
import Platform

/// Answers on the control socket, one client at a time; each has two seconds.
final class ControlServer: Sendable {
  private let listener: Int32
  private let board: Board
  private let probers: ProberCounts
  private let store: DrainStore?

  private static let patience: Duration = .seconds(2)

  /// - Throws: Where another daemon answers there, or nothing can be made there.
  init(
    path: String, board: Board, probers: ProberCounts, store: DrainStore?
  ) throws(SystemError) {
    listener = try Sockets.listen(path: path)
    self.board = board
    self.probers = probers
    self.store = store
  }

  /// Serves for ever.
  func run() {
    while true {
      guard Sockets.wait(for: listener, toWrite: false, within: .seconds(3600)) else { continue }
      let client = Sockets.accept(listener).descriptor
      if client < 0 { continue }
      serve(client)
      Sockets.close(client)
    }
  }

  private func serve(_ client: Int32) {
    let deadline = Deadline(in: ControlServer.patience)
    // It is read whoever asks: what is left unread would take the answer from them.
    let line = ControlLine.read(client, limit: ControlRequest.limit, until: deadline)
    let user = Sockets.user(of: client)
    let answer: JSONValue
    if user != 0 && user != Machine.userID {
      answer = ["error": "only root and the daemon's own user may do that"]
    } else if let line, let request = ControlRequest(line: line) {
      answer = self.answer(to: request)
    } else {
      answer = ["error": "the request can't be understood"]
    }
    ControlLine.write(JSONPrinter.compact(answer), to: client, until: deadline)
  }

  private func answer(to request: ControlRequest) -> JSONValue {
    switch request {
    case .status: return status
    case .drain(let reason, let milliseconds):
      let drain = Drain(
        reason: reason, since: Clock.milliseconds(),
        until: milliseconds.map { Clock.bootMilliseconds() + $0 })
      return change(to: drain) { board.drain(drain) }
    case .resume: return change(to: nil) { board.resume() }
    }
  }

  private func change(to drain: Drain?, _ apply: () -> Bool) -> JSONValue {
    let wasDraining = board.snapshot().drain != nil
    guard apply() else { return ["error": "the daemon is about to end"] }
    if wasDraining != (drain != nil) { probers.reset() }
    let members = drain.map { [("reason", JSONValue.string($0.reason))] } ?? []
    board.events.append(Event(drain == nil ? "resumed" : "draining", members))
    do {
      try store?.save(drain)
    } catch {
      return ["error": .string("it is so, but isn't remembered over a restart: \(error)")]
    }
    return status
  }

  private var status: JSONValue {
    StatusDocument(snapshot: board.snapshot(), probers: probers.all).json
  }
}

/// Lines on the control socket.
enum ControlLine {
  /// - Returns: The line without its end; `nil` where it doesn't come in time, or is too long.
  static func read(_ descriptor: Int32, limit: Int, until deadline: Deadline) -> [UInt8]? {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while line.count <= limit {
      switch Sockets.receive(descriptor, into: &buffer) {
      case .bytes(let count):
        line += buffer[..<count]
        if let end = line.firstIndex(of: UInt8(ascii: "\n")) { return Array(line[..<end]) }
      case .nothingYet:
        guard Sockets.wait(for: descriptor, toWrite: false, within: deadline.left) else {
          return nil
        }
      case .end, .failed: return nil
      }
    }
    return nil
  }

  static func write(_ line: [UInt8], to descriptor: Int32, until deadline: Deadline) {
    let bytes = line + [UInt8(ascii: "\n")]
    var start = 0
    while start < bytes.count {
      guard let count = Sockets.send(bytes, from: start, to: descriptor) else { return }
      start += count
      if count == 0, !Sockets.wait(for: descriptor, toWrite: true, within: deadline.left) { return }
    }
  }
}
