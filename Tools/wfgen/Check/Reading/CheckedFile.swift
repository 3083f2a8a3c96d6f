import Diagnostics
import JSON
import Platform
import YAMLReader

/// A workflow, or an action's file, as rules see it.
struct CheckedFile {
  enum Kind { case workflow, action }

  /// As the user named it.
  let path: String
  let kind: Kind
  let root: YAMLNode
  let source: SourceText
  /// By line, the rules that a comment turns off there; an empty set turns off all.
  let ignored: [Int: Set<String>]
  /// What GitHub refuses, by rule.
  let refused: [String: [Fault]]
  let expressions: [FoundExpression]
  let triggers: Triggers
  /// In order; none in an action.
  let jobs: [CheckedJob]
  /// Of all jobs, or of the composite action.
  let steps: [CheckedStep]
  /// The actions and workflows of the same repository that are here.
  let neighbours: Neighbours
  /// Where in ``jobs`` each is, by its identifier in lower case.
  private let places: [String: Int]
  /// Where in ``expressions`` those of a job are, and of a step, by the keys that lead there.
  private let found: [String: [Int]]

  init(path: String, root: YAMLNode, bytes: [UInt8], neighbours: Neighbours) {
    self.path = path
    self.root = root
    kind = CheckedFile.kind(of: path, root)
    let source = SourceText(bytes)
    self.source = source
    ignored = IgnoreComments.lines(in: bytes, of: WfgenGenerator.name)
    let walk = FormWalk(root, kind == .workflow ? WorkflowForm.root : ActionForm.root)
    refused = walk.faults
    let expressions = walk.sites.flatMap { FoundExpression.all(in: $0, source) }
    self.expressions = expressions
    found = CheckedFile.places(of: expressions)
    triggers = Triggers(root["on"])
    jobs = kind == .workflow ? CheckedJob.all(in: root, source, neighbours) : []
    let composite = root["runs"]?["steps"]?.elements ?? []
    steps =
      kind == .workflow
      ? jobs.flatMap(\.steps)
      : composite.enumerated().map { CheckedStep($1, index: $0, job: nil, source, neighbours) }
    places = Dictionary(jobs.enumerated().map { ($1.id.lowercased(), $0) }) { first, _ in first }
    self.neighbours = neighbours
  }

  private static func places(of expressions: [FoundExpression]) -> [String: [Int]] {
    var places: [String: [Int]] = [:]
    for (index, found) in expressions.enumerated() {
      let path = found.site.path
      guard path.count > 2 else { continue }
      if path[0] == "jobs" { places[path[..<2].joined(separator: "\0"), default: []].append(index) }
      let length = path[0] == "jobs" ? 4 : 3
      guard path.count > length, path[length - 2] == "steps" else { continue }
      places[path[..<length].joined(separator: "\0"), default: []].append(index)
    }
    return places
  }

  /// By the file's name, else by what is in it.
  private static func kind(of path: String, _ root: YAMLNode) -> Kind {
    let name = FilePath.name(of: path)
    if ["action.yml", "action.yaml"].contains(name) { return .action }
    return root["runs"] != nil && root["jobs"] == nil ? .action : .workflow
  }

  func job(_ id: String) -> CheckedJob? { places[id.lowercased()].map { jobs[$0] } }

  /// The job that a path of keys leads into.
  func job(at path: [String]) -> CheckedJob? {
    path.count > 1 && path[0] == "jobs" ? job(path[1]) : nil
  }

  /// The step that a path of keys leads into.
  func step(at path: [String]) -> CheckedStep? {
    if let job = job(at: path) {
      guard path.count > 3, path[2] == "steps", let index = Int(path[3]),
        job.steps.indices.contains(index)
      else { return nil }
      return job.steps[index]
    }
    guard path.count > 2, path[0] == "runs", path[1] == "steps", let index = Int(path[2]),
      steps.indices.contains(index)
    else { return nil }
    return steps[index]
  }

  /// The steps of the same job, or of the same action, in order.
  func siblings(of step: CheckedStep) -> [CheckedStep] {
    step.job.map { job($0)?.steps ?? [] } ?? steps
  }

  /// Expressions in a job.
  func expressions(in job: CheckedJob) -> [FoundExpression] {
    (found["jobs\0\(job.id)"] ?? []).map { expressions[$0] }
  }

  /// Expressions in a step.
  func expressions(in step: CheckedStep) -> [FoundExpression] {
    (found[step.path.joined(separator: "\0")] ?? []).map { expressions[$0] }
  }
}

/// What starts a workflow.
struct Triggers {
  /// Events in order, with what narrows them.
  let events: [(name: String, node: YAMLNode, filters: YAMLNode?)]

  init(_ node: YAMLNode?) {
    if let entries = node?.entries {
      events = entries.map { ($0.key.text ?? "", $0.key, $0.value) }
    } else {
      events = (node?.texts ?? []).map { ($0.string ?? "", $0, nil) }
    }
  }

  func has(_ event: String) -> Bool { events.contains { $0.name == event } }

  func filters(of event: String) -> YAMLNode? {
    events.first { $0.name == event }?.filters
  }

  /// Events in which a run has secrets and may write, while others decide what it sees.
  var privileged: [String] {
    events.map(\.name).filter {
      [
        "pull_request_target", "workflow_run", "issue_comment", "issues", "discussion",
        "discussion_comment", "pull_request_review", "pull_request_review_comment", "fork", "watch",
      ]
      .contains($0)
    }
  }

  /// Whether pushes to a branch of the name start it.
  func pushes(to branch: String) -> Bool {
    guard has("push") else { return false }
    guard let filters = filters(of: "push"), filters.isMapping else { return true }
    if let branches = filters["branches"] {
      return branches.texts.contains { $0.string == branch || $0.string == "**" }
    }
    return filters["tags"] == nil
  }

  /// Whether what a run makes is what is released.
  var releases: Bool {
    if has("release") { return true }
    guard let push = filters(of: "push") else { return false }
    let branches = push["branches"]?.texts.compactMap(\.string) ?? []
    return push["tags"] != nil || branches.contains { $0.hasPrefix("release") }
  }
}
