import Glibc
import JSON
import Platform
import TestKit
import Testing

@Suite("healthd's control socket") struct HealthdControlTests {
  private static func run(
    _ words: String, of server: RunningHealthd
  ) throws -> Program.Run {
    try Tools.shell("healthd \(words) --control \(server.folder.path("control.sock"))")
  }

  @Test("drain fails health and readiness at once, and resume ends it") func drain() throws {
    let server = try RunningHealthd(settings: #""state": "/nonexistent/drain.json","#)
    #expect(try server.status("/health") == 200)
    let folder = server.folder
    let unremembered = try Self.run("drain --reason 'a deployment'", of: server)
    #expect(unremembered.status == 1 && unremembered.error.contains("isn't remembered"))
    #expect(try server.status("/health") == 503 && server.status("/readyz") == 503)
    #expect(try server.status("/livez") == 200)
    #expect(try server.health()["drain"]?["reason"] == "a deployment")
    #expect(try Self.run("resume", of: server).status == 1)
    #expect(try server.status("/health") == 200)
    withExtendedLifetime(folder) {}
  }

  @Test("a drain ends by itself where it was told to") func ending() throws {
    let server = try RunningHealthd()
    #expect(try Self.run("drain --for 500ms", of: server).status == 0)
    #expect(try server.status("/readyz") == 503)
    #expect(try Patience.until(.seconds(5)) { try server.status("/readyz") == 200 })
  }

  @Test("a drain is remembered over a restart, until it is ended") func restart() throws {
    let folder = try TemporaryDirectory()
    let settings = #""drainDelay": "1ms", "state": "\#(folder.path("drain.json"))","#
    let first = try RunningHealthd(settings: settings)
    #expect(try Self.run("drain --reason again", of: first).status == 0)
    first.process.signal(SIGKILL)
    _ = first.process.wait(within: .seconds(5))
    let second = try RunningHealthd(settings: settings)
    #expect(try second.health()["drain"]?["reason"] == "again")
    #expect(try second.status("/readyz") == 503)
    #expect(try Self.run("resume", of: second).status == 0)
    second.process.signal(SIGTERM)
    #expect(second.process.wait(within: .seconds(5)) == 0)
    #expect(try RunningHealthd(settings: settings).status("/readyz") == 200)
  }

  @Test("status counts who has seen what") func probers() throws {
    let server = try RunningHealthd()
    for _ in 0..<3 { _ = try server.status("/health") }
    func prober() throws -> JSONValue? {
      let run = try Self.run("status", of: server)
      return try JSONParser.parse(Array(run.output.utf8))["probers"]?.array?.first
    }
    #expect(try prober()?["ok"] == 3 && prober()?["unavailable"] == 0)
    #expect(try prober()?["address"] == "127.0.0.1")
    #expect(try Self.run("drain", of: server).status == 0)
    #expect(try prober() == nil, "counted anew from the drain on")
    for _ in 0..<2 { _ = try server.status("/readyz") }
    _ = try server.status("/livez")
    #expect(try prober()?["ok"] == 0 && prober()?["unavailable"] == 2)
    #expect(try Self.run("resume", of: server).status == 0)
    _ = try server.status("/health")
    #expect(try prober()?["ok"] == 1 && prober()?["unavailable"] == 0)
  }

  @Test("the socket is its owner's alone, and one daemon's") func ownership() throws {
    let server = try RunningHealthd(settings: #""drainDelay": "1ms","#)
    let socket = server.folder.path("control.sock")
    #expect(try Program.shell("stat -c %a \(socket)").output == "600\n")
    try server.folder.write(#"{ "control": "\#(socket)" }"#, to: "other.json")
    let other = try Tools.shell(
      "healthd serve --config \(server.folder.path("other.json")) --listen 127.0.0.1:0")
    #expect(other.status == 3 && other.error.contains("address already in use"), "\(other.error)")
    server.process.signal(SIGTERM)
    #expect(server.process.wait(within: .seconds(5)) == 0)
    #expect(access(socket, F_OK) != 0)
  }

  @Test("another user is refused, whatever the mode") func strangers() throws {
    guard Machine.userID == 0 else { return Judge.skip("root's rights", isOptional: true) }
    // Another user may not be able to reach this build's tools.
    let python = "/usr/bin/python3"
    guard Files.isReadable(python) else { return Judge.skip(python, isOptional: true) }
    let server = try RunningHealthd()
    let socket = server.folder.path("control.sock")
    _ = try Program.shell("chmod 755 \(server.folder.path) && chmod 666 \(socket)")
    let run = try Program.run(
      "setpriv",
      [
        "--reuid=65534", "--regid=65534", "--clear-groups", python, "-c",
        """
        import socket, sys
        s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.sendall(b'{"command":"drain"}\\n')
        print(s.recv(1000).decode())
        """, socket,
      ])
    #expect(run.output.contains("only root and the daemon's own user"), "\(run.error)")
    #expect(try server.status("/readyz") == 200)
  }

  @Test("what can't be understood changes nothing, and holds nobody up") func garbage() throws {
    let server = try RunningHealthd()
    let path = server.folder.path("control.sock")
    let silent = try Sockets.connect(path: path)
    defer { Sockets.close(silent) }
    for line in ["", "{}", "[", "{\"command\":\"drain\",\"milliseconds\":-1}"] {
      let client = try Sockets.connect(path: path)
      _ = Sockets.send(Array("\(line)\n".utf8), from: 0, to: client)
      _ = Sockets.wait(for: client, toWrite: false, within: .seconds(10))
      var buffer = [UInt8](repeating: 0, count: 1000)
      let received = Sockets.receive(client, into: &buffer)
      guard case .bytes(let count) = received else { throw Answer.NoAnswer(bytes: []) }
      #expect(String(decoding: buffer[..<count], as: UTF8.self).contains("error"))
      Sockets.close(client)
    }
    #expect(try server.status("/readyz") == 200)
  }

  @Test("without a daemon, and with wrong words, it says so") func usage() throws {
    let none = try Tools.shell("healthd status --control /nonexistent/socket")
    #expect(none.status == 3 && none.error.contains("no daemon answers there"), "\(none.error)")
    let time = try Tools.shell("healthd drain --for soon")
    #expect(time.status == 2 && time.error.contains("\"soon\" isn't a time"), "\(time.error)")
  }
}

@Suite("healthd check") struct HealthdCheckTests {
  @Test("asks the daemon", arguments: ["json", "human", "nagios"])
  func daemon(_ format: String) throws {
    let server = try RunningHealthd(
      probes: #"[{ "name": "a", "kind": "tcp", "address": "127.0.0.1:1", "level": "degraded" }]"#)
    #expect(try server.waits(for: "a", "down"))
    let run = try Tools.shell(
      "healthd check --control \(server.folder.path("control.sock")) --format \(format)")
    switch format {
    case "json":
      let record = try JSONParser.parse(Array(run.output.utf8))
      #expect(record["record"] == "probe" && record["probe"] == "a" && record["status"] == "down")
      #expect(run.status == 0, "degraded is well")
    case "human":
      #expect(run.output.hasSuffix("\ndegraded\n") && run.output.hasPrefix("a  tcp  down  "))
      #expect(run.status == 0)
    default:
      #expect(run.output.hasPrefix("HEALTHD WARNING - degraded: a conn_refused | a="))
      #expect(run.status == 1)
    }
  }

  @Test(
    "looks once by itself",
    arguments: [
      (#"{ "name": "a", "kind": "disk", "warn": 100, "fail": 100 }"#, Int32(0), Int32(0), "up"),
      (#"{ "name": "a", "kind": "disk", "warn": 1, "fail": 100 }"#, 0, 1, "warn"),
      (#"{ "name": "a", "kind": "disk", "warn": 1, "fail": 1 }"#, 1, 2, "down"),
      (
        #"{ "name": "a", "kind": "exec", "command": ["/bin/sh", "-c", "sleep 60"], "timeout": "300ms" }"#,
        1, 2, "down"
      ),
    ])
  func once(_ probe: String, _ status: Int32, _ nagios: Int32, _ word: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write("{ \"probes\": [\(probe)] }", to: "config.json")
    let line = "healthd check --config \(folder.path("config.json")) --format"
    let json = try Tools.shell("\(line) json")
    #expect(json.status == status, "\(json.error)")
    #expect(try JSONParser.parse(Array(json.output.utf8))["status"]?.string == word)
    let plugin = try Tools.shell("\(line) nagios")
    #expect(plugin.status == nagios && plugin.output.hasPrefix("HEALTHD "))
  }
}
