import Diagnostics
import Glibc
import Health
import JSON
import Model
import Platform

/// The daemon: a thread that answers, a thread for each probe, and this one, which hears signals.
final class Daemon {
  private let input: ConfigurationInput
  private let io: Streams
  private var configuration: HealthConfiguration
  private let board: Board
  private let events: EventLog
  private let probers = ProberCounts()
  private var threads: [Board.Identity: ProbeThread] = [:]
  private var verdict: Snapshot.Verdict?
  /// What the verdict was made from, and until when it holds where nothing changes.
  private var toldVersion = -1
  private var toldUntil = 0
  private var hasControl = false

  /// How often the verdict is looked at, since it can change by nothing but time.
  private static let beat: Duration = .milliseconds(250)

  init(
    _ input: ConfigurationInput, _ configuration: HealthConfiguration, _ io: Streams
  ) throws(Failure) {
    self.input = input
    self.configuration = configuration
    self.io = io
    do {
      events = try EventLog(descriptor: 1)
    } catch {
      throw Failure(error)
    }
    board = Board(events: events)
  }

  /// Runs until it is told to end.
  func run() throws(Failure) -> ExitStatus {
    do throws(SystemError) {
      let signals = try Signals([SIGTERM, SIGINT, SIGHUP])
      let address = try listeningAddress()
      let (listener, port) = try Sockets.listen(address: address, port: configuration.listen.port)
      try events.start()
      try startControl()
      try startServer(listener)
      let place = NetworkAddress(host: address, port: port)
      events.append(Event("listening", [("address", .string(place.description))]))
      try startProbes(configuration.probes)
      return wait(for: signals)
    } catch {
      throw Failure(error)
    }
  }

  private func listeningAddress() throws(SystemError) -> String {
    let host = configuration.listen.host
    if Sockets.isAddress(host) { return host }
    if host == "localhost" { return "127.0.0.1" }
    throw SystemError("listen", path: host, code: EADDRNOTAVAIL)
  }

  /// A drain that was in force before is so from the first answer on. Without a control socket the
  /// daemon answers all the same; beside another daemon it doesn't.
  private func startControl() throws(SystemError) {
    let store = configuration.state.map(DrainStore.init)
    if let drain = store?.load() { _ = board.drain(drain) }
    do throws(SystemError) {
      let server = try ControlServer(
        path: configuration.control, board: board, probers: probers, store: store)
      try Thread.start { server.run() }
      hasControl = true
    } catch {
      if error.isInUse { throw error }
      tell(["\(Healthd.name): warning: \(error); drain, resume and status don't work"])
    }
  }

  private func startServer(_ listener: Int32) throws(SystemError) {
    var limits = Server.Limits()
    // What else is open: streams, probes with a connection and a wakeup each, the control socket.
    let others = 32 + 3 * configuration.probes.count
    limits.connections = max(
      8, min(configuration.connections, Machine.raisedDescriptorLimit() - others))
    let (board, details, probers, bounds) = (board, configuration.details, probers, limits)
    let poller = try Poller()
    guard poller.add(listener) else { throw SystemError("wait for connections") }
    try Thread.start {
      // The answers and the server belong to their thread alone.
      let answers = Answers(board: board, details: details, probers: probers)
      Server(listener: listener, poller: poller, answers: answers, limits: bounds).run()
    }
  }

  private func startProbes(_ probes: [Probe]) throws(SystemError) {
    let (added, removed) = board.replace(with: probes)
    for identity in removed { threads.removeValue(forKey: identity)?.stop() }
    let surroundings = Surroundings(environment: io.environment)
    for (identity, probe) in added {
      let thread = try ProbeThread(identity, probe, board: board, surroundings: surroundings)
      threads[identity] = thread
      try thread.start()
    }
  }

  private func wait(for signals: Signals) -> ExitStatus {
    var end: Duration?
    while true {
      tellVerdict()
      if let end, Clock.monotonic() >= end { return stop() }
      let span = end.map { min($0 - Clock.monotonic(), Daemon.beat) } ?? Daemon.beat
      switch signals.next(within: span) {
      case SIGHUP: reload()
      case SIGTERM, SIGINT:
        if end != nil { return stop() }
        end = Clock.monotonic() + .milliseconds(configuration.drainDelay.milliseconds)
        _ = board.drain(
          Drain(reason: "the daemon ends", since: Clock.milliseconds(), isFinal: true))
        probers.reset()
        events.append(Event("stopping"))
      default: break
      }
    }
  }

  private func stop() -> ExitStatus {
    for thread in threads.values { thread.stop() }
    if hasControl { Sockets.remove(path: configuration.control) }
    events.append(Event("stopped"))
    _ = events.flush(within: .milliseconds(500))
    return .success
  }

  private func tellVerdict() {
    let version = board.version
    if version == toldVersion, Clock.bootMilliseconds() <= toldUntil { return }
    let snapshot = board.snapshot()
    (toldVersion, toldUntil) = (version, snapshot.freshUntil)
    let now = snapshot.verdict(on: .health)
    if now == verdict { return }
    let before = verdict
    verdict = now
    let members = before.map { [("from", JSONValue.string($0.rawValue))] } ?? []
    events.append(Event("health", members + [("to", .string(now.rawValue))]))
  }

  /// Takes the configuration as it is now; what was before stays where it is wrong.
  private func reload() {
    do throws(Failure) {
      guard input.isRepeatable else {
        throw .invalid("the configuration came by standard input, and can't be read again")
      }
      let new = try input.read(io)
      do {
        try startProbes(new.probes)
      } catch {
        throw Failure(error)
      }
      warnOfFixedParts(new)
      configuration.drainDelay = new.drainDelay
      configuration.probes = new.probes
      board.setReloadGood(true)
      events.append(Event("reloaded", [("probes", .number(JSONNumber(new.probes.count)))]))
    } catch {
      board.setReloadGood(false)
      events.append(Event("reload-failed"))
      tell(error.lines(tool: Healthd.name) + ["\(Healthd.name): hint: nothing was changed"])
    }
  }

  private func warnOfFixedParts(_ new: HealthConfiguration) {
    let fixed: [(String, Bool)] = [
      ("listen", new.listen != configuration.listen),
      ("control", new.control != configuration.control),
      ("state", new.state != configuration.state),
      ("details", new.details != configuration.details),
      ("connections", new.connections != configuration.connections),
    ]
    let changed = fixed.filter(\.1).map { "\"\($0.0)\"" }
    if !changed.isEmpty {
      tell([
        "\(Healthd.name): warning: \(changed.joined(separator: ", ")) changed; that takes a restart"
      ])
    }
  }

  private func tell(_ lines: [String]) {
    // Standard error is the last resort: where it can't be written, nobody can be told.
    for line in lines { try? io.error.write("\(line)\n") }
    try? io.error.flush()
  }
}
