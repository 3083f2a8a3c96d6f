import Emit
import Model

/// Deployment to one environment: what Terraform made of it and the images just pushed become a
/// plan, and `rollout` applies it.
struct DeployJob {
  let stack: Stack
  let environment: CloudEnvironment
  private let operation: OperationSteps

  init(to environment: CloudEnvironment, in stack: Stack) {
    self.stack = stack
    self.environment = environment
    operation = OperationSteps(stack: stack)
  }

  private var services: [Service] { environment.services(in: stack) }

  private var settings: DeploymentSettings { DeploymentSettings(of: environment, in: stack) }

  var job: Job {
    let needsApproval = environment.trigger.needsApproval
    return Job(
      id: "deploy-\(environment.name)", name: "Deploy to \(environment.name)",
      runner: stack.pipeline.runner, minutes: stack.pipeline.timeouts.deploy,
      needs: [DockerBuildJob.id], condition: condition,
      permissions: [.readContents] + (needsApproval ? [.readActions] : []),
      environment: JobEnvironment(
        name: environment.name, url: environment.domain.map { "https://\($0)" }),
      queue: OperationSteps.queue(of: environment.name),
      steps: (needsApproval ? [approval] : []) + [
        CommonSteps(stack: stack).shallowCheckout, operation.tools, operation.terraform,
        initialization, operation.ssh, deployment, operation.forgetSSH,
      ] + operation.record(as: "deployment-\(environment.name)"))
  }

  /// By hand, or when its branch is pushed to.
  private var condition: String {
    let asked =
      "github.event_name == 'workflow_dispatch' && inputs.environment == "
      + WorkflowText.quoted(environment.name)
    guard let branch = environment.trigger.branch else { return asked }
    let ref = WorkflowText.quoted("refs/heads/\(branch)")
    return "(github.event_name == 'push' && github.ref == \(ref)) || (\(asked))"
  }

  /// A workflow can't ask for approval; a rule of the environment does, and here it is missed where
  /// it is missing.
  private var approval: Step {
    let name = environment.name
    return Step(
      name: "See that the environment asks for approval",
      environment: [("GH_TOKEN", "${{ github.token }}")],
      work: .script(
        """
        rules=$(gh api "repos/$GITHUB_REPOSITORY/environments/\(name)" --jq '.protection_rules[].type')
        if [[ $rules != *required_reviewers* ]]; then
          echo "::error::The environment \(name) has no required reviewers: set them in the repository's settings"
          exit 1
        fi

        """))
  }

  private var folder: String { operation.folder(of: environment.name) }

  private var initialization: Step {
    Step(
      name: "Open Terraform's state", environment: operation.stateKeys(of: [environment]),
      work: .script("terraform -chdir=\(folder) init -input=false"))
  }

  private func digest(of service: Service) -> String {
    "DIGEST_" + VariableName.stem(of: service.name)
  }

  /// An image by its digest, which is what was scanned, whatever its tags are by now.
  private func release(of service: Service) -> String {
    let owner = stack.project.owner ?? "${GITHUB_REPOSITORY_OWNER,,}"
    return
      "--release \"\(stack.project.image(of: service, owner: owner))@$\(digest(of: service))\""
  }

  /// The values that the stack doesn't say go by a pipe of their own: no list of processes shows
  /// them, and no plan has them.
  private var deployment: Step {
    let settings = settings
    let outputs = "terraform -chdir=\(folder) output -json"
    return Step(
      name: "Deploy",
      environment: services.map { service in
        (
          digest(of: service),
          .string("${{ needs.\(DockerBuildJob.id).outputs.\(service.name) }}")
        )
      } + operation.stateKeys(of: [environment]) + settings.variables,
      work: .script(
        """
        mkdir -p "$RUNNER_TEMP/record"
        \(settings.function(outputs))\(outputs) |
          rollout plan --stack \(operation.stackFile) --environment \(environment.name) \\
            \(services.map(release).joined(separator: " \\\n    ")) |
          tee "$RUNNER_TEMP/record/plan.json" |
          rollout apply --format ndjson\(settings.option) |
          tee "$RUNNER_TEMP/record/events.ndjson"

        """))
  }
}
