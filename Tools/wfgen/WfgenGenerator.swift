import Artifacts
import Diagnostics
import Emit
import Model

/// GitHub workflows from a stack.
enum WfgenGenerator {
  static let name = "wfgen"

  static func files(for stack: Stack) -> [GeneratedFile] {
    [
      GeneratedFile(
        path: stack.paths.application(".github/workflows/ci-cd.yml"),
        content: pipeline(of: stack).text, generator: name)
    ]
  }

  /// Nothing yet: what the stack's choices mean to a workflow shows in the workflow.
  static func notes(for stack: Stack) -> [Finding] { [] }

  /// The workflow of pushes and pull requests.
  static func pipeline(of stack: Stack) -> Workflow {
    let branches = stack.pipeline.branches
    return Workflow(
      name: "CI/CD", triggers: [.pushes(to: branches), .pullRequests(to: branches)],
      environment: [("NODE_VERSION", .string(stack.toolchain.node))],
      jobs: [
        CodeQualityJob(stack: stack).job, TestJob(stack: stack).job, BuildJob(stack: stack).job,
      ] + (stack.imageServices.isEmpty ? [] : [DockerBuildJob(stack: stack).job]))
  }
}
