import Glibc
import JSON
import Platform
import TestKit
import Testing

/// A real PostgreSQL with SCRAM, through what happens to one.
@Suite("healthd's probe of PostgreSQL") struct HealthdPostgresTests {
  private static func daemon(_ postgres: TestPostgres, _ more: String = "") throws -> RunningHealthd
  {
    try RunningHealthd(
      probes: #"""
        [{ "name": "database", "kind": "postgres", "url": "env:DATABASE_URL", "tls": "disable",
           "interval": "1s", "timeout": "1s"\#(more) }]
        """#,
      environment: [
        "DATABASE_URL": "postgresql://app:\(postgres.password)@localhost:\(postgres.port)/postgres"
      ])
  }

  @Test("kill -9 is seen at once, and its return, too") func killing() throws {
    guard let postgres = try TestPostgres() else { return }
    let server = try Self.daemon(postgres)
    #expect(try server.waits(for: "database", "up"))
    #expect(try server.health()["services"]?["database"] == "connected")
    try postgres.signalAll(SIGKILL)
    let start = Clock.monotonic()
    #expect(try server.waits(for: "database", "down"))
    #expect(Clock.monotonic() - start < .seconds(2))
    #expect(try server.reason(of: "database") == "conn_refused")
    #expect(try server.status("/health") == 503 && server.status("/livez") == 200)
    _ = postgres.process.wait(within: .seconds(5))
    try postgres.start()
    #expect(try server.waits(for: "database", "up"))
  }

  @Test("a server that is stopped is seen by the deadline") func stopping() throws {
    guard let postgres = try TestPostgres() else { return }
    let server = try Self.daemon(postgres)
    #expect(try server.waits(for: "database", "up"))
    try postgres.signalAll(SIGSTOP)
    let start = Clock.monotonic()
    #expect(try server.waits(for: "database", "down"))
    // The interval, two timeouts, the quick pause, and jitter.
    #expect(Clock.monotonic() - start < .seconds(5))
    #expect(try server.reason(of: "database") == "timeout")
    let before = Clock.monotonic()
    #expect(try server.status("/health") == 503)
    #expect(Clock.monotonic() - before < .milliseconds(200))
    try postgres.signalAll(SIGCONT)
    #expect(try server.waits(for: "database", "up"))
  }

  @Test("a wrong password is told, and not tried again and again") func password() throws {
    guard let postgres = try TestPostgres() else { return }
    let server = try RunningHealthd(
      probes: #"""
        [{ "name": "database", "kind": "postgres", "host": "127.0.0.1", "port": "env:PORT",
           "user": "app", "password": "file:\#(postgres.folder.path("wrong"))", "tls": "disable",
           "interval": "100ms", "timeout": "100ms" },
         { "name": "elsewhere", "kind": "postgres", "host": "127.0.0.1", "port": "env:PORT",
           "user": "app", "database": "none", "password": "file:\#(postgres.folder.path("secret"))",
           "tls": "disable" }]
        """#, environment: ["PORT": "\(postgres.port)"])
    #expect(try server.waits(for: "database", "down"))
    #expect(try server.reason(of: "database") == "setting_missing")
    try postgres.folder.write("not-it\n", to: "wrong")
    #expect(
      try Patience.until(.seconds(5)) { try server.reason(of: "database") == "auth_failed" })
    let tries = postgres.process.error.split(separator: "password authentication failed").count - 1
    usleep(700_000)
    #expect(
      postgres.process.error.split(separator: "password authentication failed").count - 1 == tries)
    #expect(try server.waits(for: "elsewhere", "down"))
    #expect(try server.reason(of: "elsewhere") == "no_database")
    #expect(!String(decoding: try server.get("/health").body, as: UTF8.self).contains("not-it"))
  }

  @Test("a standby, and full slots, are told") func limits() throws {
    guard
      let postgres = try TestPostgres([
        "-c", "max_connections=3", "-c", "superuser_reserved_connections=0",
      ])
    else { return }
    try postgres.run("SELECT 1")
    let hogs = try (0..<3).map { index in
      try BackgroundProcess(
        [
          "psql", "-h", "127.0.0.1", "-p", "\(postgres.port)", "-U", "app", "-d", "postgres", "-c",
          "SELECT pg_sleep(60)",
        ], in: postgres.folder, name: "hog\(index)",
        environment: ["PGPASSWORD": postgres.password])
    }
    #expect(
      try Patience.until(.seconds(10)) {
        let run = try Program.run(
          "psql",
          ["-h", "127.0.0.1", "-p", "\(postgres.port)", "-U", "app", "-d", "postgres", "-c", ""],
          environment: ["PGPASSWORD": postgres.password])
        return run.status != 0
      })
    let server = try Self.daemon(postgres)
    #expect(try server.waits(for: "database", "down"))
    #expect(try server.reason(of: "database") == "too_many_connections")
    withExtendedLifetime(hogs) {}
  }

  @Test("by TLS, only with a certificate that is good") func encryption() throws {
    let options = [
      "-c", "ssl=on", "-c", "ssl_cert_file=../server.pem", "-c", "ssl_key_file=../server.key",
    ]
    guard let postgres = try TestPostgres(options, prepare: { try TestCertificates.make(in: $0) })
    else { return }
    let authority = #""ca": "\#(postgres.folder.path("ca.pem"))""#
    func probe(_ name: String, _ host: String, _ more: String) -> String {
      #"""
      { "name": "\#(name)", "kind": "postgres", "host": "\#(host)", "port": \#(postgres.port),
        "user": "app", "database": "postgres", "interval": "5s", "timeout": "2s",
        "password": "file:\#(postgres.folder.path("secret"))", \#(more) }
      """#
    }
    let server = try RunningHealthd(
      probes: """
        [\(probe("good", "localhost", authority)), \(probe("lax", "localhost", #""tls": "require""#)),
         \(probe("unknown", "localhost", #""writable": true"#)), \(probe("foreign", "127.0.0.1", authority))]
        """)
    #expect(try server.waits(for: "good", "up") && server.waits(for: "lax", "up"))
    #expect(try server.waits(for: "unknown", "down"))
    #expect(try server.reason(of: "unknown") == "tls_untrusted")
    #expect(try server.waits(for: "foreign", "down"))
    #expect(try server.reason(of: "foreign") == "tls_hostname")
  }
}
