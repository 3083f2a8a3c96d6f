import Diagnostics
import JSON
import YAMLReader

/// What GitHub refuses before anything runs, and names that are missing.
enum FormRules {
  static let all: [CheckRule] = [
    CheckRule("unknown-key", .error, "a key that GitHub doesn't know; the nearest is named", .form),
    CheckRule("missing-key", .error, "a key that must be there and isn't", .form),
    CheckRule("wrong-type", .error, "text for a list, a list for a mapping, and the like", .form),
    CheckRule("empty-value", .error, "a key without a value, an empty list or mapping", .form),
    CheckRule("bad-value", .error, "a word where only some are allowed", .form),
    CheckRule(
      "merge-key", .error, "`<<`, which GitHub doesn't know: it takes anchors and aliases alone",
      .form),
    CheckRule(
      "step-work", .error, "a step with neither `uses` nor `run`, or with both", .step(work)),
    CheckRule(
      "unused-shell", .error, "`shell` or `working-directory` in a step without a script",
      .step(shell)),
    CheckRule("unnamed-workflow", .note, "a workflow without a name", .file(workflowName)),
    CheckRule("unnamed-job", .note, "a job without a name", .job(jobName)),
  ]

  private static let works = ["uses", "run", "wait", "wait-all", "cancel", "parallel"]

  private static func work(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard step.node.isMapping else { return [] }
    let given = works.filter { step.node.entry($0) != nil }
    if given.isEmpty {
      return [
        Fault(
          step.node.position, "\(step.quoted) does nothing", do: "add run: with a script, or uses:")
      ]
    }
    guard given.count > 1 else { return [] }
    return [
      Fault(
        step.node.position, "\(step.quoted) has both \(given.joined(separator: " and "))",
        do: "make two steps of it")
    ]
  }

  private static func shell(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard step.node.entry("uses") != nil, step.node.entry("run") != nil else { return [] }
    return ["shell", "working-directory"].compactMap { key in
      step.node.entry(key).map {
        Fault($0.key.position, "\(key) is for scripts alone", do: "take it out")
      }
    }
  }

  private static func workflowName(_ file: CheckedFile) -> [Fault] {
    guard file.kind == .workflow, file.root.entry("name") == nil else { return [] }
    return [
      Fault(
        file.root.position, "the workflow has no name; lists show its path",
        do: "write name: at the top")
    ]
  }

  private static func jobName(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard job.node.isMapping, job.node.entry("name") == nil else { return [] }
    return [
      Fault(
        job.key.position, "the job \(job.quoted) has no name; checks show its identifier",
        do: "give it a name:")
    ]
  }
}
