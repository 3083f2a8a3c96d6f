import Diagnostics
import JSON

/// One kind of fault that `wfgen check` finds.
struct CheckRule: Sendable {
  /// What a rule looks at.
  enum Scope: Sendable {
    /// What GitHub refuses, found along the form under the rule's own name.
    case form
    case file(@Sendable (CheckedFile) -> [Fault])
    case job(@Sendable (CheckedJob, CheckedFile) -> [Fault])
    case step(@Sendable (CheckedStep, CheckedFile) -> [Fault])
    case expression(@Sendable (FoundExpression, CheckedFile) -> [Fault])
  }

  /// As findings name it.
  let id: String
  let severity: Severity
  /// What it finds, one phrase, for the table of the manual.
  let summary: String
  let scope: Scope

  init(_ id: String, _ severity: Severity, _ summary: String, _ scope: Scope) {
    self.id = id
    self.severity = severity
    self.summary = summary
    self.scope = scope
  }

  /// What it finds in a file.
  func faults(in file: CheckedFile) -> [Fault] {
    switch scope {
    case .form: file.refused[id] ?? []
    case .file(let find): find(file)
    case .job(let find): file.jobs.flatMap { find($0, file) }
    case .step(let find): file.steps.flatMap { find($0, file) }
    case .expression(let find): file.expressions.flatMap { find($0, file) }
    }
  }
}

/// Something that a rule found.
struct Fault {
  let position: TextPosition
  /// What is wrong; never a value that may be secret.
  let message: String
  /// What to do.
  let remedy: String
  /// Where it matters less or more than the rule does as a whole.
  var severity: Severity?

  init(
    _ position: TextPosition, _ message: String, do remedy: String, severity: Severity? = nil
  ) {
    self.position = position
    self.message = message
    self.remedy = remedy
    self.severity = severity
  }
}
