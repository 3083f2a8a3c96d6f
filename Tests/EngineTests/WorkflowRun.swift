import JSON
import TestKit
import Testing

/// What a run of a workflow did, from act's log, and what the stand-ins of actions recorded.
struct WorkflowRun {
  /// A step that ran.
  struct Step {
    let job: String
    let name: String
    let isGreen: Bool
  }

  let status: Int32
  /// A line a job that ran, in order: its name, and how it ended. A matrix has a line for each.
  let jobs: [String]
  let steps: [Step]
  /// What actions were given, and what they did.
  let record: [JSONValue]
  private let lines: [(job: String, step: String, text: String)]
  private let error: String

  init(_ run: Program.Run, record: String) throws {
    status = run.status
    error = run.error
    self.record = try WorkflowRun.values(record)
    let log = try WorkflowRun.values(run.output)
    let text = { (value: JSONValue, key: String) in value[key]?.string ?? "" }
    jobs = log.compactMap { line in
      line["jobResult"]?.string.map { "\(text(line, "jobID")) \($0)" }
    }
    steps = log.compactMap { line in
      guard text(line, "stage") == "Main", let result = line["stepResult"]?.string else {
        return nil
      }
      return Step(job: text(line, "jobID"), name: text(line, "step"), isGreen: result == "success")
    }
    lines = log.map { (text($0, "jobID"), text($0, "step"), text($0, "msg")) }
  }

  static func values(_ lines: String) throws -> [JSONValue] {
    try lines.split(separator: "\n").map { try JSONParser.parse(Array($0.utf8)) }
  }

  /// What a step printed.
  func log(of step: String) -> String {
    lines.filter { $0.step == step }.map(\.text).joined(separator: "\n")
  }

  /// The steps that failed, as `job: step`.
  var failures: [String] { steps.filter { !$0.isGreen }.map { "\($0.job): \($0.name)" } }

  /// What an action was given, each time that it ran.
  func uses(of action: String) -> [JSONValue] { record.filter { $0["action"]?.string == action } }

  /// The end of the log, for a message.
  var end: String {
    lines.suffix(60).map { "\($0.job): \($0.step): \($0.text)" }.joined(separator: "\n") + error
  }
}

/// What a command of `rollout` was given.
struct RolloutCall {
  let command: String
  let words: [String]
  let input: String
  let secrets: String
}

extension Forge {
  /// The commands of `rollout` that the last run gave, in the order of their beginning.
  func calls() throws -> [RolloutCall] {
    try WorkflowRun.values(try outside.read("rollout.ndjson")).map { call in
      RolloutCall(
        command: call["command"]?.string ?? "",
        words: (call["words"]?.array ?? []).compactMap(\.string),
        input: call["input"]?.string ?? "", secrets: call["secrets"]?.string ?? "")
    }
  }
}
