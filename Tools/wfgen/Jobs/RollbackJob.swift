import Emit
import Model

/// Back to an earlier release, in an environment that a person names.
struct RollbackJob {
  let stack: Stack
  private let operation: OperationSteps

  init(stack: Stack) {
    self.stack = stack
    operation = OperationSteps(stack: stack)
  }

  private static let environment = "${{ inputs.environment }}"

  static func inputs(of stack: Stack) -> [Trigger.Input] {
    [
      .environment(of: stack, "Where to go back"),
      .init(name: "release", summary: "The release to go back to; the one before without it"),
    ]
  }

  var job: Job {
    Job(
      id: "rollback", name: "Roll back \(RollbackJob.environment)", runner: stack.pipeline.runner,
      minutes: stack.pipeline.timeouts.deploy, permissions: [.readContents],
      environment: JobEnvironment(name: RollbackJob.environment),
      queue: OperationSteps.queue(of: RollbackJob.environment),
      steps: [
        CommonSteps(stack: stack).shallowCheckout, operation.tools, operation.terraform,
        initialization, operation.ssh, rollback, operation.forgetSSH,
      ] + operation.record(as: "rollback-\(RollbackJob.environment)"))
  }

  private var terraform: String { "terraform -chdir=\"\(operation.folder(of: "$ENVIRONMENT"))\"" }

  private var choice: [(String, YAML)] { [("ENVIRONMENT", .string(RollbackJob.environment))] }

  private var keys: [(String, YAML)] { operation.stateKeys(of: stack.deployedEnvironments) }

  private var initialization: Step {
    Step(
      name: "Open Terraform's state", environment: choice + keys,
      work: .script("\(terraform) init -input=false"))
  }

  private var rollback: Step {
    Step(
      name: "Roll back",
      environment: choice + [("RELEASE", "${{ inputs.release }}")] + keys,
      work: .script(
        """
        mkdir -p "$RUNNER_TEMP/record"
        target=()
        if [[ -n $RELEASE ]]; then target=(--to "$RELEASE"); fi
        \(terraform) output -json |
          rollout rollback --stack \(operation.stackFile) --environment "$ENVIRONMENT" \\
            --inventory - --format ndjson "${target[@]}" |
          tee "$RUNNER_TEMP/record/events.ndjson"

        """))
  }
}

extension Trigger.Input {
  /// One of the environments that the pipeline deploys to.
  static func environment(of stack: Stack, _ summary: String) -> Trigger.Input {
    Trigger.Input(
      name: "environment", summary: summary, choices: stack.deployedEnvironments.map(\.name),
      isRequired: true)
  }
}
