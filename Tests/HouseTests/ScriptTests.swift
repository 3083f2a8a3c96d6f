import Platform
import TestKit
import Testing

@Suite("scripts") struct ScriptTests {
  static func paths() throws -> [String] {
    try Checkout.names(in: "scripts").filter { $0.hasSuffix(".sh") }.map { "scripts/\($0)" }
      + [".ci/run"]
  }

  /// What makes the engine of tests and its images.
  static func enginePaths() throws -> [String] {
    let folder = "Tests/Fixtures/engine"
    return try ["engine.sh", "images/images.sh", "images/corepack", "images/docker-entrypoint.sh"]
      .map { "\(folder)/\($0)" }
      + Checkout.names(in: "\(folder)/images/alpine").map { "\(folder)/images/alpine/\($0)" }
  }

  @Test("pass shellcheck") func shellcheck() throws {
    guard let shellcheck = Judge.find("shellcheck") else { return }
    let run = try Program.run(
      shellcheck, ["-x"] + ScriptTests.paths() + ScriptTests.enginePaths(), directory: Checkout.root
    )
    #expect(run.status == 0, "\(run.output)\(run.error)")
  }

  @Test("are read by bash") func syntax() throws {
    for path in try ScriptTests.paths() {
      let run = try Program.run("bash", ["-n", path], directory: Checkout.root)
      #expect(run.status == 0, "\(run.error)")
    }
  }

  @Test("that have a first line for the system can be run") func mode() throws {
    for path in try ScriptTests.paths() {
      let isRun = try Checkout.read(path).hasPrefix("#!")
      let parts = path.split(separator: "/").map(String.init)
      let entry = try Folder(path: Checkout.path(parts[0])).entry(parts[1])
      let mode = try #require(entry).mode
      #expect((mode & 0o111 == 0o111) == isRun, "\(path): has mode \(String(mode, radix: 8))")
    }
  }
}
