import Emit

/// A workflow of GitHub Actions (docs.github.com, "Workflow syntax for GitHub Actions").
///
/// What is safe is not an option: no permission but those of a job, bash with `pipefail`, a run
/// of a pull request cancelled by the next and never one of a branch.
struct Workflow {
  var name: String
  /// Pushes and pull requests to these start it.
  var branches: [String]
  var environment: [(String, YAML)]
  var jobs: [Job]

  var text: String {
    var style = YAML.Style()
    style.separatesTopLevel = true
    style.trailingCommentSpaces = 1
    return document.text(style)
  }

  private var document: YAML {
    let filter: YAML = ["branches": .flow(branches.map(YAML.string))]
    return YAML.mapping {
      .entry("name", .string(name))
        .entry(.plain("on"), ["push": filter, "pull_request": filter])
        .entry("permissions", [:])
        .entry("concurrency", Workflow.concurrency)
        .entry("env", .mapping(environment.map { YAML.Entry(.text($0), $1) }))
        .entry("defaults", ["run": ["shell": "bash"]])
        .entry("jobs", .mapping(jobs.map { YAML.Entry(.text($0.id), $0.document) }))
    }
  }

  private static let concurrency: YAML = [
    "group": "${{ github.workflow }}-${{ github.ref }}",
    "cancel-in-progress": YAML.string("${{ github.event_name == 'pull_request' }}")
      .comment("A run of a branch may be deploying, and ends by itself."),
  ]
}

/// A job of a workflow.
struct Job {
  var id: String
  var name: String
  var runner: String
  var minutes: Int
  var permissions: [Permission]
  var steps: [Step]

  var document: YAML {
    [
      "name": .string(name),
      "runs-on": .string(runner),
      "timeout-minutes": .int(minutes),
      "permissions": .mapping(
        permissions.map { YAML.Entry(.text($0.scope), YAML.string($0.access).trailing($0.reason)) }),
      "steps": .sequence(
        steps.enumerated().map { $0 == 0 ? $1.document : $1.document.afterBlankLine }),
    ]
  }
}

/// A right of a job's token, and why it has it.
struct Permission {
  let scope: String
  let access: String
  let reason: String

  static let readContents = Permission(
    scope: "contents", access: "read", reason: "To check out the repository")
  static let writeSecurityEvents = Permission(
    scope: "security-events", access: "write", reason: "To show findings in the Security tab")
}

/// A step of a job.
struct Step {
  enum Work {
    case action(Action, [(String, YAML)])
    case script(String)
  }

  var name: String
  var condition: String?
  var environment: [(String, YAML)] = []
  var work: Work
  /// Why the job goes on where the step fails; `nil` where it doesn't.
  var toleratedBecause: String?

  var document: YAML {
    YAML.mapping {
      .entry("name", .string(name))
      if let condition { .entry("if", .string(condition)) }
      if let toleratedBecause {
        .entry("continue-on-error", YAML.bool(true).comment(toleratedBecause))
      }
      switch work {
      case .action(let action, let inputs):
        .entry("uses", YAML.string(action.reference).trailing(action.version))
        if !inputs.isEmpty { .entry("with", .mapping(inputs.map { YAML.Entry(.text($0), $1) })) }
        if !environment.isEmpty { .entry("env", variables) }
      case .script(let script):
        if !environment.isEmpty { .entry("env", variables) }
        .entry("run", .string(script))
      }
    }
  }

  private var variables: YAML { .mapping(environment.map { YAML.Entry(.text($0), $1) }) }
}
