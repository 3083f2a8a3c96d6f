import Artifacts
import Diagnostics
import JSON
import Model
import TestKit
import Testing

@testable import composegen
@testable import envcheck
@testable import tfgen
@testable import wfgen

@Suite("composegen init") struct InitTests {
  @Test("makes a stack of repositories in every shape", arguments: InitFixtures.all)
  func stacks(_ fixture: InitFixture) throws {
    let folder = try fixture.written()
    let run = InitRun(folder.path(fixture.name))
    #expect(run.status == 0, "\(run.error)")
    let summary = StackSummary.text(try run.stack())
    #expect(summary == fixture.expected, "\(fixture.name)\n\(summary)\n\(run.error)")
  }

  @Test("every generator takes what it prints, and the next run prints the same bytes")
  func generators() throws {
    for fixture in InitFixtures.all {
      let folder = try fixture.written()
      let run = InitRun(folder.path(fixture.name))
      let stack = try run.stack()
      #expect(try InitTests.faults(of: stack).isEmpty, "\(fixture.name)")
      let again = InitRun(folder.path(fixture.name))
      #expect(again.output == run.output && again.error == run.error, "\(fixture.name)")
    }
  }

  /// What is wrong with all that the four generators make of a stack.
  static func faults(of stack: Stack) throws -> [String] {
    let files =
      TfgenGenerator.files(for: stack) + ComposegenGenerator.files(for: stack)
      + WfgenGenerator.files(for: stack) + EnvcheckGenerator.files(for: stack)
    return FileSet.faults(in: files.map(OutputFile.init)).map { $0.line() }
  }

  @Test("each note has a place in the repository and one in the stack") func notes() throws {
    let keys: Set = [
      "project", "toolchain", "packages", "services", "datastores", "variables", "environments",
      "pipeline",
    ]
    for fixture in InitFixtures.all {
      let folder = try fixture.written()
      let run = InitRun(folder.path(fixture.name), "--format", "ndjson")
      #expect(run.status == 0 && run.error.isEmpty)
      let records = try run.output.split(separator: "\n").map {
        try JSONParser.parse(Array($0.utf8))
      }
      let document = try #require(records.first?["stack"])
      #expect(try Stack.decode(document) == InitRun(folder.path(fixture.name)).stack())
      for record in records.dropFirst() {
        #expect(record["record"]?.string == "finding")
        #expect(record["severity"]?.string != "error")
        let pointer = record["pointer"]?.string ?? ""
        let parts = pointer.split(separator: "/").map(String.init)
        #expect(pointer.isEmpty || parts.first.map(keys.contains) == true, "\(pointer)")
        if let index = parts.dropFirst().first.flatMap({ Int($0) }) {
          #expect(document[JSONPointer([parts[0], String(index)])] != nil, "\(pointer)")
        }
        guard let path = record["path"]?.string else { continue }
        #expect(path.hasPrefix(folder.path(fixture.name)), "\(path)")
        if let line = record["line"]?.integer {
          let name = String(path.dropFirst(folder.path.utf8.count + 1))
          let lines = try folder.read(name).split(separator: "\n", omittingEmptySubsequences: false)
          #expect((1...lines.count).contains(line), "\(path):\(line)")
        }
      }
    }
  }

  @Test("notes name the line that they come from") func lines() throws {
    let fixture = try #require(InitFixtures.all.first { $0.name == "shop-with-queue" })
    let folder = try fixture.written()
    let run = try Tools.shell("composegen init shop-with-queue", directory: folder.path)
    #expect(run.status == 0)
    for line in [
      "shop-with-queue/apps/api/src/main.ts:4: /services/0/port: 4000, from the source",
      "shop-with-queue/apps/api/src/health/health.controller.ts:1: /services/0/health/path: /health, ",
      "shop-with-queue/docker-compose.yml:7: /datastores/0: PostgreSQL, image pgvector/pgvector:pg16",
      "shop-with-queue/docker-compose.yml:22: /datastores: the stack has no MinIO: it is left out; ",
      "shop-with-queue/.node-version:1: /toolchain/node: Node.js 20.11.1, from .node-version",
      "shop-with-queue/turbo.json:5: /variables/0: API_BUILD_ID: ",
      "shop-with-queue/packages/db/prisma/schema.prisma:7: /variables/3: DIRECT_URL: the url of ",
    ] {
      #expect(run.error.contains("composegen: note: \(line)"), "\(line)\n\(run.error)")
    }
  }

  @Test("no value that may be a secret is in any output") func secrets() throws {
    let secrets = [
      "0123456789", "sk_live", "pk_test", "supersecret", "tobemodified", "toBeModified",
      "shop:shop",
      "rootsecret", "root:pw", "robot",
    ]
    var seen = 0
    for fixture in InitFixtures.all {
      let folder = try fixture.written()
      let human = InitRun(folder.path(fixture.name))
      let records = InitRun(folder.path(fixture.name), "--format", "ndjson")
      for secret in secrets {
        if fixture.files.values.contains(where: { $0.contains(secret) }) { seen += 1 }
        for text in [human.output, human.error, records.output] {
          #expect(!text.contains(secret), "\(fixture.name): \(secret)\n\(text)")
        }
      }
    }
    #expect(seen >= secrets.count)
  }

  @Test("the document is small: it says no default") func small() throws {
    let folder = try TemporaryDirectory()
    try folder.write(#"{ "name": "tiny", "workspaces": ["apps/*"] }"#, to: "package.json")
    try folder.write("{}", to: "turbo.json")
    try folder.write("lockfileVersion: '9.0'\n", to: "pnpm-lock.yaml")
    try folder.write(
      InitFixtures.package(
        "api", ["dev": "tsx src/index.ts", "start": "node dist/index.js"], needs: ["hono"]),
      to: "apps/api/package.json")
    try folder.write("app.get('/health', ok); serve({ port: 3000 })", to: "apps/api/src/index.ts")
    let run = InitRun(folder.path)
    let document = try JSONParser.parse(Array(run.output.utf8))
    #expect(
      String(decoding: JSONPrinter.compact(document), as: UTF8.self)
        == #"{"project":{"name":"tiny"},"services":[{"name":"api"}]}"#)
  }

  @Test("what it prints goes through all four tools by pipes") func pipes() throws {
    let fixture = try #require(InitFixtures.all.first { $0.name == "clashing-ports" })
    let folder = try fixture.written()
    let run = try Tools.shell(
      "composegen init clashing-ports --format ndjson | tfgen | composegen | wfgen "
        + "| envcheck template --out out && composegen init clashing-ports 2>/dev/null > stack.json "
        + "&& composegen --stack stack.json --check out",
      directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
    #expect(folder.exists("out/docker-compose.yml"))
  }
}

extension InitTests {
  @Test("the page shows lines that are really printed") func page() throws {
    let text = try Checkout.read("docs/composegen.md")
    let script = try #require(
      DocumentTests.blocks("sh", in: text).first { $0.contains("init shop > shop.json") })
    let folder = try TemporaryDirectory()
    let run = try Tools.shell("set -e\n" + script, directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
    let shown = try #require(
      DocumentTests.blocks("text", in: text).first { $0.contains("composegen: note") })
    for line in shown.split(separator: "\n") {
      #expect(run.error.contains(line + "\n"), "\(line)\n\(run.error)")
    }
  }
}

extension InitTests {
  @Test("what follows from its stacks is right for linters and for compose") func judges() throws {
    let hadolint = Judge.find("hadolint")
    let compose = Judge.find("docker-compose")
    for fixture in InitFixtures.all {
      let written = try fixture.written()
      let stack = try InitRun(written.path(fixture.name)).stack()
      let folder = try TemporaryDirectory()
      let files = ComposegenGenerator.files(for: stack)
      for file in files { try folder.write(file.content, to: file.path) }
      let dockerfiles = files.map(\.path).filter { $0.hasSuffix("/Dockerfile") }
      if let hadolint, !dockerfiles.isEmpty {
        let run = try Program.run(hadolint, ["--no-color"] + dockerfiles, directory: folder.path)
        #expect(run.status == 0 && run.output.isEmpty, "\(fixture.name): \(run.output)")
      }
      guard let compose else { continue }
      for environment in ComposegenGenerator.environments(of: stack) {
        let run = try Program.run(
          "env",
          [
            "-i", "HOME=\(folder.path)", compose, "--file", environment.file, "config", "--quiet",
          ], directory: folder.path)
        #expect(run.status == 0 && run.error.isEmpty, "\(fixture.name): \(run.error)")
      }
    }
  }
}
