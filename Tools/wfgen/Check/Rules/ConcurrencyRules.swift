import Diagnostics
import JSON
import YAMLReader

/// Which runs wait for others, and which end them.
enum ConcurrencyRules {
  static let all: [CheckRule] = [
    CheckRule(
      "cancelled-deployment", .error, "a deployment that the next run cuts in half",
      .file(cancelled)),
    CheckRule(
      "no-concurrency", .note, "a workflow of pushes or pull requests without `concurrency`",
      .file(missing)),
    CheckRule(
      "undecided-concurrency", .note, "`concurrency` that doesn't say `cancel-in-progress`",
      .file(undecided)),
    CheckRule(
      "shared-group", .warning, "one group for all branches, whose runs end each other",
      .file(shared)),
    CheckRule(
      "concurrency-deadlock", .error, "a job in the group of its own workflow, for which it waits",
      .job(deadlock)),
    CheckRule(
      "queue-conflict", .error, "`queue: max` together with `cancel-in-progress`", .file(queue)),
  ]

  private static func isPublic(_ file: CheckedFile) -> Bool {
    file.triggers.has("pull_request") || file.triggers.has("push")
  }

  /// Whether pushes are ended, too: plainly, or by an expression that is true for them.
  private static func cancelsPushes(_ concurrency: YAMLNode?, _ file: CheckedFile) -> YAMLNode? {
    guard let node = concurrency?["cancel-in-progress"] else { return nil }
    if node.json.bool == true { return isPullRequestOnly(file) ? nil : node }
    guard let text = node.string, node.isExpression else { return nil }
    let inner = text.filter { $0 != " " }
    if inner == "${{true}}" { return node }
    // `ref != 'refs/heads/main'` spares what is deployed; so does any question for the event.
    return nil
  }

  private static func isPullRequestOnly(_ file: CheckedFile) -> Bool {
    file.triggers.events.allSatisfy { ["pull_request", "pull_request_target"].contains($0.name) }
  }

  private static func cancelled(_ file: CheckedFile) -> [Fault] {
    let deployments = file.jobs.filter { isRealDeployment($0, file) }
    guard let deployment = deployments.first else { return [] }
    let remedy = "write cancel-in-progress: ${{ github.event_name == 'pull_request' }}, or false"
    if let node = cancelsPushes(file.root["concurrency"], file) {
      return [
        Fault(
          node.position, "the next push ends \(deployment.quoted) wherever it is", do: remedy)
      ]
    }
    return deployments.compactMap { job in
      guard let node = cancelsPushes(job.node["concurrency"], file) else { return nil }
      return Fault(
        node.position, "the next run ends \(job.quoted) wherever it is",
        do: "write cancel-in-progress: false")
    }
  }

  /// Whether it is one on a push, as far as its condition tells.
  private static func isRealDeployment(_ job: CheckedJob, _ file: CheckedFile) -> Bool {
    let condition = job.node["if"]?.string ?? ""
    let isOfPullRequest =
      condition.contains("event_name == 'pull_request'") && !condition.contains("!=")
    let group = job.node["concurrency"]
    let isApart = group != nil && group?["cancel-in-progress"]?.json.bool == false
    return job.isDeployment && !isOfPullRequest && !(isApart && file.root["concurrency"] == nil)
  }

  private static func missing(_ file: CheckedFile) -> [Fault] {
    guard file.kind == .workflow, isPublic(file), file.root.entry("concurrency") == nil,
      !file.jobs.isEmpty, !file.jobs.allSatisfy({ $0.node.entry("concurrency") != nil })
    else { return [] }
    return [
      Fault(
        file.triggers.events.first?.node.position ?? file.root.position,
        "runs of one branch go on side by side",
        do: "add concurrency: with a group of ${{ github.workflow }}-${{ github.ref }}")
    ]
  }

  private static func groups(_ file: CheckedFile) -> [YAMLNode] {
    [file.root["concurrency"]].compactMap(\.self) + file.jobs.compactMap { $0.node["concurrency"] }
  }

  private static func undecided(_ file: CheckedFile) -> [Fault] {
    groups(file).compactMap { node in
      guard node.entry("cancel-in-progress") == nil, node["queue"] == nil else { return nil }
      return Fault(
        node.position, "whether a run ends the one before isn't said",
        do: "write cancel-in-progress: false, or true where nothing is deployed")
    }
  }

  private static func shared(_ file: CheckedFile) -> [Fault] {
    guard isPublic(file), let concurrency = file.root["concurrency"],
      let group = concurrency["group"], let text = group.string,
      concurrency["cancel-in-progress"]?.json.bool == true
        || concurrency["cancel-in-progress"]?.isExpression == true
    else { return [] }
    let parts = [
      "github.ref", "github.head_ref", "github.event", "github.sha", "github.run_id",
      "github.base_ref",
    ]
    if parts.contains(where: text.contains) { return [] }
    return [
      Fault(
        group.position, "the group is one for all branches, and their runs end each other",
        do: "add ${{ github.ref }} to it")
    ]
  }

  private static func name(_ concurrency: YAMLNode?) -> String? {
    concurrency?.string ?? concurrency?["group"]?.string
  }

  private static func deadlock(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard let own = job.node["concurrency"], let group = name(own),
      name(file.root["concurrency"]) == group
    else { return [] }
    return [
      Fault(
        own.position, "the job \(job.quoted) waits for its own workflow to leave the group",
        do: "name another group")
    ]
  }

  private static func queue(_ file: CheckedFile) -> [Fault] {
    groups(file).compactMap { node in
      guard let queue = node["queue"], queue.string == "max",
        node["cancel-in-progress"]?.json.bool == true
      else { return nil }
      return Fault(
        queue.position, "a queue of many and cancel-in-progress exclude each other",
        do: "keep one of them")
    }
  }
}
