import Diagnostics
import JSON
import Testing

@testable import Health

@Suite("The health configuration") struct ConfigurationTests {
  static func decode(_ text: String) throws -> HealthConfiguration {
    try HealthConfiguration.decode(try JSONParser.parse(Array(text.utf8)))
  }

  @Test("is what was printed") func roundTrip() throws {
    let configuration = try Self.decode(Self.everyKind)
    #expect(configuration.probes.map(\.kind) == Probe.kinds.map { $0.kind })
    #expect(try HealthConfiguration.decode(configuration.json) == configuration)
    var other = configuration
    other.probes[0].terms.rise = 7
    #expect(try HealthConfiguration.decode(other.json) == other)
    #expect(other != configuration)
  }

  @Test("needs nothing") func empty() throws {
    let configuration = try Self.decode("{}")
    #expect(configuration == HealthConfiguration())
    #expect(configuration.listen.description == "127.0.0.1:9180")
  }

  /// A probe in its place, and what is said of it.
  static let faults: [(String, String)] = [
    (#""kind":"http""#, "/probes/0: the key \"url\" is missing"),
    (#""kind":"htpp","url":"http://a/""#, "/probes/0/kind: \"htpp\" is not a kind; did you mean"),
    (#""kind":"http","url":"http://u:p@a/""#, "/probes/0/url: the value is not an address of http"),
    (#""kind":"http","url":"http://a:70000/""#, "/probes/0/url: the value is not an address"),
    (#""kind":"http","url":"ftp://a/""#, "/probes/0/url: the value is not an address"),
    (#""kind":"http","url":"http://a/","ca":"/x""#, "/probes/0/url: a plain http address with"),
    (
      #""kind":"tcp","adress":"a:1""#,
      "/probes/0: unknown key \"adress\"; did you mean \"address\"?"
    ),
    (#""kind":"tcp","address":"a""#, "/probes/0/address: \"a\" is not a host and a port"),
    (#""kind":"tcp","address":"a:0""#, "/probes/0/address: \"a:0\" is not a host and a port"),
    (
      #""kind":"tcp","address":"a:1","interval":"1s","timeout":"2s""#,
      "/probes/0/timeout: the timeout"
    ),
    (
      #""kind":"tcp","address":"a:1","affects":["liveness"]"#,
      "/probes/0/affects/0: \"liveness\" is not"
    ),
    (
      #""kind":"tcp","address":"a:1","affects":["health","health"]"#, "/probes/0/affects: an aspect"
    ),
    (
      #""kind":"tcp","address":"a:1","rise":0"#,
      "/probes/0/rise: \"0\" is not a number from 1 to 20"
    ),
    (
      #""kind":"redis","host":"a","password":"hunter2hunter2""#,
      "/probes/0/password: the value is not a ref"
    ),
    (
      #""kind":"redis","url":"redis://:hunter2hunter2@a""#,
      "/probes/0/url: the value is not a reference"
    ),
    (
      #""kind":"redis","url":"env:R","host":"a""#,
      "/probes/0/host: \"url\" and \"host\" are both there"
    ),
    (#""kind":"redis","host":"a","user":"u""#, "/probes/0/user: a \"user\" without a \"password\""),
    (#""kind":"postgres""#, "/probes/0: it has neither \"url\" nor \"host\""),
    (#""kind":"postgres","host":"a""#, "/probes/0: it has a \"host\" and no \"user\""),
    (#""kind":"disk","warn":95,"fail":90"#, "/probes/0/warn: \"warn\" is 95, above \"fail\", 90"),
    (#""kind":"disk","path":"relative""#, "/probes/0/path: \"relative\" is not an absolute path"),
    (#""kind":"load","warn":5,"fail":4"#, "/probes/0/warn: \"warn\" is above \"fail\""),
    (#""kind":"exec","command":[]"#, "/probes/0/command: \"0 elements\" is not 1 to 50 elements"),
    (#""kind":"exec","command":["ls"]"#, "/probes/0/command: the program isn't named by its path"),
  ]

  @Test("tells what is wrong, and where", arguments: faults)
  func fault(_ probe: String, _ message: String) throws {
    let error = try #require(throws: InvalidHealthConfiguration.self) {
      _ = try Self.decode(#"{"probes":[{"name":"p",\#(probe)}]}"#)
    }
    let lines = error.findings.map { $0.line() }
    #expect(lines.contains { $0.hasPrefix("error: " + message) }, "\(lines)")
    #expect(!lines.joined().contains("hunter2"))
  }

  @Test("tells everything at once") func everything() throws {
    let error = try #require(throws: InvalidHealthConfiguration.self) {
      _ = try Self.decode(
        #"""
        { "listen": "x", "details": "all", "probes": [
          { "name": "A", "kind": "disk" }, { "kind": "load", "warn": true } ] }
        """#)
    }
    #expect(error.findings.count == 5, "\(error.findings.map { $0.line() })")
    let twice = try #require(throws: InvalidHealthConfiguration.self) {
      _ = try Self.decode(
        #"{"probes":[{"name":"a","kind":"disk"},{"name":"a","kind":"load"}]}"#)
    }
    #expect(twice.findings.map { $0.line() }.first?.contains("/probes/1/name") == true)
  }

  /// One probe of each kind, with every key.
  static let everyKind = #"""
    { "listen": "[::1]:9180", "control": "/tmp/c.sock", "state": "/tmp/s.json", "details": "private",
      "drainDelay": "1500ms", "connections": 50, "probes": [
      { "name": "http", "kind": "http", "url": "https://[::1]:8443/a?b=%20c", "status": 204,
        "contains": "fine \"{}\"", "ca": "/etc/ca.pem", "interval": "250ms", "timeout": "100ms",
        "rise": 3, "fall": 4, "jitter": 0, "level": "degraded", "affects": ["readiness"] },
      { "name": "tcp", "kind": "tcp", "address": "mail.example.com:25" },
      { "name": "dns", "kind": "dns", "host": "_x.example.com", "server": "10.0.0.2:5353" },
      { "name": "tls", "kind": "tls", "address": "example.com:443", "warnDays": 30, "ca": "/ca.pem" },
      { "name": "postgres", "kind": "postgres", "host": "env:PGHOST", "port": "file:/run/port",
        "user": "a-b", "database": "c", "password": "file:/run/secret", "writable": true,
        "tls": "disable", "ca": "/ca.pem" },
      { "name": "redis", "kind": "redis", "url": "env:CACHE_URL", "write": true, "tls": "require" },
      { "name": "disk", "kind": "disk", "path": "/mnt/data", "warn": 10, "fail": 20 },
      { "name": "memory", "kind": "memory", "warn": 1, "fail": 100 },
      { "name": "load", "kind": "load", "warn": 2, "fail": 3 },
      { "name": "process", "kind": "process", "executable": "node", "count": 2 },
      { "name": "exec", "kind": "exec", "command": ["/bin/sh", "-c", "exit 1"] } ] }
    """#
}
