import JSON
import Platform
import TestKit
import Testing

/// Faults that need a network or file systems of their own, and so root.
@Suite("healthd where the machine fails") struct HealthdIsolationTests {
  /// Looks once, with root's rights in namespaces of its own.
  ///
  /// - Parameter preparation: Lines of bash that make the fault; they stand in the test's folder.
  private static func look(
    at probe: String, after preparation: String, in folder: TemporaryDirectory
  ) throws -> JSONValue? {
    guard Machine.userID == 0 else {
      Judge.skip("root's rights", isOptional: true)
      return nil
    }
    let isAllowed = try Program.shell("unshare --net --mount true")
    guard isAllowed.status == 0 else {
      Judge.skip("namespaces", isOptional: true)
      return nil
    }
    try folder.write("{ \"probes\": [\(probe)] }", to: "config.json")
    let line =
      "set -e; ip link set lo up; \(preparation); exec healthd check --config config.json --format json"
    let run = try Tools.shell(
      "unshare --net --mount bash -c \"$LINE\"", directory: folder.path,
      environment: ["LINE": line])
    try #require(run.status == 0 || run.status == 1, "\(run.error)")
    return try JSONParser.parse(Array(run.output.utf8))
  }

  @Test("packets that are dropped are a timeout, by the deadline") func dropping() throws {
    guard Judge.find("iptables", isOptional: true) != nil else { return }
    let start = Clock.monotonic()
    let record = try Self.look(
      at: #"{ "name": "a", "kind": "tcp", "address": "127.0.0.1:9", "timeout": "500ms" }"#,
      after: "iptables -A INPUT -p tcp --dport 9 -j DROP", in: TemporaryDirectory())
    if let record { #expect(record["reason"] == "connect_timeout", "\(record)") }
    #expect(Clock.monotonic() - start < .seconds(5))
  }

  @Test("a network without a way is told at once") func unreachable() throws {
    let record = try Self.look(
      at: #"{ "name": "a", "kind": "tcp", "address": "192.0.2.1:9" }"#, after: "true",
      in: TemporaryDirectory())
    if let record { #expect(record["reason"] == "unreachable", "\(record)") }
  }

  @Test("a name server that drops everything is a timeout, by the deadline") func silentNames()
    throws
  {
    guard Judge.find("iptables", isOptional: true) != nil else { return }
    let start = Clock.monotonic()
    let record = try Self.look(
      at: #"{ "name": "a", "kind": "redis", "host": "cache.example", "timeout": "500ms" }"#,
      after: """
        printf 'nameserver 127.0.0.1\\n' >resolv.conf; mount --bind resolv.conf "$(readlink -f /etc/resolv.conf)"; \
        iptables -A INPUT -p udp --dport 53 -j DROP
        """, in: TemporaryDirectory())
    if let record { #expect(record["reason"] == "dns_timeout", "\(record)") }
    #expect(Clock.monotonic() - start < .seconds(5))
  }

  @Test(
    "a full file system is told, by bytes and by files",
    arguments: [
      ("head -c 2000000 /dev/zero >full/a || true", "no_space"),
      ("(for i in $(seq 200); do touch full/$i; done) 2>/dev/null || true", "no_inodes"),
    ])
  func fullDisks(_ filling: String, _ reason: String) throws {
    let folder = try TemporaryDirectory()
    let record = try Self.look(
      at: #"{ "name": "a", "kind": "disk", "path": "\#(folder.path("full"))" }"#,
      after: "mkdir full; mount -t tmpfs -o size=1m,nr_inodes=100 none full; \(filling)", in: folder
    )
    if let record { #expect(record["reason"]?.string == reason, "\(record)") }
  }
}
