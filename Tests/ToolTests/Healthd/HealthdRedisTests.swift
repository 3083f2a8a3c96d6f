import Glibc
import Platform
import TestKit
import Testing

/// A real Redis in every state that a probe should tell from being well.
@Suite("healthd's probe of Redis") struct HealthdRedisTests {
  private static func probe(_ port: Int, _ more: String = "") -> String {
    #"""
    [{ "name": "cache", "kind": "redis", "host": "127.0.0.1", "port": "env:CACHE_PORT",
       "tls": "disable", "interval": "1s", "timeout": "500ms"\#(more) }]
    """#
  }

  private static func daemon(_ redis: TestRedis, _ more: String = "") throws -> RunningHealthd {
    try RunningHealthd(
      probes: probe(redis.port, more),
      environment: ["CACHE_PORT": "\(redis.port)", "CACHE_PASSWORD": "a good password"])
  }

  @Test("kill -9 is seen within a second, and its return, too") func killing() throws {
    guard let redis = try TestRedis() else { return }
    let server = try Self.daemon(redis)
    #expect(try server.waits(for: "cache", "up"))
    redis.process.signal(SIGKILL)
    let start = Clock.monotonic()
    #expect(try server.waits(for: "cache", "down"))
    #expect(Clock.monotonic() - start < .seconds(2))
    #expect(try server.reason(of: "cache") == "conn_refused")
    #expect(try server.status("/readyz") == 503 && server.status("/livez") == 200)
  }

  @Test("a server that sleeps is seen by the deadline") func sleeping() throws {
    guard let redis = try TestRedis() else { return }
    let server = try Self.daemon(redis)
    #expect(try server.waits(for: "cache", "up"))
    try redis.command("DEBUG", "SLEEP", "5")
    let start = Clock.monotonic()
    #expect(try server.waits(for: "cache", "down"))
    #expect(Clock.monotonic() - start < .seconds(4))
    #expect(try server.reason(of: "cache") == "timeout")
    #expect(try server.waits(for: "cache", "up", within: .seconds(15)))
  }

  /// Options of the server, what is said to it, more of the probe, and the reason.
  static let states: [([String], [[String]], String, String)] = [
    (["--requirepass", "a good password"], [], "", "auth_required"),
    (["--requirepass", "another"], [], #", "password": "env:CACHE_PASSWORD""#, "auth_failed"),
    ([], [], #", "password": "env:CACHE_PASSWORD""#, "auth_unneeded"),
    ([], [], #", "password": "env:NOT_THERE""#, "setting_missing"),
    (
      ["--maxmemory", "100kb", "--maxmemory-policy", "noeviction"], [], #", "write": true"#, "oom"
    ),
    (["--min-replicas-to-write", "1"], [], #", "write": true"#, "server_error"),
    (["--replicaof", "127.0.0.1 1"], [], #", "write": true"#, "read_only"),
    (
      ["--rename-command", "PING", "GNIP"], [], "", "server_error"
    ),
  ]

  @Test("says why it can't be used", arguments: states)
  func excuses(
    _ options: [String], _ commands: [[String]], _ more: String, _ reason: String
  ) throws {
    guard let redis = try TestRedis(options) else { return }
    let server = try Self.daemon(redis, more)
    #expect(try server.waits(for: "cache", "down"))
    #expect(try server.reason(of: "cache") == reason)
    #expect(!server.process.output.contains("a good password"))
  }

  @Test("enters with a password, and writes") func entering() throws {
    guard let redis = try TestRedis(["--requirepass", "a good password"]) else { return }
    let server = try Self.daemon(redis, #", "write": true, "password": "env:CACHE_PASSWORD""#)
    #expect(try server.waits(for: "cache", "up"))
    let answer = String(decoding: try server.get("/health").body, as: UTF8.self)
    #expect(!answer.contains("a good password"))
  }

  @Test("too many clients are told") func crowds() throws {
    guard let redis = try TestRedis(["--maxclients", "3"]) else { return }
    let hogs = try (0..<3).map { _ in try RawClient(port: redis.port) }
    let server = try Self.daemon(redis)
    #expect(try server.waits(for: "cache", "down"))
    #expect(try server.reason(of: "cache") == "too_many_clients")
    withExtendedLifetime(hogs) {}
  }

  @Test("a server that can't save takes no writes") func saving() throws {
    guard let redis = try TestRedis(["--save", "3600 1"]) else { return }
    let server = try Self.daemon(redis)
    #expect(try server.waits(for: "cache", "up"))
    // A folder stands where the file is to go.
    try Folder(path: redis.folder.path).makeFolder("dump.rdb")
    try redis.command("SET", "a", "1")
    try redis.command("BGSAVE")
    #expect(try server.waits(for: "cache", "down"))
    #expect(try server.reason(of: "cache") == "misconf")
  }

  @Test("a server that loads its data is told") func loading() throws {
    guard let first = try TestRedis() else { return }
    try first.command("DEBUG", "POPULATE", "20000", "key", "100")
    #expect(
      Patience.until(.seconds(10)) {
        (try? first.command("SAVE")) != nil && first.folder.exists("dump.rdb")
      })
    first.process.signal(SIGKILL)
    let copy = try TemporaryDirectory()
    _ = try Program.shell("cp \(first.folder.path("dump.rdb")) \(copy.path)")
    guard
      let slow = try TestRedis([
        "--dir", copy.path, "--key-load-delay", "1000", "--loading-process-events-interval-bytes",
        "1024",
      ])
    else { return }
    let server = try Self.daemon(slow)
    #expect(try server.waits(for: "cache", "down"))
    #expect(try server.reason(of: "cache") == "loading")
  }

  @Test("by TLS, only with a certificate that is good") func encryption() throws {
    let certificates = try TemporaryDirectory()
    try TestCertificates.make(in: certificates)
    let port = try FreePort.next()
    guard
      let redis = try TestRedis([
        "--tls-port", "\(port)", "--tls-cert-file", certificates.path("server.pem"),
        "--tls-key-file", certificates.path("server.key"), "--tls-auth-clients", "no",
      ])
    else { return }
    let place = #""kind": "redis", "host": "localhost", "port": \#(port), "interval": "1s""#
    let server = try RunningHealthd(
      probes: """
        [{ "name": "good", \(place), "ca": "\(certificates.path("ca.pem"))" },
         { "name": "unknown", \(place) },
         { "name": "lax", \(place), "tls": "require" },
         { "name": "foreign", "kind": "redis", "host": "127.0.0.1", "port": \(port), "interval": "1s",
           "ca": "\(certificates.path("ca.pem"))" },
         { "name": "clear", "kind": "redis", "host": "127.0.0.1", "port": \(redis.port) } ]
        """)
    #expect(try server.waits(for: "good", "up") && server.waits(for: "lax", "up"))
    #expect(try server.waits(for: "unknown", "down"))
    #expect(try server.reason(of: "unknown") == "tls_untrusted")
    #expect(try server.waits(for: "foreign", "down"))
    #expect(try server.reason(of: "foreign") == "tls_hostname")
    #expect(try server.waits(for: "clear", "down"), "TLS is never left out by itself")
  }
}
