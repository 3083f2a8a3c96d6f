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
      try isDeployed(forge, commit: after)
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
      #expect(try !forge.holds(head))
    }

    @Test func somebodyDeploysByHand() throws {
      guard let forge = try Forge(on: engine) else { return }
      let run = try forge.run(.dispatch(on: "main", inputs: ["environment": "staging"]))
      try #require(run.status == 0 && run.failures.isEmpty, "\(run.end)")
      #expect(run.jobs == Self.checks + Self.images + ["deploy-staging success"])
      try isDeployed(forge, commit: try forge.head())
    }

    @Test func somebodyGoesBackToARelease() throws {
      guard let forge = try Forge(on: engine) else { return }
      let event = Forge.Event.dispatch(
        on: "main", inputs: ["environment": "staging", "release": "r-41"])
      let run = try forge.run(event, workflow: "rollback")
      try #require(run.status == 0 && run.failures.isEmpty, "\(run.end)")
      #expect(run.jobs == ["rollback success"])
      let calls = try forge.calls()
      #expect(calls.map(\.command) == ["rollback", "report"])
      #expect(
        calls.first?.words == [
          "--stack", "infrastructure/stack.json", "--environment", "staging", "--inventory", "-",
          "--format", "ndjson", "--to", "r-41",
        ])
      #expect(calls.first?.input.contains("application_variables") == true)
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
        let digest = try forge.digest(of: service, at: commit)
        let manifest = try forge.registry("\(name)/manifests/\(digest)")
        #expect(
          try JSONParser.parse(Array(manifest.utf8))["config"]?["digest"]?.string == image)
        #expect(try forge.tags(of: service, at: digest) == tags)
        let label = try engine.output(
          "docker image inspect --format"
            + " '{{index .Config.Labels \"org.opencontainers.image.revision\"}}' \(image)")
        #expect(label == commit)
      }
    }

    /// `rollout` got the outputs of Terraform, both images by digest, and what is secret by a pipe.
    private func isDeployed(_ forge: Forge, commit: String) throws {
      let calls = try forge.calls()
      #expect(calls.map(\.command).sorted() == ["apply", "plan", "report"])
      let plan = try #require(calls.first { $0.command == "plan" })
      let releases = try ["api", "web"].flatMap { service in
        let digest = try forge.digest(of: service, at: commit)
        return ["--release", "\(Ground.registry)/acme/harbour-\(service)@\(digest)"]
      }
      #expect(
        plan.words == ["--stack", "infrastructure/stack.json", "--environment", "staging"]
          + releases)
      #expect(plan.input.contains("application_variables"))
      let apply = try #require(calls.first { $0.command == "apply" })
      #expect(apply.input == "{\"plan\":1}\n")
      let secrets = apply.secrets.split(separator: "\n").sorted()
      #expect(
        secrets == [
          "DATABASE_URL=\"postgresql://harbour:pass\\$word@db:25060/harbour\"",
          "NEXT_PUBLIC_MAPS_KEY=\"k3y-of-the-maps\"",
        ])
    }
  }
}
