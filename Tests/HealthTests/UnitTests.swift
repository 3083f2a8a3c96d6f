import Model
import TestKit
import Testing

@testable import Health

@Suite("healthd's unit") struct UnitTests {
  private static func unit(user: String?) -> SystemdUnit {
    var configuration = HealthConfiguration()
    configuration.drainDelay = .seconds(35)
    return HealthUnit.unit(of: configuration, user: user)
  }

  @Test("waits for the executable, and for the drain") func text() {
    let lines = Self.unit(user: "deploy").lines
    for line in [
      "ConditionFileIsExecutable=/usr/local/bin/healthd", "TimeoutStopSec=45", "User=deploy",
      "ExecStart=/usr/local/bin/healthd serve --config /etc/healthd/config.json",
      "InaccessiblePaths=-/run/docker.sock", "WantedBy=multi-user.target",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(Self.unit(user: nil).lines.contains("DynamicUser=yes"))
    #expect(Self.unit(user: nil).text.hasPrefix("[Unit]\n"))
  }

  @Test("is understood by systemd, and confined", arguments: [nil, "daemon"])
  func judged(_ user: String?) throws {
    guard let analyze = Judge.find("systemd-analyze", isOptional: true) else { return }
    let folder = try TemporaryDirectory()
    let text = Self.unit(user: user).text
    // What is to be started need not be on this machine.
    try folder.write(
      text.replacing(HealthUnit.executable, with: "/bin/true"), to: "healthd.service")
    let verdict = try Program.run(analyze, ["verify", "--man=no", folder.path("healthd.service")])
    #expect(verdict.status == 0 && verdict.error.isEmpty, "\(verdict.error)")
    let security = try Program.run(
      analyze, ["security", "--offline=yes", "--threshold=25", folder.path("healthd.service")])
    #expect(security.status == 0, "\(security.output)")
  }
}
