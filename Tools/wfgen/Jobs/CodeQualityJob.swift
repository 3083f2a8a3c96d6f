import Emit
import Model

/// The first job: what can be said of the code without running it.
struct CodeQualityJob {
  let stack: Stack
  private let common: CommonSteps

  init(stack: Stack) {
    self.stack = stack
    common = CommonSteps(stack: stack)
  }

  private static let gitleaks = (image: "ghcr.io/gitleaks/gitleaks", tag: "v8.30.1")

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
          audit, secretScan,
        ] + VulnerabilityScan(of: .files, in: stack, category: "filesystem").steps)
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
      environment: [("IMAGE", gitleaks)],
      work: .script(
        "docker run --rm --volume \"$GITHUB_WORKSPACE:/repo:ro\" \"$IMAGE\""
          + " git --no-banner --redact /repo"))
  }

  /// By digest; the tag is a comment, since both make too long a line.
  private var gitleaks: YAML {
    let (name, tag) = CodeQualityJob.gitleaks
    let reference = ImageTable.current.digest(of: "\(name):\(tag)").map { "\(name)@\($0)" }
    return YAML.string(reference ?? "\(name):\(tag)").comment("gitleaks \(tag)")
  }
}
