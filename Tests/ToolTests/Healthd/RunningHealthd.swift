import Glibc
import Health
import JSON
import Platform
import TestKit

/// The real daemon on a free port of this machine, for the time of a test.
final class RunningHealthd {
  let folder: TemporaryDirectory
  let process: BackgroundProcess
  let port: Int

  /// - Parameters:
  ///   - probes: The text of the list.
  ///   - settings: More members of the configuration, each with a comma behind it.
  ///   - prefix: Words before the tool, as `prlimit`'s.
  init(
    probes: String = "[]", settings: String = "", prefix: [String] = [],
    environment: [String: String] = [:]
  ) throws {
    folder = try TemporaryDirectory()
    let control = folder.path("control.sock")
    try folder.write(
      #"{ \#(settings) "control": "\#(control)", "probes": \#(probes) }"#, to: "config.json")
    process = try BackgroundProcess(
      prefix + [
        "\(Checkout.tools)/healthd", "serve", "--config", folder.path("config.json"), "--listen",
        "127.0.0.1:0",
      ], in: folder, name: "healthd", environment: environment)
    let process = process
    var found: Int?
    _ = Patience.until(.seconds(20)) {
      found = RunningHealthd.events(process).first { $0["event"]?.string == "listening" }?[
        "address"]?
        .string.flatMap { NetworkAddress($0)?.port }
      return found != nil || process.wait(within: .zero) != nil
    }
    guard let found else { throw NotRunning(error: process.error) }
    port = found
  }

  struct NotRunning: Error { let error: String }

  private static func events(_ process: BackgroundProcess) -> [JSONValue] {
    process.output.split(separator: "\n").compactMap {
      try? JSONParser.parse(Array($0.utf8))
    }
  }

  /// What it has told on standard output.
  var events: [JSONValue] { RunningHealthd.events(process) }

  /// A GET of a path over a connection of its own.
  func get(_ path: String, accept: String = "*/*") throws -> Answer {
    let client = try RawClient(port: port)
    try client.send(
      "GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept: \(accept)\r\nConnection: close\r\n\r\n")
    return try Answer(client.readToEnd())
  }

  /// The status of a path.
  func status(_ path: String) throws -> Int { try get(path).status }

  /// The document at `/health`.
  func health() throws -> JSONValue { try JSONParser.parse(get("/health").body) }

  /// Waits until a check has a status.
  func waits(for name: String, _ status: String, within span: Duration = .seconds(10)) throws
    -> Bool
  {
    try Patience.until(span) { try health()["checks"]?[name]?["status"]?.string == status }
  }

  /// The reason of a check.
  func reason(of name: String) throws -> String? {
    try health()["checks"]?[name]?["reason"]?.string
  }
}

/// An answer of HTTP.
struct Answer {
  let status: Int
  let header: String
  let body: [UInt8]

  init(_ bytes: [UInt8]) throws {
    guard let end = bytes.firstRange(of: [13, 10, 13, 10]) else { throw NoAnswer(bytes: bytes) }
    header = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
    body = Array(bytes[end.upperBound...])
    guard header.hasPrefix("HTTP/1.1 "), let status = Int(header.dropFirst(9).prefix(3)) else {
      throw NoAnswer(bytes: bytes)
    }
    self.status = status
  }

  struct NoAnswer: Error { let bytes: [UInt8] }
}

/// A client that says what it likes.
final class RawClient {
  let descriptor: Int32

  init(port: Int) throws {
    descriptor = try Sockets.connect(address: "127.0.0.1", port: port)
    _ = Sockets.wait(for: descriptor, toWrite: true, within: .seconds(10))
    let code = Sockets.error(of: descriptor)
    if code != 0 { throw SystemError("connect to", code: code) }
  }

  deinit { Sockets.close(descriptor) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var start = 0
    while start < bytes.count {
      // A server that refuses may close while it is still told.
      guard let count = Sockets.send(bytes, from: start, to: descriptor) else { return }
      start += count
      if count == 0, !Sockets.wait(for: descriptor, toWrite: true, within: .seconds(10)) { return }
    }
  }

  /// What comes within the span, and whether the connection has ended then.
  func read(within span: Duration, until isEnough: ([UInt8]) -> Bool = { _ in false }) -> (
    bytes: [UInt8], isClosed: Bool
  ) {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let deadline = Clock.monotonic() + span
    while Clock.monotonic() < deadline {
      switch Sockets.receive(descriptor, into: &buffer) {
      case .bytes(let count): all += buffer[..<count]
      case .end, .failed: return (all, true)
      case .nothingYet:
        _ = Sockets.wait(for: descriptor, toWrite: false, within: deadline - Clock.monotonic())
      }
      if isEnough(all) { return (all, false) }
    }
    return (all, false)
  }

  func readToEnd() throws -> [UInt8] {
    let (bytes, isClosed) = read(within: .seconds(10))
    if !isClosed { throw Answer.NoAnswer(bytes: bytes) }
    return bytes
  }

  /// The next whole answer on a connection that stays open.
  func readAnswer() throws -> Answer {
    let (bytes, _) = read(within: .seconds(10)) { bytes in
      guard let answer = try? Answer(bytes) else { return false }
      let length = answer.header.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
      return length.flatMap { Int($0.dropFirst(16)) }.map { answer.body.count >= $0 } ?? false
    }
    return try Answer(bytes)
  }
}
