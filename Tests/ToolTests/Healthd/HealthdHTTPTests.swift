import Glibc
import Platform
import TestKit
import Testing

/// What the real server makes of what clients say, by the letter of RFC 9112.
@Suite("healthd's HTTP server") struct HealthdHTTPTests {
  private static let plain = "GET /health HTTP/1.1\r\nHost: a\r\n"

  /// What is said, the status of the one answer, and why.
  static let refused: [(String, Int, Comment)] = [
    ("GET /health HTTP/1.1\r\n\r\n", 400, "no Host"),
    ("\(plain)Host: b\r\n\r\n", 400, "two Hosts"),
    ("GET /health HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "a Host that is none"),
    ("\(plain)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "CL and TE"),
    ("\(plain)Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello", 400, "two lengths that differ"),
    ("\(plain)Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400, "two lengths alike"),
    ("\(plain)Content-Length: +5\r\n\r\nhello", 400, "a length with a sign"),
    ("\(plain)Content-Length: 5, 5\r\n\r\nhello", 400, "a list of lengths"),
    ("\(plain)Content-Length:\r\n\r\n", 400, "an empty length"),
    ("\(plain)Content-Length: 5\r\n\r\nhello", 400, "a body"),
    ("\(plain)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "a chunked body"),
    ("\(plain)Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400, "a space before the colon"),
    ("\(plain)Transfer-Encoding\u{0B}: chunked\r\n\r\n", 400, "a control before the colon"),
    ("\(plain)X: a\rb\r\n\r\n", 400, "a bare CR"),
    ("\(plain)X: a\nb: c\r\n\r\n", 400, "a bare LF"),
    ("GET /health HTTP/1.1\nHost: a\n\n", 400, "lines without CR"),
    ("\(plain)X: a\0b\r\n\r\n", 400, "a NUL"),
    ("\(plain)X: a\r\n b\r\n\r\n", 400, "a folded line"),
    ("\(plain): a\r\n\r\n", 400, "a field without a name"),
    ("\(plain)X\r\n\r\n", 400, "a field without a colon"),
    (" GET /health HTTP/1.1\r\nHost: a\r\n\r\n", 400, "a space before the method"),
    ("GET  /health HTTP/1.1\r\nHost: a\r\n\r\n", 400, "two spaces"),
    ("GET /health\r\nHost: a\r\n\r\n", 400, "no version"),
    ("GET /health HTTP/1.1 \r\nHost: a\r\n\r\n", 400, "a space behind the version"),
    ("GET /he alth HTTP/1.1\r\nHost: a\r\n\r\n", 400, "a space in the target"),
    ("GET health HTTP/1.1\r\nHost: a\r\n\r\n", 400, "a target without a slash"),
    ("GET /health#x HTTP/1.1\r\nHost: a\r\n\r\n", 400, "a fragment"),
    ("GET /health HTTP/9.1\r\nHost: a\r\n\r\n", 505, "a version to come"),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "the preface of HTTP/2"),
    ("POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 405, "another method"),
    ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 405, "a proxy's method"),
    ("\u{16}\u{3}\u{1}\u{2}\0", 400, "TLS on the plain port"),
    (
      "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414,
      "a long target"
    ),
    ("\(plain)X: \(String(repeating: "a", count: 100_000))\r\n\r\n", 431, "a long field"),
    ("\(plain)\(String(repeating: "X: a\r\n", count: 5000))\r\n", 431, "5000 fields"),
    ("\(plain)\(String(repeating: "X: a\r\n", count: 101))\r\n", 431, "101 fields"),
  ]

  @Test("refuses once what can be read in two ways, and closes") func refusals() throws {
    let server = try RunningHealthd()
    for (said, status, why) in Self.refused {
      let client = try RawClient(port: server.port)
      // What follows must not be read as a request of its own.
      try client.send(said + "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
      let (bytes, isClosed) = client.read(within: .seconds(5))
      #expect(isClosed, why)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(why): \(text)")
      #expect(text.split(separator: "HTTP/1.1 ").count == 1, "\(why): \(text)")
      #expect(text.contains("Connection: close"), why)
    }
    #expect(try server.status("/livez") == 200)
  }

  @Test(
    "answers what is asked for, and nothing else",
    arguments: [
      ("/livez", 200), ("/readyz", 200), ("/health", 200), ("/", 200), ("/metrics", 200),
      ("/readyz?verbose", 200), ("/health?x=1", 200), ("/../../health", 404), ("/%68ealth", 404),
      ("/health/", 404), ("//health", 404), ("/HEALTH", 404), ("http://localhost/livez", 200),
      ("/.env", 404),
    ])
  func routes(_ path: String, _ status: Int) throws {
    let server = try RunningHealthd()
    #expect(try server.status(path) == status)
  }

  @Test("HEAD is GET without its body; a connection stays open") func connections() throws {
    let server = try RunningHealthd()
    let client = try RawClient(port: server.port)
    try client.send("HEAD /livez HTTP/1.1\r\nHost: a\r\n\r\n")
    let head = client.read(within: .seconds(5)) { $0.suffix(4) == [13, 10, 13, 10] }
    #expect(!head.isClosed)
    #expect(String(decoding: head.bytes, as: UTF8.self).contains("Content-Length: 3\r\n"))
    try client.send("\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readAnswer().body == Array("ok\n".utf8))
    let old = try RawClient(port: server.port)
    try old.send("GET /livez HTTP/1.0\r\n\r\n")
    #expect(try Answer(old.readToEnd()).status == 200)
  }

  @Test("requests in one piece are answered in order, and those in many pieces, too")
  func pipelining() throws {
    let server = try RunningHealthd()
    let client = try RawClient(port: server.port)
    let request = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
    try client.send(String(repeating: request, count: 50) + "GET /none HTTP/1.1\r\nHost: a\r\n")
    try client.send("Connection: close\r\n\r\n")
    let text = String(decoding: try client.readToEnd(), as: UTF8.self)
    #expect(text.split(separator: "HTTP/1.1 200 OK").count == 50)
    #expect(text.contains("HTTP/1.1 404 Not Found") && text.hasSuffix("or /\n"))
    let slow = try RawClient(port: server.port)
    for byte in request.utf8 { try slow.send([byte]) }
    #expect(try slow.readAnswer().status == 200)
  }

  @Test("who never reads costs nobody anything") func deafness() throws {
    let server = try RunningHealthd()
    let client = try RawClient(port: server.port)
    let request = Array(
      String(repeating: "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", count: 100).utf8)
    // Far more answers than any buffer holds.
    for _ in 0..<200 where Sockets.send(request, from: 0, to: client.descriptor) == nil { break }
    #expect(try server.status("/livez") == 200)
    #expect(try Self.residentMegabytes(of: server) < 60)
  }

  @Test("a header that comes slowly is cut after five seconds, and harms nobody") func slowness()
    throws
  {
    let server = try RunningHealthd()
    let start = Clock.monotonic()
    let slow = try RawClient(port: server.port)
    try slow.send("GET /health HTTP/1.1\r\n")
    let silent = try RawClient(port: server.port)
    try silent.send("G")
    var lines = 0
    var answer: (bytes: [UInt8], isClosed: Bool) = ([], false)
    while !answer.isClosed, Clock.monotonic() - start < .seconds(15) {
      let before = Clock.monotonic()
      #expect(try server.status("/livez") == 200)
      #expect(Clock.monotonic() - before < .milliseconds(500))
      try slow.send("X-\(lines): a\r\n")
      lines += 1
      let more = slow.read(within: .milliseconds(300))
      answer = (answer.bytes + more.bytes, more.isClosed)
    }
    let took = Clock.monotonic() - start
    #expect(took > .milliseconds(4500) && took < .seconds(8), "\(took)")
    #expect(String(decoding: answer.bytes, as: UTF8.self).hasPrefix("HTTP/1.1 408 "))
    #expect(silent.read(within: .seconds(2)).isClosed)
  }

  @Test("10,000 idle clients cost little memory, and no time") func idleness() throws {
    guard Self.raiseLimit() >= 10_200 else {
      return Judge.skip("a limit of 10,200 descriptors", isOptional: true)
    }
    let server = try RunningHealthd()
    #expect(try server.status("/livez") == 200)
    let before = try Self.residentMegabytes(of: server)
    var clients: [RawClient] = []
    for _ in 0..<10_000 { clients.append(try RawClient(port: server.port)) }
    for client in clients { try client.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n") }
    let answered = try clients.allSatisfy { try $0.readAnswer().status == 200 }
    #expect(answered)
    #expect(try Self.residentMegabytes(of: server) - before < 5)
    let start = Clock.monotonic()
    #expect(try server.status("/health") == 200)
    #expect(Clock.monotonic() - start < .milliseconds(200))
  }

  @Test("where descriptors run out, idle clients make room") func exhaustion() throws {
    let server = try RunningHealthd(prefix: ["prlimit", "--nofile=64"])
    var clients: [RawClient] = []
    for _ in 0..<100 { clients.append(try RawClient(port: server.port)) }
    #expect(try server.status("/livez") == 200)
    #expect(try server.status("/health") == 200)
    let metrics = String(decoding: try server.get("/metrics").body, as: UTF8.self)
    let evictions = metrics.split(separator: "\n").first {
      $0.hasPrefix("healthd_http_evictions_total")
    }
    #expect(evictions.map { !$0.hasSuffix(" 0") } == true)
    #expect(try Self.processorSeconds(of: server) < 2)
  }

  private static func raiseLimit() -> Int { Machine.raisedDescriptorLimit() }

  static func residentMegabytes(of server: RunningHealthd) throws -> Double {
    let status = try Files.read("/proc/\(server.process.identifier)/status", limit: 1 << 16) ?? []
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmRSS:") }
    let kilobytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
    return try #require(kilobytes) / 1024
  }

  static func processorSeconds(of server: RunningHealthd) throws -> Double {
    let text = String(decoding: try server.get("/metrics").body, as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("process_cpu_seconds_total ") }
    return try #require(line.flatMap { Double($0.split(separator: " ")[1]) })
  }
}
