import JSON
import TestKit
import Testing

extension EngineTests {
  /// What wfgen writes, run by act: for each event exactly the jobs that should run do, and pass.
  @Suite(.serialized) struct Workflows {
    private let engine: Engine
    private static let checks = ["code-quality success", "test success", "build success"]
    private static let images = ["docker-build success", "docker-build success"]

    init() throws { engine = try #require(Engine.current) }

    @Test func aPushToMainPublishesWhatWasScanned() throws {
      guard let forge = try Forge(on: engine) else { return }
      let before = try forge.head()
      let after = try forge.commit("echo '// edited' >>apps/web/src/server.js")
      let run = try forge.run(.push(to: "main", before: before, after: after))
      try #require(run.status == 0 && run.failures.isEmpty, "\(run.end)")
      #expect(run.jobs == Self.checks + Self.images)
      checksWereReal(run)
      let short = after.prefix(7)
      let tags = ["latest", "main", "main-\(short)", "sha-\(short)"]
      try holdsWhatWasScanned(forge, run, commit: after, tags: tags)
    }

    /// It is deployed, by the digest of what was pushed.
    @Test func aPushToDevelopDeploysToStaging() throws {
      guard let forge = try Forge(on: engine) else { return }
      let before = try forge.head()
      let after = try forge.commit(
        "git checkout --quiet develop && echo '// edited' >>apps/api/src/main.js")
      let run = try forge.run(.push(to: "develop", before: before, after: after))
      try #require(run.status == 0 && run.failures.isEmpty, "\(run.end)")
      #expect(run.jobs == Self.checks + Self.images + ["deploy-staging success"])
      let short = after.prefix(7)
      try holdsWhatWasScanned(
        forge, run, commit: after, tags: ["develop", "develop-\(short)", "sha-\(short)"])
      try isDeployed(forge, tag: "sha-\(short)")
    }

    @Test(arguments: [false, true]) func aPullRequestIsCheckedAndPublishesNothing(isFork: Bool)
      throws
    {
      guard let forge = try Forge(on: engine) else { return }
      let base = try forge.head()
      let head = try forge.commit("echo '// edited' >>packages/shared/src/index.js")
      let event = Forge.Event.pullRequest(base: base, head: head, isFork: isFork)
      let run = try forge.run(event, isTrusted: !isFork)
      try #require(run.status == 0 && run.failures.isEmpty, "\(run.end)")
      #expect(run.jobs == Self.checks)
      // What depends on the package that changed is linted, too.
      let log = run.log(of: "Lint what changed")
      #expect(["@harbour/shared:lint", "@harbour/api:lint", "web:lint"].allSatisfy(log.contains))
      // A fork may not write to the Security tab.
      #expect(run.uses(of: "github/codeql-action/upload-sarif").count == (isFork ? 0 : 1))
      #expect(try forge.registry("_catalog") == "{\"repositories\":[]}")
    }

    @Test func somebodyDeploysByHand() throws {
      guard let forge = try Forge(on: engine) else { return }
      let run = try forge.run(.dispatch(on: "main", inputs: ["environment": "staging"]))
      try #require(run.status == 0 && run.failures.isEmpty, "\(run.end)")
      #expect(run.jobs == Self.checks + Self.images + ["deploy-staging success"])
      try isDeployed(forge, tag: "sha-\(try forge.head().prefix(7))")
    }

    /// What changed was linted and nothing else, tests spoke with the servers, and artifacts are whole.
    private func checksWereReal(_ run: WorkflowRun) {
      let lint = run.log(of: "Lint what changed")
      #expect(lint.contains("web:lint") && !lint.contains("api:lint"), "\(lint)")
      #expect(run.log(of: "Audit dependencies").contains("No known vulnerabilities"))
      #expect(run.log(of: "Scan for secrets with gitleaks").contains("2 commits scanned"))
      let tests = run.log(of: "Run integration tests")
      #expect(tests.contains("ok 1 - the database answers who has its password"), "\(tests)")
      #expect(tests.contains("ok 2 - the cache answers who has its password"), "\(tests)")
      #expect(run.log(of: "Check the coverage threshold").contains("% of"))
      let kept = run.uses(of: "actions/upload-artifact").map { use in
        (use["files"]?.array ?? []).compactMap(\.string)
      }
      #expect(kept.count == 3)
      #expect(kept.first?.contains("apps/api/dist/main.js") == true)
      #expect(kept.dropFirst().first?.contains("apps/web/.next/static/title.txt") == true)
    }

    /// The registry has the image of each service by its digest, and it is the one that was scanned.
    private func holdsWhatWasScanned(
      _ forge: Forge, _ run: WorkflowRun, commit: String, tags: [String]
    ) throws {
      let scanned = run.uses(of: "aquasecurity/trivy-action").compactMap { $0["subject"]?.string }
      #expect(scanned.count == 3 && scanned.first == ".")
      for (service, image) in zip(["api", "web"], scanned.dropFirst()) {
        let name = "acme/harbour-\(service)"
        #expect(try self.tags(of: name, in: forge) == tags)
        let manifest = try JSONParser.parse(
          Array(try forge.registry("\(name)/manifests/\(try digest(of: service, forge))").utf8))
        #expect(manifest["config"]?["digest"]?.string == image)
        let label = try forge.output(
          "docker image inspect --format '{{index .Config.Labels \"org.opencontainers.image.revision\"}}' \(image)"
        )
        #expect(label == commit)
      }
    }

    private func tags(of image: String, in forge: Forge) throws -> [String] {
      let answer = try JSONParser.parse(Array(try forge.registry("\(image)/tags/list").utf8))
      return (answer["tags"]?.array ?? []).compactMap(\.string).sorted()
    }

    /// The digest that the registry has a commit's image at, by its tag of that commit.
    private func digest(of service: String, _ forge: Forge, tag: String? = nil) throws -> String {
      let tag = try tag ?? "sha-\(forge.head().prefix(7))"
      return try "sha256:"
        + forge.output(
          "curl --silent --user \(Forge.account):\(Forge.password)"
            + " --header 'Accept: application/vnd.docker.distribution.manifest.v2+json'"
            + " http://127.0.0.1:5000/v2/acme/harbour-\(service)/manifests/\(tag) | sha256sum | cut -c 1-64"
        )
    }

    /// `rollout` got the outputs of Terraform, both images by digest, and what is secret by a pipe.
    private func isDeployed(_ forge: Forge, tag: String) throws {
      let calls = try forge.outside.read("rollout.ndjson").split(separator: "\n").map {
        try JSONParser.parse(Array($0.utf8))
      }
      #expect(calls.compactMap { $0["command"]?.string }.sorted() == ["apply", "plan", "report"])
      let plan = try #require(calls.first { $0["command"]?.string == "plan" })
      let words = (plan["words"]?.array ?? []).compactMap(\.string)
      let releases = try ["api", "web"].flatMap { service in
        [
          "--release",
          "127.0.0.1:5000/acme/harbour-\(service)@\(try digest(of: service, forge, tag: tag))",
        ]
      }
      #expect(
        words == ["--stack", "infrastructure/stack.json", "--environment", "staging"] + releases)
      #expect(plan["input"]?.string?.contains("application_variables") == true)
      let apply = try #require(calls.first { $0["command"]?.string == "apply" })
      #expect(apply["input"]?.string == "{\"plan\":1}\n")
      #expect(
        apply["secrets"]?.string?.contains("NEXT_PUBLIC_MAPS_KEY=\"k3y-of-the-maps\"\n") == true)
      #expect(
        apply["secrets"]?.string?.contains(
          "DATABASE_URL=\"postgresql://harbour:pass\\$word@db:25060/harbour\"\n") == true)
    }
  }
}
