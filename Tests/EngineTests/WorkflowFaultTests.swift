import TestKit
import Testing

extension EngineTests {
  /// What is wrong with a change stops its run, at the step that looks for it.
  @Suite(.serialized) struct WorkflowFaults {
    private let engine: Engine

    init() throws { engine = try #require(Engine.current) }

    /// A fault, as lines of bash that commit it.
    struct Fault: Sendable {
      let name: String
      let change: String
      /// The step that must fail; the jobs after its own don't run.
      let step: String
    }

    static let faults = [
      Fault(
        name: "lint of a package that changed",
        change: "echo 'var old = 1;' >>apps/api/src/health.js",
        step: "code-quality: Lint what changed"),
      Fault(
        name: "a key of a cloud",
        change:
          "printf 'export const key = \"%s%s\";\\n' AKIAZ7Q2 MXW5RT6NJK4P >>apps/web/src/server.js",
        step: "code-quality: Scan for secrets with gitleaks"),
      Fault(
        name: "a test", change: "sed -i 's/startsWith/endsWith/' apps/api/src/health.js",
        step: "test: Run unit tests"),
      Fault(
        name: "lines that no test covers",
        change: "{ echo 'export const idle = () => {'; seq 60 | sed 's/.*/  idle();/'; echo '};'; }"
          + " >>apps/api/src/health.js",
        step: "test: Check the coverage threshold"),
    ]

    @Test(arguments: faults) func aFaultStopsTheRun(fault: Fault) throws {
      guard let forge = try Forge(on: engine) else { return }
      let run = try push(forge, fault.change)
      #expect(run.status == 1)
      #expect(run.failures == [fault.step], "\(fault.name)\n\(run.end)")
      let job = String(fault.step.prefix { $0 != ":" })
      let earlier = ["code-quality", "test"].prefix { $0 != job }
      #expect(run.jobs == earlier.map { "\($0) success" } + ["\(job) failure"], "\(fault.name)")
    }

    /// The image is built and what was found in it is shown; nothing of it is in the registry.
    @Test func aVulnerableImageIsNotPushed() throws {
      guard let forge = try Forge(on: engine) else { return }
      try forge.outside.write("image\n", to: "vulnerable")
      let run = try push(forge, "echo '// edited' >>apps/web/src/server.js")
      #expect(run.status == 1)
      let scan = "docker-build: Scan for vulnerabilities with Trivy"
      #expect(run.failures == [scan, scan], "\(run.end)")
      #expect(run.uses(of: "docker/build-push-action").count == 2)
      #expect(run.uses(of: "github/codeql-action/upload-sarif").count == 3)
      #expect(try !forge.holds(forge.head()))
    }

    private func push(_ forge: Forge, _ line: String) throws -> WorkflowRun {
      let before = try forge.head()
      let after = try forge.commit(line)
      return try forge.run(.push(to: "main", before: before, after: after))
    }
  }
}
