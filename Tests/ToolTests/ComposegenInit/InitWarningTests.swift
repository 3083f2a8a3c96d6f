import JSON
import TestKit
import Testing

@testable import composegen

@Suite("composegen init's warnings") struct InitWarningTests {
  @Test(
    "are for what needs a hand, and for nothing else",
    arguments: [
      ("two-sites", []), ("express-and-next", []),
      ("many-frameworks", ["local-server /services/2/script"]), ("full-stack-t", []),
      ("shop-with-queue", []),
      (
        "bun-and-hono",
        [
          "unsupported-package-manager /toolchain/packageManager",
          "no-lockfile /toolchain/packageManager", "no-bun /services/0/script",
          "no-bun /services/0/command",
          "no-health /services/0/health/path", "local-server /services/1/script",
        ]
      ),
      (
        "one-site", ["root-application /services/0/path"]
      ),
      (
        "nest-monorepo", ["nest-monorepo /services", "root-application /services/0/path"]
      ),
      (
        "npm-no-turbo",
        ["install-script /toolchain/installFiles", "local-server /services/0/script"]
      ),
      (
        "sites",
        [
          "local-server /services/1/script", "local-server /services/3/script",
          "local-server /services/5/script", "local-server /services/6/script",
          "port-clash /services/6/port", "local-server /services/7/script",
          "local-server /services/10/script",
        ]
      ),
      (
        "names",
        [
          "unsupported-path", "unsupported-path", "unsupported-path", "unsupported-pattern",
          "unsupported-pattern", "unsupported-pattern", "package-name /services/3/package",
        ]
      ),
      (
        "clashing-ports",
        [
          "port-clash /services/3/port", "no-health /services/4/health/path",
          "no-health /services/5/health/path", "no-health /services/6/health/path",
        ]
      ),
      (
        "other-databases", ["unread", "several-databases /datastores/1"]
      ),
      (
        "services-and-libs",
        [
          "package-name /services/0/package", "no-health /services/1/health/path",
          "no-health /services/2/health/path",
        ]
      ),
      (
        "berry", []
      ),
      (
        "content-and-commerce", []
      ),
      (
        "slim-images", ["no-health /services/0/health/path"]
      ),
      (
        "crowd",
        [
          "no-bun /services/1/command", "local-server /services/2/script",
          "no-health /services/4/health/path", "development-start /services/5/command",
          "no-health /services/5/health/path", "no-health /services/6/health/path",
          "port-clash /services/7/port",
        ]
      ),
      (
        "one-server", ["root-application /services/0/path"]
      ),
    ] as [(String, [String])])
  func warnings(_ name: String, _ expected: [String]) throws {
    let fixture = try #require(InitFixtures.all.first { $0.name == name })
    let folder = try fixture.written()
    let run = InitRun(folder.path(name), "--format", "ndjson")
    let records = try run.output.split(separator: "\n").map { try JSONParser.parse(Array($0.utf8)) }
    let warnings = records.filter { $0["severity"]?.string == "warning" }.map { record in
      [record["rule"]?.string, record["pointer"]?.string].compactMap(\.self).joined(separator: " ")
    }
    #expect(warnings == expected, "\(warnings)")
  }
}
