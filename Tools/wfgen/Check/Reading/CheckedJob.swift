import JSON
import YAMLReader

/// A job of a workflow.
struct CheckedJob {
  let id: String
  /// Its key.
  let key: YAMLNode
  let node: YAMLNode
  let steps: [CheckedStep]
  let needs: [YAMLNode]
  /// The workflow that it calls, where it has no steps.
  let call: YAMLNode?
  let services: [CheckedService]

  static func all(
    in root: YAMLNode, _ source: SourceText, _ neighbours: Neighbours
  ) -> [CheckedJob] {
    (root["jobs"]?.entries ?? []).map { CheckedJob($0, source, neighbours) }
  }

  private init(_ entry: YAMLNode.Entry, _ source: SourceText, _ neighbours: Neighbours) {
    let id = entry.key.text ?? ""
    self.id = id
    key = entry.key
    node = entry.value
    needs = entry.value["needs"]?.texts ?? []
    call = entry.value["uses"]
    steps = (entry.value["steps"]?.elements ?? []).enumerated().map { index, step in
      CheckedStep(step, index: index, job: id, source, neighbours)
    }
    services = (entry.value["services"]?.entries ?? []).map(CheckedService.init)
  }

  /// `"build"`, as messages have names.
  var quoted: String { "\"\(id)\"" }

  var hasMatrix: Bool { node["strategy"]?["matrix"] != nil }

  /// The labels of its runner that are written out.
  var labels: [YAMLNode] {
    guard let runner = node["runs-on"] else { return [] }
    return runner.isMapping ? runner["labels"]?.texts ?? [] : runner.texts
  }

  /// Whether it makes or changes what users see: by its name, or by its environment, which may also
  /// be there for the secrets in it alone.
  var isDeployment: Bool {
    let environment = node["environment"]
    if environment?["url"] != nil { return true }
    let names = [id, node["name"]?.string ?? ""]
    if CheckedJob.words(names).contains(where: CheckedJob.deploying.contains) { return true }
    let named = CheckedJob.words([environment?.string ?? environment?["name"]?.string ?? ""])
    return named.contains { ["production", "prod", "staging", "live"].contains($0) }
  }

  private static let deploying: Set<String> = [
    "deploy", "deployment", "release", "rollout", "rollback",
  ]

  private static func words(_ texts: [String]) -> [String] {
    texts.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) }
  }

  func step(named id: String) -> CheckedStep? {
    steps.first { $0.id?.string?.lowercased() == id.lowercased() }
  }
}

/// A container that runs beside a job.
struct CheckedService {
  let id: String
  let key: YAMLNode
  let node: YAMLNode

  init(_ entry: YAMLNode.Entry) {
    id = entry.key.text ?? ""
    key = entry.key
    node = entry.value
  }

  var image: YAMLNode? { node.isMapping ? node["image"] : node }
}

/// A step of a job, or of a composite action.
struct CheckedStep {
  let node: YAMLNode
  let index: Int
  /// The job that it belongs to; `nil` in an action.
  let job: String?
  let use: ActionUse?
  /// The lines of its script with their numbers, without comments and what is continued joined.
  let lines: [(index: Int, text: String)]

  init(
    _ node: YAMLNode, index: Int, job: String?, _ source: SourceText, _ neighbours: Neighbours
  ) {
    self.node = node
    self.index = index
    self.job = job
    use = node["uses"].map { ActionUse($0, inputs: node["with"], source, neighbours) }
    lines = CheckedStep.lines(of: node["run"]?.string ?? "")
  }

  var id: YAMLNode? { node["id"] }
  var run: YAMLNode? { node["run"] }
  var condition: YAMLNode? { node["if"] }
  var script: String { run?.string ?? "" }

  /// The keys that lead to it.
  var path: [String] {
    job.map { ["jobs", $0, "steps", String(index)] } ?? ["runs", "steps", String(index)]
  }

  /// `"Build"`, or what else tells it from others.
  var quoted: String {
    if let name = node["name"]?.string ?? id?.string { return "\"\(name)\"" }
    return "step \(index + 1)"
  }

  /// Whether it goes on where it fails.
  var isTolerated: Bool { node["continue-on-error"]?.json.bool == true }

  /// Whether it uses an action of this name, wherever in its repository.
  func uses(_ name: String) -> Bool { use?.reference.name == name }

  func input(_ name: String) -> YAMLNode? {
    node["with"]?.entries?.first { $0.key.text?.lowercased() == name }?.value
  }

  private static func lines(of script: String) -> [(index: Int, text: String)] {
    var lines: [(index: Int, text: String)] = []
    var isContinued = false
    let all = script.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() {
      let text = line.trimmed
      if text.hasPrefix("#") { continue }
      let continues = text.hasSuffix("\\")
      let own = continues ? String(text.dropLast()) : text
      if isContinued, let last = lines.indices.last {
        lines[last].text += " " + own
      } else {
        lines.append((index, own))
      }
      isContinued = continues
    }
    return lines
  }
}
