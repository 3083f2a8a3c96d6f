import Health
import Model
import Platform

/// Everything that is answered. Bodies are made when something has changed, not for each request;
/// no request starts a probe. It belongs to the thread of the server.
final class Answers {
  private let board: Board
  private let details: HealthConfiguration.Details
  private let probers: ProberCounts
  private let startedAt = Clock.bootMilliseconds()
  private var counters = Counters()
  private var standstill = Standstill()
  private var snapshot: Snapshot
  private var version: Int
  /// By ``key(of:_:)``.
  private var cache: [Cached?] = Array(repeating: nil, count: 64)
  /// By whether details are told.
  private var tails: [Bool: [UInt8]] = [:]
  private var refusals: [Refusal: (madeAt: Int, bytes: [UInt8])] = [:]

  /// An answer, and until when it is true.
  private struct Cached {
    let response: Response
    /// What it was made from.
    let version: Int
    let until: Int
  }

  /// What the server counts, for metrics.
  struct Counters {
    /// By status.
    var answers: [Int: Int] = [:]
    var evictions = 0
    var connections = 0
  }

  init(board: Board, details: HealthConfiguration.Details, probers: ProberCounts) {
    self.board = board
    self.details = details
    self.probers = probers
    version = board.version
    snapshot = board.snapshot()
  }

  /// What a new client may know, and where it is counted.
  func peer(_ address: PeerAddress) -> Connection.Peer {
    let mayKnow =
      switch details {
      case .nobody: false
      case .local: address.isLoopback
      case .private: address.isLoopback || address.isPrivate
      case .everyone: true
      }
    return Connection.Peer(mayKnowDetails: mayKnow, prober: probers.slot(of: address))
  }

  func countEviction() { counters.evictions += 1 }

  /// Between two waits of the server.
  func tick(_ now: Int, connections: Int) {
    counters.connections = connections
    standstill.observe(outcomes: board.outcomeCount, at: now)
  }

  func response(to request: Request, from peer: Connection.Peer, at now: Int) -> Response {
    let response = current(request, peer, now)
    counters.answers[response.status, default: 0] += 1
    if request.route == .health || request.route == .readiness {
      probers.count(response.status == 200, of: peer.prober, at: now)
    }
    return response
  }

  private func current(_ request: Request, _ peer: Connection.Peer, _ now: Int) -> Response {
    let key = key(of: request, peer)
    let newest = board.version
    if let cached = cache[key], cached.version == newest, now <= cached.until {
      return cached.response
    }
    if version != newest || now > snapshot.freshUntil || now > snapshot.takenAt + 1000 {
      version = newest
      snapshot = board.snapshot(at: now)
      tails = [:]
    }
    let page = page(request, peer, now)
    let response = Response(
      status: page.status, phrase: page.phrase, type: page.type, body: page.body,
      now: Clock.milliseconds(), closes: !request.keepsOpen)
    cache[key] = Cached(
      response: response, version: newest, until: min(now + page.lasts, snapshot.freshUntil))
    return response
  }

  /// The tail of this snapshot's body, which is made once.
  private func tail(of body: HealthBody) -> [UInt8] {
    if let made = tails[body.isDetailed] { return made }
    let tail = body.tail
    tails[body.isDetailed] = tail
    return tail
  }

  private func key(of request: Request, _ peer: Connection.Peer) -> Int {
    let route = request.route.flatMap { Route.all.firstIndex(of: $0) } ?? Route.all.count
    return route * 8 + (peer.mayKnowDetails ? 4 : 0) + (request.keepsOpen ? 2 : 0)
      + ((request.route == .health ? request.wantsHealthJSON : request.isVerbose) ? 1 : 0)
  }

  private func page(_ request: Request, _ peer: Connection.Peer, _ now: Int) -> Page {
    let mayKnow = peer.mayKnowDetails
    let body = HealthBody(snapshot: snapshot, isDetailed: mayKnow)
    switch request.route {
    case .health where request.wantsHealthJSON: return body.draftPage
    case .health:
      return HealthBody.page(
        snapshot.verdict(on: .health), uptime: now - startedAt, tail: tail(of: body))
    case .liveness: return standstill.isStuck(snapshot, at: now) ? .stuck : .alive
    case .readiness: return body.readinessPage(isVerbose: request.isVerbose)
    case .metrics where mayKnow:
      return MetricsBody(snapshot: snapshot, counters: counters, uptime: now - startedAt).page
    case .page: return StatusPage(snapshot: snapshot, isDetailed: mayKnow).page
    case .metrics, nil: return .notFound
    }
  }

  /// The answer to what is refused, of this second.
  func refusal(_ refusal: Refusal) -> [UInt8] {
    counters.answers[refusal.rawValue, default: 0] += 1
    let now = Clock.milliseconds()
    if let made = refusals[refusal], made.madeAt / 1000 == now / 1000 { return made.bytes }
    let bytes = Response(refusal, now: now).bytes
    refusals[refusal] = (now, bytes)
    return bytes
  }
}

/// What is shown at one path.
struct Page {
  var status: Int
  var type: String
  var body: [UInt8]
  /// For how many milliseconds it is true where nothing changes.
  var lasts = 999

  var phrase: String {
    switch status {
    case 200: "OK"
    case 404: "Not Found"
    default: "Service Unavailable"
    }
  }

  static func text(_ status: Int, _ text: String) -> Page {
    Page(status: status, type: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8))
  }

  static let alive = text(200, "ok")
  static let stuck = text(503, "no probe has ended for long; the daemon should be restarted")
  static let notFound = text(404, "there is nothing here; try /health, /livez, /readyz or /")
}

/// Sees that no probe ends any more although the daemon runs. Time in which the whole process was
/// stopped doesn't count.
struct Standstill {
  private var outcomes = -1
  /// Milliseconds in which the process ran, and those of them at the last outcome.
  private var running = 0
  private var runningAtOutcome = 0
  private var last: Int?

  /// Beyond the time in which outcomes are fresh, in milliseconds.
  private static let patience = 30_000
  /// Between two observations; where there is more, the process was stopped.
  private static let longestGap = 2000

  mutating func observe(outcomes: Int, at now: Int) {
    running += last.map { min(now - $0, Standstill.longestGap) } ?? 0
    last = now
    if outcomes != self.outcomes { runningAtOutcome = running }
    self.outcomes = outcomes
  }

  func isStuck(_ snapshot: Snapshot, at now: Int) -> Bool {
    guard !snapshot.entries.isEmpty else { return false }
    let longest =
      snapshot.entries.map { entry in
        max(
          entry.probe.terms.interval.milliseconds * 3,
          entry.state.freshUntil == .max
            ? 0 : entry.state.freshUntil - entry.state.cameAt)
      }.max() ?? 0
    return running - runningAtOutcome > longest + Standstill.patience
  }
}
