import Artifacts
import Diagnostics
import Emit
import Generation
import JSON
import Model

/// GitHub workflows from a stack.
enum WfgenGenerator {
  static let name = "wfgen"

  static func files(for stack: Stack) -> [GeneratedFile] {
    workflows(of: stack).map { file, workflow in
      GeneratedFile(
        path: stack.paths.application(".github/workflows/\(file).yml"), content: workflow.text,
        generator: name)
    }
  }

  /// What GitHub would refuse: a matrix makes 256 jobs at most (GitHub Docs, "Actions limits").
  static func faults(of input: StackInput) -> [Finding] {
    let images = input.stack.imageServices.count
    guard images > 256 else { return [] }
    return [
      Finding(
        rule: "too-many-images", severity: .error,
        message: "\(images) services are deployed as images, and GitHub runs 256 jobs of a matrix",
        remedy: "split the stack, or set \"deploy\" of some services to none",
        pointer: JSONPointer(["services"]))
    ]
  }

  static func notes(for stack: Stack) -> [Finding] { Notes(stack).findings }

  /// The workflows by the names of their files.
  static func workflows(of stack: Stack) -> [(file: String, workflow: Workflow)] {
    [("ci-cd", pipeline(of: stack))]
      + (stack.deployedEnvironments.isEmpty ? [] : [("rollback", rollback(of: stack))])
      + [("drift", drift(of: stack))]
  }

  /// The workflow of pushes and pull requests; by hand, it deploys to an environment.
  static func pipeline(of stack: Stack) -> Workflow {
    let branches = stack.pipeline.branches
    let environments = stack.deployedEnvironments
    let asked = Trigger.Input.environment(of: stack, "Where to deploy what the branch has")
    return Workflow(
      name: "CI/CD",
      triggers: [.pushes(to: branches), .pullRequests(to: branches)]
        + (environments.isEmpty ? [] : [.dispatch([asked])]),
      environment: [("NODE_VERSION", .string(stack.toolchain.node))],
      jobs: [
        CodeQualityJob(stack: stack).job, TestJob(stack: stack).job, BuildJob(stack: stack).job,
      ] + (stack.imageServices.isEmpty ? [] : [DockerBuildJob(stack: stack).job])
        + environments.map { DeployJob(to: $0, in: stack).job })
  }

  private static func rollback(of stack: Stack) -> Workflow {
    Workflow(
      name: "Roll back", triggers: [.dispatch(RollbackJob.inputs(of: stack))], isQueued: false,
      jobs: [RollbackJob(stack: stack).job])
  }

  private static func drift(of stack: Stack) -> Workflow {
    Workflow(
      name: "Drift", triggers: [.schedule(DriftJobs.schedule), .dispatch([])],
      jobs: DriftJobs(stack: stack).jobs)
  }
}
