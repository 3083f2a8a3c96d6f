import JSON

/// What runs on every push and pull request.
package struct Pipeline: Equatable, Sendable {
  package enum Severity: String, CaseIterable, Sendable {
    case low = "LOW"
    case medium = "MEDIUM"
    case high = "HIGH"
    case critical = "CRITICAL"
  }
  package enum AuditLevel: String, CaseIterable, Sendable { case low, moderate, high, critical }

  /// Pushes and pull requests to these run it; the first is the main one.
  package var branches = ["main"]
  package var runner = "ubuntu-24.04"
  /// The least percentage of covered lines; no gate, where it is `nil`.
  package var coverage: Int?
  package var auditLevel = AuditLevel.high
  package var scanSeverities = [Severity.critical, .high]
  /// For how many days built artifacts are kept.
  package var retentionDays = 7
  package var usesCodecov = false
  /// What differs from the stack's datastores in the test job, by name.
  package var datastores: [Named<LocalDatastore>] = []
  package var timeouts = Timeouts()
  package var scripts = Scripts()

  package var mainBranch: String { branches.first ?? "main" }

  static let branchForm = Forms.word("a branch's name")

  static let shape = Shape<Pipeline>.object(
    "pipeline", "What runs on every push and pull request.", initial: { Pipeline() },
    [
      .optional(
        "branches", \.branches, .list(of: .text(branchForm), 1...20), default: ["main"],
        "Pushes and pull requests to these run it; the first is the main one."),
      .optional(
        "runner", \.runner, .text(Forms.word("a runner's label")), default: "ubuntu-24.04",
        "The image that jobs run on."),
      .optional(
        "coverage", \.coverage, Shape<Int>.percent,
        "The least percentage of covered lines; no gate without it."),
      .optional(
        "audit", \.auditLevel, .choice("a level"), default: "high",
        "The least severity that a dependency audit tells."),
      .optional(
        "severities", \.scanSeverities, .list(of: .choice("a severity"), 1...4),
        default: ["CRITICAL", "HIGH"], "What fails a vulnerability scan."),
      .optional(
        "retention", \.retentionDays, .integer("days", 1...90), default: 7,
        "For how many days built artifacts are kept."),
      .optional(
        "codecov", \.usesCodecov, .boolean, default: false, "Whether coverage goes to Codecov."),
      .optional(
        "datastores", \.datastores,
        .dictionary(
          name: Forms.name("a datastore's name", upTo: 24), of: LocalDatastore.shape),
        "The databases of the test job: NAME_test of the user postgres, without it."),
      .optional("timeouts", \.timeouts, Timeouts.shape, "How long each job may take."),
      .optional("scripts", \.scripts, Scripts.shape, "What the package.json scripts are called."),
    ])
}

/// How long each job may take, in minutes.
package struct Timeouts: Equatable, Sendable {
  package var quality = 15
  package var test = 20
  package var build = 15
  package var image = 30
  package var deploy = 60

  static let shape = Shape<Timeouts>.object(
    "timeouts", "How long each job may take, in minutes.", initial: { Timeouts() },
    [
      .optional("quality", \.quality, .minutes, default: 15, "Code quality."),
      .optional("test", \.test, .minutes, default: 20, "Tests."),
      .optional("build", \.build, .minutes, default: 15, "Build."),
      .optional("image", \.image, .minutes, default: 30, "Images: build, scan, push."),
      .optional("deploy", \.deploy, .minutes, default: 60, "Deployment."),
    ])
}

/// What the package.json scripts are called.
package struct Scripts: Equatable, Sendable {
  package var lint = "lint"
  package var format = "format:check"
  package var types = "check-types"
  package var test = "test"
  package var integration: String?
  package var endToEnd: String?
  package var coverage: String?
  package var build = "build"

  static let shape = Shape<Scripts>.object(
    "scripts", "What the package.json scripts are called.", initial: { Scripts() },
    [
      .optional("lint", \.lint, script, default: "lint", "The linter."),
      .optional(
        "format", \.format, script, default: "format:check",
        "The formatter's check; a script of the root."),
      .optional("types", \.types, script, default: "check-types", "The type check."),
      .optional("test", \.test, script, default: "test", "Unit tests."),
      .optional("integration", \.integration, script, "None without it."),
      .optional("endToEnd", \.endToEnd, script, "None without it."),
      .optional("coverage", \.coverage, script, "None without it."),
      .optional("build", \.build, script, default: "build", "The build."),
    ])

  private static let script = Shape<String>.text(Forms.word("a script's name"))
}
