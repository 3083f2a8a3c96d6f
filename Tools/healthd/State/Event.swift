import Health
import JSON
import Platform
import Synchronization

/// Something that happened, as a record of the stream.
struct Event: Sendable {
  let name: String
  let members: [(String, JSONValue)]

  init(_ name: String, _ members: [(String, JSONValue)] = []) {
    self.name = name
    self.members = members
  }

  static func probe(
    _ probe: Probe, from old: ProbeState.Condition, to state: ProbeState
  ) -> Event {
    var members: [(String, JSONValue)] = [
      ("probe", .string(probe.name)), ("kind", .string(probe.kind)),
      ("from", .string(old.rawValue)),
      ("to", .string(state.condition.rawValue)),
    ]
    if let reason = state.last?.reason { members.append(("reason", .string(reason))) }
    if let detail = state.last?.detail { members.append(("detail", .string(detail))) }
    return Event("probe", members)
  }

  /// One line, with its end.
  func line(at milliseconds: Int) -> [UInt8] {
    let time = JSONValue.string(Clock.timestamp(milliseconds: milliseconds))
    let record = JSONObject(
      [("record", "event"), ("time", time), ("event", .string(name))] + members)
    return JSONPrinter.compact(.object(record)) + [UInt8(ascii: "\n")]
  }
}

/// Events on their way to standard output, by a thread of their own: a reader that is slow, a full
/// disk or a closed pipe holds nobody up.
final class EventLog: Sendable {
  private struct Queue: Sendable {
    var lines: [[UInt8]] = []
    var dropped = 0
  }

  private let queue = Mutex(Queue())
  private let wakeup: Wakeup
  private let descriptor: Int32

  /// Lines that wait at most; later ones are counted and dropped.
  private static let limit = 1000

  init(descriptor: Int32) throws(SystemError) {
    self.descriptor = descriptor
    wakeup = try Wakeup()
  }

  func start() throws(SystemError) {
    try Thread.start(stack: 128 << 10) { [self] in
      while true {
        _ = wakeup.wait(within: .seconds(3600))
        wakeup.clear()
        writeAll()
      }
    }
  }

  func append(_ event: Event) {
    let line = event.line(at: Clock.milliseconds())
    queue.withLock { queue in
      if queue.lines.count < EventLog.limit { queue.lines.append(line) } else { queue.dropped += 1 }
    }
    wakeup.signal()
  }

  /// Whether everything was written, or nobody can be told, within the span.
  func flush(within span: Duration) -> Bool {
    let deadline = Clock.monotonic() + span
    while !(queue.withLock { $0.lines.isEmpty }) {
      if Clock.monotonic() > deadline { return false }
      _ = wakeup.wait(within: .milliseconds(1))
      wakeup.signal()
    }
    return true
  }

  private func writeAll() {
    while let lines = queue.withLock({ $0.lines.isEmpty ? nil : $0.lines }) {
      let sink = ByteSink(descriptor: descriptor, name: "standard output")
      // Nobody can be told where the output fails; the next event is tried again.
      try? sink.write(lines.joined())
      try? sink.flush()
      let dropped = queue.withLock { queue in
        queue.lines.removeFirst(lines.count)
        defer { queue.dropped = 0 }
        return queue.dropped
      }
      if dropped > 0 { append(Event("dropped", [("count", .number(JSONNumber(dropped)))])) }
    }
  }
}
