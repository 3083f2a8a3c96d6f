import Health
import Platform

extension RedisTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { RedisProber(self, surroundings) }
}

/// PING over a kept connection; now and then, and after any failure, over a new one.
final class RedisProber: Prober {
  private let target: RedisTarget
  private let surroundings: Surroundings
  private var session: (channel: any Channel, since: Duration)?

  /// After this a connection is made anew, so that it is known whether one still can be made.
  private static let longest: Duration = .seconds(60)

  init(_ target: RedisTarget, _ surroundings: Surroundings) {
    self.target = target
    self.surroundings = surroundings
  }

  var kept: Int32? { session?.channel.descriptor }
  func end() { session = nil }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    if let session, Clock.monotonic() - session.since < RedisProber.longest {
      do throws(ProbeFailure) {
        return try ask(session.channel, until: deadline)
      } catch {
        self.session = nil
        // A server may end an idle connection; what counts is whether it takes a new one.
        if error.reason != "eof" { throw error }
      }
    }
    session = nil
    let channel = try connect(until: deadline)
    let outcome = try ask(channel, until: deadline)
    session = (channel, Clock.monotonic())
    return outcome
  }

  private func connect(until deadline: Deadline) throws(ProbeFailure) -> any Channel {
    let place = try RedisPlace(target, surroundings)
    let channel = try target.tls.channel(to: place.address, until: deadline)
    guard let password = place.password else { return channel }
    let words = ["AUTH"] + (place.user.map { [$0] } ?? []) + [password]
    _ = try command(words, on: channel, until: deadline)
    return channel
  }

  private func ask(_ channel: any Channel, until deadline: Deadline) throws(ProbeFailure) -> Outcome
  {
    let reply = try command(["PING"], on: channel, until: deadline)
    guard reply == "PONG" else { throw ProbeFailure("not_redis", "it doesn't answer PING") }
    if target.writes {
      _ = try command(
        ["SET", "healthd:probe:\(Machine.processID)", "1", "EX", "60"], on: channel, until: deadline
      )
    }
    return .pass()
  }

  /// Sends a command, and reads the one line of its reply.
  private func command(
    _ words: [String], on channel: any Channel, until deadline: Deadline
  ) throws(ProbeFailure) -> String {
    let text = "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
    try channel.send(Array(text.utf8), until: deadline)
    var line: [UInt8] = []
    while line.last != UInt8(ascii: "\n") {
      let piece = try channel.receive(until: deadline)
      if piece.isEmpty { throw ProbeFailure("eof", "the server closed the connection") }
      line += piece
      if line.count > 1024 { throw ProbeFailure("not_redis", "it doesn't speak RESP") }
    }
    let reply = String(decoding: line.dropFirst().prefix { $0 != 13 }, as: UTF8.self)
    switch line.first {
    case UInt8(ascii: "+"): return reply
    case UInt8(ascii: "-"): throw RedisProber.failure(reply)
    default: throw ProbeFailure("not_redis", "it doesn't speak RESP")
    }
  }

  /// What an error of the server's means. Its own words may tell more than others should know.
  private static func failure(_ reply: String) -> ProbeFailure {
    let code = reply.prefix { $0 != " " }
    switch code {
    case "NOAUTH": return ProbeFailure("auth_required", "it wants a password")
    case "WRONGPASS":
      return ProbeFailure("auth_failed", "it refuses the password", holdsBack: true)
    case "NOPERM": return ProbeFailure("no_permission", "the user may not do that")
    case "LOADING": return ProbeFailure("loading", "it is loading its data")
    case "MISCONF": return ProbeFailure("misconf", "it takes no writes, since it can't save them")
    case "OOM": return ProbeFailure("oom", "its memory is full")
    case "READONLY": return ProbeFailure("read_only", "it only reads")
    case "MASTERDOWN": return ProbeFailure("master_down", "it has lost its primary")
    default: break
    }
    if reply.contains("max number of clients") {
      return ProbeFailure("too_many_clients", "it takes no more clients")
    }
    if reply.contains("without any password configured") {
      return ProbeFailure("auth_unneeded", "it has no password, and was given one", holdsBack: true)
    }
    return ProbeFailure("server_error", "it answered with the error \(code)")
  }
}

/// Where a Redis is, and how to enter.
struct RedisPlace {
  var address: NetworkAddress
  var user: String?
  var password: String?

  init(_ target: RedisTarget, _ surroundings: Surroundings) throws(ProbeFailure) {
    if let setting = target.url {
      guard let place = RedisPlace(url: try surroundings.value(of: setting)) else {
        throw ProbeFailure("setting_wrong", "\(setting) says no address as redis://host:port")
      }
      self = place
      return
    }
    address = NetworkAddress(
      host: try surroundings.value(of: target.host ?? .literal("")),
      port: try surroundings.port(of: target.port))
    user = target.user
    if let setting = target.password { password = try surroundings.value(of: setting) }
  }

  /// `redis://USER:PASSWORD@HOST:PORT/DATABASE`, percent-encoded (RFC 3986 §2.1).
  init?(url: String) {
    guard let scheme = ["redis://", "rediss://"].first(where: url.hasPrefix) else { return nil }
    let rest = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
    let at = rest.lastIndex(of: "@")
    let place = String(at.map { rest[rest.index(after: $0)...] } ?? rest)
    guard let address = NetworkAddress(place) ?? NetworkAddress("\(place):6379") else { return nil }
    self.address = address
    guard let at else { return }
    let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = RedisPlace.decoded(parts[0]),
      let secret = RedisPlace.decoded(parts.count > 1 ? parts[1] : "")
    else { return nil }
    user = parts.count > 1 && !name.isEmpty ? name : nil
    password = parts.count > 1 ? secret : name
    if password?.isEmpty == true { password = nil }
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "%") {
        bytes.append(byte)
      } else {
        guard rest.count >= 2,
          let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
