import Artifacts
import Diagnostics
import Emit
import JSON
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

  /// What a person should know of the stack's choices.
  static func notes(for stack: Stack) -> [Finding] {
    guard let major = Int(stack.toolchain.node.prefix { $0 != "." }), major < 22 else { return [] }
    return [
      Finding(
        rule: "node-end-of-life", severity: .warning,
        message: "Node.js \(major) gets no more security fixes",
        remedy: "move to 24, or to 22 at least", pointer: JSONPointer(["toolchain", "node"]))
    ]
  }

  /// The workflow of pushes and pull requests.
  static func pipeline(of stack: Stack) -> Workflow {
    Workflow(
      name: "CI/CD", branches: stack.pipeline.branches,
      environment: [("NODE_VERSION", .string(stack.toolchain.node))],
      jobs: [CodeQualityJob(stack: stack).job])
  }
}
