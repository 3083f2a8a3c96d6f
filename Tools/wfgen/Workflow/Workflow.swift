import Emit

/// A workflow of GitHub Actions (docs.github.com, "Workflow syntax for GitHub Actions").
///
/// What is safe is not an option: no permission but those of a job, bash with `pipefail`, a run
/// of a pull request cancelled by the next and never one of a branch.
struct Workflow {
  var name: String
  var triggers: [Trigger]
  /// Whether a run waits for the one before it on the same branch, or takes its place on a pull
  /// request. Jobs that change servers have queues of their own.
  var isQueued = true
  /// Of every job and step.
  var environment: [(String, YAML)] = []
  var jobs: [Job]

  var text: String {
    var style = YAML.Style()
    style.separatesTopLevel = true
    style.trailingCommentSpaces = 1
    style.width = 120
    return document.text(style)
  }

  private var document: YAML {
    YAML.mapping {
      .entry("name", .string(name))
        .entry(.plain("on"), .mapping(triggers.map { YAML.Entry(.text($0.event), $0.document) }))
        .entry("permissions", [:])
      if isQueued { .entry("concurrency", Workflow.concurrency) }
      if !environment.isEmpty { .entry("env", .variables(environment)) }
      .entry("defaults", ["run": ["shell": "bash"]])
        .entry("jobs", .mapping(jobs.map { YAML.Entry(.text($0.id), $0.document.afterBlankLine) }))
    }
  }

  private static let concurrency: YAML = [
    "group": "${{ github.workflow }}-${{ github.ref }}",
    "cancel-in-progress": YAML.string("${{ github.event_name == 'pull_request' }}")
      .comment("A run of a branch may be deploying, and ends by itself."),
  ]
}

/// What starts a workflow.
enum Trigger {
  case pushes(to: [String])
  case pullRequests(to: [String])
  /// By hand, or by a program that asks for it.
  case dispatch([Input])
  /// Five fields of cron, in UTC.
  case schedule(String)

  /// What a person says who starts a workflow.
  struct Input {
    var name: String
    var summary: String
    /// What there is to choose from; any text where it is empty.
    var choices: [String] = []
    var isRequired = false
  }

  var event: String {
    switch self {
    case .pushes: "push"
    case .pullRequests: "pull_request"
    case .dispatch: "workflow_dispatch"
    case .schedule: "schedule"
    }
  }

  fileprivate var document: YAML {
    switch self {
    case .pushes(let branches), .pullRequests(let branches):
      ["branches": .flow(branches.map { .string(Trigger.pattern($0)) })]
    case .dispatch(let inputs):
      inputs.isEmpty
        ? .blank : ["inputs": .mapping(inputs.map { YAML.Entry(.text($0.name), $0.document) })]
    case .schedule(let cron): [["cron": .string(cron)]]
    }
  }

  /// A branch's name where patterns are read: `+` would repeat what is before it.
  private static func pattern(_ branch: String) -> String {
    branch.split(separator: "+", omittingEmptySubsequences: false).joined(separator: "\\+")
  }
}

extension Trigger.Input {
  fileprivate var document: YAML {
    YAML.mapping {
      .entry("description", .string(summary))
        .entry("required", .bool(isRequired))
        .entry("type", choices.isEmpty ? "string" : "choice")
      if !choices.isEmpty { .entry("options", .flow(choices.map(YAML.string))) }
    }
  }
}

extension YAML {
  /// A mapping of names to values, in order.
  static func variables(_ variables: [(String, YAML)]) -> YAML {
    .mapping(variables.map { YAML.Entry(.text($0), $1) })
  }
}
