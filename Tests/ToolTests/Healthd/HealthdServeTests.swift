import Glibc
import JSON
import Platform
import TestKit
import Testing

/// The daemon as a whole, started as users start it.
@Suite("healthd serve") struct HealthdServeTests {
  private static func disk(_ name: String, level: String = "critical", fail: Int = 100) -> String {
    #"{ "name": "\#(name)", "kind": "disk", "warn": 1, "fail": \#(fail), "level": "\#(level)" }"#
  }

  @Test("answers in the shape that applications have") func shape() throws {
    let server = try RunningHealthd(
      probes: #"[{ "name": "self", "kind": "tcp", "address": "127.0.0.1:1" }]"#)
    #expect(try server.waits(for: "self", "down"))
    let answer = try server.get("/health")
    #expect(answer.status == 503)
    #expect(answer.header.contains("Content-Type: application/json"))
    #expect(answer.header.contains("Cache-Control: no-store"))
    let health = try JSONParser.parse(answer.body)
    #expect(health["status"] == "error")
    #expect(health["services"] == ["self": "disconnected"])
    #expect(health["checks"]?["self"]?["reason"] == "conn_refused")
    let time = try #require(health["timestamp"]?.string)
    #expect(time.utf8.count == 24 && time.hasSuffix("Z"))
    guard case .number(let uptime)? = health["uptime"] else { throw Answer.NoAnswer(bytes: []) }
    #expect(try #require(uptime.double) > 0)
    #expect(try server.status("/livez") == 200, "liveness looks at no probe")
    #expect(try server.status("/readyz") == 503)
    let draft = try server.get("/health", accept: "application/health+json")
    #expect(draft.header.contains("Content-Type: application/health+json"))
    #expect(try JSONParser.parse(draft.body)["status"] == "fail")
  }

  @Test("a degraded probe is told, and answered with 200") func levels() throws {
    let server = try RunningHealthd(probes: "[\(Self.disk("a", level: "degraded", fail: 1))]")
    #expect(try server.waits(for: "a", "down"))
    #expect(try server.health()["status"] == "degraded")
    #expect(try server.status("/health") == 200 && server.status("/readyz") == 200)
  }

  @Test("readiness and health are told apart") func aspects() throws {
    let server = try RunningHealthd(
      probes: """
        [{ "name": "a", "kind": "tcp", "address": "127.0.0.1:1", "affects": ["health"] }]
        """)
    #expect(try server.waits(for: "a", "down"))
    #expect(try server.status("/health") == 503 && server.status("/readyz") == 200)
  }

  @Test("details are for whom the configuration says") func details() throws {
    let server = try RunningHealthd(
      probes: "[\(Self.disk("a"))]", settings: #""details": "nobody","#)
    #expect(try Patience.until(.seconds(10)) { try server.status("/readyz") == 200 })
    let health = try server.health()
    #expect(health["checks"] == nil && health["memory"] == nil)
    #expect(try server.status("/metrics") == 404)
    #expect(!String(decoding: try server.get("/").body, as: UTF8.self).contains("<table"))
  }

  @Test("requests start no probe") func quiet() throws {
    let folder = try TemporaryDirectory()
    let server = try RunningHealthd(
      probes: """
        [{ "name": "a", "kind": "exec", "command": ["/bin/sh", "-c", "echo >> \(folder.path("count"))"],
           "interval": "1h" }]
        """)
    #expect(try server.waits(for: "a", "up"))
    let client = try RawClient(port: server.port)
    for _ in 0..<1000 {
      try client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readAnswer().status == 200)
    }
    #expect(try folder.read("count") == "\n")
  }

  @Test("SIGTERM drains at once, and ends after the delay") func termination() throws {
    let server = try RunningHealthd(settings: #""drainDelay": "2s","#)
    #expect(try server.status("/health") == 200)
    server.process.signal(SIGTERM)
    let start = Clock.monotonic()
    #expect(try Patience.until(.seconds(2)) { try server.status("/health") == 503 })
    #expect(Clock.monotonic() - start < .milliseconds(250))
    #expect(try server.status("/readyz") == 503 && server.status("/livez") == 200)
    #expect(try server.health()["status"] == "draining")
    #expect(server.process.wait(within: .seconds(10)) == 0)
    #expect(Clock.monotonic() - start > .milliseconds(1900))
    #expect(server.events.last?["event"] == "stopped")
  }

  @Test("a second SIGTERM ends it at once") func impatience() throws {
    let server = try RunningHealthd(settings: #""drainDelay": "1h","#)
    server.process.signal(SIGTERM)
    #expect(try Patience.until(.seconds(2)) { try server.status("/health") == 503 })
    server.process.signal(SIGTERM)
    #expect(server.process.wait(within: .seconds(5)) == 0)
  }

  @Test("SIGHUP takes a good configuration, and leaves a bad one") func reload() throws {
    let server = try RunningHealthd(probes: "[\(Self.disk("a"))]")
    #expect(try server.waits(for: "a", "warn"))
    try server.folder.write(
      #"{ "probes": [\#(Self.disk("a")), \#(Self.disk("b", level: "degraded"))] }"#,
      to: "config.json")
    server.process.signal(SIGHUP)
    #expect(try server.waits(for: "b", "warn"))
    try server.folder.write(#"{ "probes": [{ "name": "c", "kind": "dsk" }] }"#, to: "config.json")
    server.process.signal(SIGHUP)
    #expect(Patience.until(.seconds(10)) { server.events.last?["event"] == "reload-failed" })
    #expect(try server.health()["checks"]?.object?.members.map(\.name) == ["a", "b"])
    #expect(server.process.error.contains("/probes/0/kind: \"dsk\" is not a kind"))
    let metrics = String(decoding: try server.get("/metrics").body, as: UTF8.self)
    #expect(metrics.contains("healthd_reload_ok 0\n"))
  }

  @Test("what is old is never told as new") func staleness() throws {
    let server = try RunningHealthd(
      probes: """
        [{ "name": "a", "kind": "disk", "warn": 99, "fail": 100, "interval": "300ms",
           "timeout": "100ms" }]
        """)
    #expect(try server.waits(for: "a", "up"))
    server.process.signal(SIGSTOP)
    // The longest time for which an outcome is believed is 900 ms.
    usleep(1_500_000)
    let client = try RawClient(port: server.port)
    try client.send("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    server.process.signal(SIGCONT)
    let first = try JSONParser.parse(Answer(client.readToEnd()).body)
    let status = first["checks"]?["a"]?["status"]
    // The probe may be faster than the answer; then its outcome is new.
    guard case .number(let age)? = first["checks"]?["a"]?["age"] else {
      throw Answer.NoAnswer(bytes: [])
    }
    let seconds = try #require(age.double)
    #expect(status == "stale" || seconds < 0.9, "\(first)")
    #expect(try server.waits(for: "a", "up", within: .milliseconds(1500)))
  }

  @Test("a probe that hangs makes its outcome old, and nothing else") func hanging() throws {
    let server = try RunningHealthd(
      probes: """
        [{ "name": "a", "kind": "exec", "interval": "500ms", "timeout": "500ms",
           "command": ["/bin/sh", "-c", "trap '' TERM; yes"] },
         \(Self.disk("b"))]
        """)
    #expect(try server.waits(for: "a", "down", within: .seconds(4)))
    #expect(try server.reason(of: "a") == "timeout")
    #expect(try server.status("/livez") == 200)
    #expect(try server.waits(for: "b", "warn"))
  }

  @Test(
    "what is wrong is told before anything starts",
    arguments: [
      ("serve", Int32(2), "there is no configuration; name one with --config FILE"),
      ("serve --config none.json", 3, "none.json: can't open: no such file or directory"),
      ("serve --config bad.json", 2, "bad.json:1:14: /probes/0: the key \"name\" is missing"),
      ("serve --config good.json --listen nowhere", 2, "--listen: \"nowhere\" isn't an address"),
      ("serve --config good.json --listen 192.0.2.1:0", 3, "192.0.2.1:0: can't listen"),
      ("serve --stack good.json --config good.json", 2, "can't be given together"),
    ])
  func usage(_ line: String, _ status: Int32, _ message: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(#"{ "probes": [{ "kind": "disk" }] }"#, to: "bad.json")
    try folder.write("{}", to: "good.json")
    let run = try Tools.shell("healthd \(line)", directory: folder.path)
    #expect(run.status == status && run.output.isEmpty, "\(run.error)")
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test("a reader of the events that leaves holds nobody up") func readers() throws {
    // `head` leaves after the first event; the next ones find a closed pipe.
    let server = try RunningHealthd(
      probes: #"[{ "name": "a", "kind": "tcp", "address": "127.0.0.1:1" }]"#,
      prefix: ["bash", "-c", #""$@" | head -n 1"#, "bash"])
    #expect(try server.waits(for: "a", "down"))
    #expect(try server.status("/livez") == 200)
    #expect(server.events.count == 1)
  }
}
