import Glibc
import Platform
import TestKit
import Testing

@testable import Health
@testable import healthd

/// Probes that need no server of others.
@Suite("healthd's probes") struct HealthdProbeTests {
  /// A server that says one thing to every client, until it is gone.
  private final class Parrot: Sendable {
    let port: Int
    private let listener: Int32

    init(_ answer: String) throws {
      let (listener, port) = try Sockets.listen(address: "127.0.0.1", port: 0)
      self.listener = listener
      self.port = port
      try Platform.Thread.start {
        while Sockets.wait(for: listener, toWrite: false, within: .seconds(60)) {
          let client = Sockets.accept(listener).descriptor
          if client < 0 { return }
          _ = Sockets.wait(for: client, toWrite: false, within: .seconds(1))
          var buffer = [UInt8](repeating: 0, count: 4096)
          _ = Sockets.receive(client, into: &buffer)
          _ = Sockets.send(Array(answer.utf8), from: 0, to: client)
          Sockets.finish(client)
          _ = Sockets.wait(for: client, toWrite: false, within: .seconds(1))
          Sockets.close(client)
        }
      }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }
  }

  private static func look(
    _ target: any Probing, environment: [String: String] = [:], within span: Duration = .seconds(2)
  ) -> Outcome {
    ProbeThread.look(target.prober(Surroundings(environment: environment)), within: span)
  }

  static let answers: [(String, Int?, String?, String?)] = [
    ("HTTP/1.1 200 OK\r\n\r\n", nil, nil, nil), ("HTTP/1.0 204 \r\n\r\n", nil, nil, nil),
    ("HTTP/1.1 503 No\r\n\r\n", nil, nil, "http_503"),
    ("HTTP/1.1 503 No\r\n\r\n", 503, nil, nil),
    ("HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n", nil, nil, "http_301"),
    ("HTTP/1.1 200 OK\r\n\r\nall fine here", nil, "fine", nil),
    ("HTTP/1.1 200 OK\r\nX: fine\r\n\r\nall bad", nil, "fine", "no_match"),
    ("SSH-2.0-OpenSSH\r\n", nil, nil, "not_http"), ("", nil, nil, "eof"),
    ("HTTP/1.1 200 OK\r\nX: ", nil, nil, "eof"),
  ]

  @Test("HTTP is judged by status and text", arguments: answers)
  func http(_ answer: String, _ status: Int?, _ text: String?, _ reason: String?) throws {
    let parrot = try Parrot(answer)
    var target = HTTPTarget()
    target.url = HTTPAddress(host: "127.0.0.1", port: parrot.port, path: "/")
    target.status = status
    target.text = text
    let outcome = Self.look(target)
    #expect(outcome.reason == reason && (outcome.grade == .pass) == (reason == nil))
  }

  @Test("a port that takes connections and says nothing fails in time") func silence() throws {
    let (listener, port) = try Sockets.listen(address: "127.0.0.1", port: 0)
    defer { Sockets.close(listener) }
    var http = HTTPTarget()
    http.url = HTTPAddress(host: "127.0.0.1", port: port, path: "/")
    let start = Clock.monotonic()
    #expect(Self.look(http, within: .milliseconds(200)).reason == "timeout")
    var tls = TLSTarget()
    tls.address = NetworkAddress(host: "127.0.0.1", port: port)
    #expect(Self.look(tls, within: .milliseconds(200)).reason == "timeout")
    #expect(Clock.monotonic() - start < .seconds(1))
    var tcp = TCPTarget()
    tcp.address = tls.address
    #expect(Self.look(tcp).grade == .pass)
  }

  /// A name server on this machine that answers as it is told.
  private final class NameServer: Sendable {
    let port: Int

    /// - Parameter answer: What follows the question's twelve bytes of header, made from the question.
    init(_ answer: @escaping @Sendable ([UInt8]) -> [UInt8]?) throws {
      let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          _ = bind(socket, pointer, length)
          _ = getsockname(socket, pointer, &length)
        }
      }
      self.port = Int(UInt16(bigEndian: address.sin_port))
      try Platform.Thread.start {
        var buffer = [UInt8](repeating: 0, count: 1024)
        while Sockets.wait(for: socket, toWrite: false, within: .seconds(20)) {
          var client = sockaddr_in()
          var size = socklen_t(MemoryLayout<sockaddr_in>.size)
          withUnsafeMutablePointer(to: &client) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
              let count = recvfrom(socket, &buffer, buffer.count, 0, pointer, &size)
              guard count > 12, let reply = answer(Array(buffer[..<count])) else { return }
              _ = sendto(socket, reply, reply.count, 0, pointer, size)
            }
          }
        }
        Sockets.close(socket)
      }
    }

    func resolver() -> Resolver {
      var resolver = Resolver()
      resolver.server = ("127.0.0.1", port)
      return resolver
    }
  }

  /// A reply with a code and records to a question.
  private static func reply(
    to question: [UInt8], code: UInt8 = 0, records: [[UInt8]] = []
  ) -> [UInt8] {
    var reply = question
    reply[2] = 0x81
    reply[3] = 0x80 | code
    reply[7] = UInt8(records.count)
    return reply + records.joined()
  }

  private static let address: [UInt8] = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 192, 0, 2, 7]
  private static let alias: [UInt8] = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 2, 0xc0, 12]

  @Test("names are resolved, over aliases") func resolving() throws {
    let server = try NameServer { Self.reply(to: $0, records: [Self.alias, Self.address]) }
    let addresses = try server.resolver().addresses(
      of: "db.example", until: Deadline(in: .seconds(2)))
    #expect(addresses == ["192.0.2.7"])
  }

  @Test(
    "what a name server says has a name",
    arguments: [
      (UInt8(3), "dns_nxdomain"), (2, "dns_servfail"), (5, "dns_refused"), (0, "dns_empty"),
    ])
  func codes(_ code: UInt8, _ reason: String) throws {
    let server = try NameServer { Self.reply(to: $0, code: code) }
    let failure = #expect(throws: ProbeFailure.self) {
      _ = try server.resolver().addresses(of: "db.example", until: Deadline(in: .seconds(2)))
    }
    #expect(failure?.reason == reason)
  }

  @Test("a silent name server, and lies, end by the deadline") func silentNames() throws {
    let liars: [@Sendable ([UInt8]) -> [UInt8]?] = [
      { _ in nil }, { _ in [] }, { question in Array(question.prefix(5)) },
      { question in [question[0] ^ 1] + Self.reply(to: question).dropFirst() },
    ]
    for liar in liars {
      let server = try NameServer(liar)
      let start = Clock.monotonic()
      let failure = #expect(throws: ProbeFailure.self) {
        _ = try server.resolver().addresses(
          of: "a.example", until: Deadline(in: .milliseconds(400)))
      }
      #expect(failure?.reason == "dns_timeout")
      #expect(Clock.monotonic() - start < .milliseconds(1500))
    }
  }

  @Test("records cut anywhere don't trap") func cutRecords() throws {
    for end in 12...60 {
      let server = try NameServer { question in
        Array(Self.reply(to: question, records: [Self.alias, Self.address]).prefix(end))
      }
      // Whatever it makes of it, it ends.
      let found = try? server.resolver().addresses(
        of: "a.example", until: Deadline(in: .milliseconds(50)))
      #expect(found == nil || found == ["192.0.2.7"])
    }
  }

  @Test("hosts and addresses need no server") func hosts() throws {
    let folder = try TemporaryDirectory()
    try folder.write("# x\n192.0.2.1 one two # three\n::1 six\n192.0.2.2\tone\n", to: "hosts")
    try folder.write("", to: "resolv.conf")
    let resolver = Resolver(
      hostsFile: folder.path("hosts"), configurationFile: folder.path("resolv.conf"))
    let soon = Deadline(in: .seconds(1))
    #expect(try resolver.addresses(of: "one", until: soon) == ["192.0.2.1", "192.0.2.2"])
    #expect(try resolver.addresses(of: "SIX", until: soon) == ["::1"])
    #expect(try resolver.addresses(of: "localhost", until: soon) == ["127.0.0.1"])
    #expect(try resolver.addresses(of: "2001:db8::1", until: soon) == ["2001:db8::1"])
    let failure = #expect(throws: ProbeFailure.self) {
      _ = try resolver.addresses(of: "three", until: soon)
    }
    #expect(failure?.reason == "dns_no_server")
  }

  /// Files of a machine, and what of its memory is in use.
  static let memories: [([String: String], Double?, Double?)] = [
    (["proc/meminfo": "MemTotal: 1000 kB\nMemAvailable: 250 kB\n"], 75, nil),
    (
      [
        "proc/meminfo": "MemTotal: 1000 kB\nMemAvailable: 900 kB\n",
        "proc/self/cgroup": "0::/a.slice/b.service\n",
        "sys/fs/cgroup/a.slice/b.service/memory.max": "1000\n",
        "sys/fs/cgroup/a.slice/b.service/memory.current": "900\n",
        "sys/fs/cgroup/a.slice/b.service/memory.stat": "anon 1\ninactive_file 100\n",
      ], 10, 80
    ),
    (
      [
        "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "max\n",
        "sys/fs/cgroup/memory.current": "5\n",
      ], nil, nil
    ),
    (
      [
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "2000\n",
        "sys/fs/cgroup/memory/memory.usage_in_bytes": "500\n",
      ], nil, 25
    ),
    (
      [
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
        "sys/fs/cgroup/memory/memory.usage_in_bytes": "500\n",
      ], nil, nil
    ),
  ]

  @Test("memory is the machine's, and the control group's", arguments: memories)
  func memory(_ files: [String: String], _ machine: Double?, _ group: Double?) throws {
    let folder = try TemporaryDirectory()
    for (path, text) in files { try folder.write(text, to: path) }
    let use = MemoryUse(root: folder.path)
    #expect(use.ofMachine == machine && use.ofGroup == group)
  }

  @Test(
    "programs speak by their exit status",
    arguments: [
      ("exit 0", Outcome.Grade.pass, nil), ("echo 'low|x=1'; exit 1", .warn, "warning"),
      ("exit 2", .fail, "exit_2"), ("kill -9 $$", .fail, "signal_9"),
      ("trap '' TERM; sleep 60", .fail, "timeout"), ("test -z \"$SECRET\"", .pass, nil),
      ("yes | head -c 10000000; exit 0", .pass, nil),
    ] as [(String, Outcome.Grade, String?)])
  func programs(_ line: String, _ grade: Outcome.Grade, _ reason: String?) {
    var target = ExecTarget()
    target.command = ["/bin/sh", "-c", line]
    let outcome = Self.look(
      target, environment: ["SECRET": "x", "PATH": "/usr/bin:/bin"], within: .milliseconds(1500))
    #expect(outcome.grade == grade && outcome.reason == reason)
    if grade == .warn { #expect(outcome.detail == "low") }
  }

  @Test("processes are counted by name") func processes() throws {
    let folder = try TemporaryDirectory()
    let name = "hd-test-\(Machine.processID)"
    _ = try Program.shell("cp \"$(command -v sleep)\" \(folder.path(name))")
    let run = try BackgroundProcess([folder.path(name), "60"], in: folder, name: "sleep")
    var target = ProcessTarget()
    target.executable = name
    #expect(Patience.until(.seconds(5)) { Self.look(target).grade == .pass })
    target.count = 2
    #expect(Self.look(target).reason == "not_running")
    run.signal(SIGKILL)
    target.count = 1
    _ = run.wait(within: .seconds(5))
    #expect(Self.look(target).reason == "not_running")
  }

  @Test("a certificate is told before its end, and refused after it") func certificates() throws {
    for (days, reason) in [(30, nil), (3, "tls_expires"), (-1, "tls_expired")] as [(Int, String?)] {
      let folder = try TemporaryDirectory()
      if days < 0 {
        // openssl makes no certificate of the past by -days.
        try TestCertificates.make(in: folder)
        let made = try Program.shell(
          """
          openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -extfile extension \
            -not_before 20200101000000Z -not_after 20200102000000Z -out server.pem ||
          (touch index && printf '[a]\\ndatabase=index\\nnew_certs_dir=.\\nrand_serial=yes\\ndefault_md=sha256\\npolicy=p\\n[p]\\ncommonName=supplied\\n' >a.cnf &&
            openssl ca -config a.cnf -name a -batch -cert ca.pem -keyfile ca.key -in server.csr \
              -extfile extension -startdate 20200101000000Z -enddate 20200102000000Z -out server.pem -notext)
          """, directory: folder.path)
        try #require(made.status == 0, "\(made.error)")
      } else {
        try TestCertificates.make(in: folder, days: days)
      }
      let port = try FreePort.next()
      let server = try BackgroundProcess(
        [
          "openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-cert", folder.path("server.pem"),
          "-key", folder.path("server.key"), "-quiet", "-www",
        ], in: folder, name: "server")
      try #require(Patience.until(.seconds(10)) { (try? RawClient(port: port)) != nil })
      var target = TLSTarget()
      target.address = NetworkAddress(host: "localhost", port: port)
      target.tls.authorities = folder.path("ca.pem")
      let outcome = Self.look(target, within: .seconds(5))
      #expect(outcome.reason == reason, "\(outcome)")
      #expect((outcome.grade == .fail) == (days < 0))
      withExtendedLifetime(server) {}
    }
  }
}
