import Emit
import Model

/// The first job: what can be said of the code without running it.
struct CodeQualityJob {
  let stack: Stack
  private let actions = ActionTable.current
  private let common: CommonSteps

  init(stack: Stack) {
    self.stack = stack
    common = CommonSteps(stack: stack)
  }

  private static let report = "trivy-results.sarif"
  /// The releases 0.69.4 to 0.69.6 were malicious (GHSA-69fq-xp46-6x23), so it is never left open.
  private static let trivyVersion = "v0.70.0"
  private static let gitleaksImage = "ghcr.io/gitleaks/gitleaks:v8.30.1"

  var job: Job {
    let scripts = stack.pipeline.scripts
    let manager = stack.toolchain.packageManager
    return Job(
      id: "code-quality", name: "Code quality", runner: stack.pipeline.runner,
      minutes: stack.pipeline.timeouts.quality,
      permissions: [.readContents, .writeSecurityEvents],
      steps: [common.checkout] + common.toolchain
        + [common.install, common.turboCache("quality")].compactMap { $0 }
        + [
          common.onChanged("Lint what changed", script: scripts.lint),
          Step(name: "Check formatting", work: .script(manager.run(scripts.format))),
          common.onAll("Check types", script: scripts.types),
          audit, secretScan, vulnerabilityScan, upload,
        ])
  }

  private var audit: Step {
    Step(
      name: "Audit dependencies",
      work: .script(stack.toolchain.packageManager.audit(stack.pipeline.auditLevel)),
      toleratedBecause: "A new advisory isn't the fault of this change; the scan below decides.")
  }

  /// The program, not its action: that needs a licence for organisations, which the pull requests
  /// of forks don't get.
  private var secretScan: Step {
    Step(
      name: "Scan for secrets with gitleaks",
      environment: [("IMAGE", .string(CodeQualityJob.gitleaksImage))],
      work: .script(
        "docker run --rm --volume \"$GITHUB_WORKSPACE:/repo:ro\" \"$IMAGE\""
          + " git --no-banner --redact /repo"))
  }

  private var vulnerabilityScan: Step {
    Step(
      name: "Scan for vulnerabilities with Trivy",
      work: .action(
        actions["aquasecurity/trivy-action"],
        [
          ("scan-type", "fs"), ("scan-ref", "."), ("format", "sarif"),
          ("output", .string(CodeQualityJob.report)),
          (
            "severity",
            .string(stack.pipeline.scanSeverities.map(\.rawValue).joined(separator: ","))
          ),
          ("limit-severities-for-sarif", true),
          ("exit-code", "1"), ("version", .string(CodeQualityJob.trivyVersion)),
        ]))
  }

  /// After a failed scan too, since that is when there is something to see. The pull request of a
  /// fork may not upload.
  private var upload: Step {
    Step(
      name: "Upload the findings to the Security tab",
      condition: "always() && hashFiles('\(CodeQualityJob.report)') != ''"
        + " && !github.event.pull_request.head.repo.fork",
      work: .action(
        actions["github/codeql-action/upload-sarif"],
        [("sarif_file", .string(CodeQualityJob.report)), ("category", "filesystem")]))
  }
}
