import Emit
import Model

/// What differs from the stack: files that were edited, and servers that were changed by hand.
struct DriftJobs {
  let stack: Stack
  private let operation: OperationSteps

  init(stack: Stack) {
    self.stack = stack
    operation = OperationSteps(stack: stack)
  }

  /// Every morning; not at a full hour, when GitHub's schedule is crowded and runs may be dropped.
  static let schedule = "23 5 * * *"

  var jobs: [Job] { [files] + (stack.cloudEnvironments.isEmpty ? [] : [servers]) }

  private var files: Job {
    Job(
      id: "files", name: "Generated files", runner: stack.pipeline.runner,
      minutes: stack.pipeline.timeouts.quality, permissions: [.readContents],
      steps: [CommonSteps(stack: stack).shallowCheckout, operation.tools, comparison])
  }

  private var comparison: Step {
    Step(
      name: "Compare with what the tools print",
      work: .script(
        """
        differing=()
        compare() {
          "$@" --stack \(operation.stackFile) --check . || differing+=("$*")
        }
        compare tfgen
        compare composegen
        compare wfgen
        compare envcheck template
        if [[ ${#differing[@]} -gt 0 ]]; then
          {
            echo "### Files differ from \(operation.stackFile)"
            printf -- '- of %s\\n' "${differing[@]}"
          } >>"$GITHUB_STEP_SUMMARY"
          exit 1
        fi

        """))
  }

  private static let environment = "${{ matrix.environment }}"

  /// With secrets of its own: a token that may only read is enough, and nobody has to approve.
  private var servers: Job {
    Job(
      id: "servers", name: "Servers of \(DriftJobs.environment)", runner: stack.pipeline.runner,
      minutes: stack.pipeline.timeouts.quality, permissions: [.readContents],
      environment: JobEnvironment(name: "\(DriftJobs.environment)-drift", isDeployment: false),
      matrix: stack.cloudEnvironments.map { [("environment", .string($0.name))] },
      steps: [CommonSteps(stack: stack).shallowCheckout, operation.terraform, plan])
  }

  /// The one secret among the variables of environments.
  private var webhook: [(String, YAML)] {
    stack.cloudEnvironments.contains { $0.alerts?.slackChannel != nil }
      ? [("TF_VAR_slack_webhook_url", .string(WorkflowText.secret("SLACK_WEBHOOK_URL")))] : []
  }

  /// `-detailed-exitcode`: 0 where nothing differs, 2 where something does, 1 for an error. What is
  /// shown is which resources, not their values.
  private var plan: Step {
    Step(
      name: "Compare with what Terraform plans",
      environment: [
        ("ENVIRONMENT", .string(DriftJobs.environment)),
        ("DIGITALOCEAN_TOKEN", .string(WorkflowText.secret("DIGITALOCEAN_TOKEN"))),
        ("TFVARS", .string(WorkflowText.variable("TFVARS"))),
      ] + webhook + operation.stateKeys(of: stack.cloudEnvironments),
      work: .script(
        """
        folder=\(operation.folder(of: "$ENVIRONMENT"))
        printf '%s\\n' "$TFVARS" >"$RUNNER_TEMP/drift.tfvars"
        terraform -chdir="$folder" init -input=false
        status=0
        terraform -chdir="$folder" plan -detailed-exitcode -input=false -lock=false \\
          -var-file="$RUNNER_TEMP/drift.tfvars" -out="$RUNNER_TEMP/drift.plan" >/dev/null || status=$?
        if [[ $status -eq 2 ]]; then
          {
            echo "### $ENVIRONMENT differs from Terraform's files"
            terraform -chdir="$folder" show -json "$RUNNER_TEMP/drift.plan" | jq --raw-output '
              .resource_changes[]? | select(.change.actions != ["no-op"])
              | "- \\(.address): \\(.change.actions | join(", "))"'
          } | tee -a "$GITHUB_STEP_SUMMARY"
        fi
        exit "$status"

        """))
  }
}
