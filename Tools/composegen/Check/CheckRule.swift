import Diagnostics

/// One kind of fault that `composegen check` finds.
struct CheckRule: Sendable {
  /// What a rule looks at.
  enum Scope: Sendable {
    case service(@Sendable (ComposeService, ComposeProject) -> [Fault])
    case project(@Sendable (ComposeProject) -> [Fault])
    /// All projects of a folder together.
    case projects(@Sendable ([ComposeProject]) -> [Fault])
    /// Found elsewhere: by compose itself, or by comparing with the stack.
    case elsewhere
  }

  /// As findings name it.
  let id: String
  let severity: Severity
  /// What it finds, one phrase, for the table of the manual.
  let summary: String
  /// Whether compose itself refuses such a file, with words of its own.
  var isRefused = false
  let scope: Scope

  init(
    _ id: String, _ severity: Severity, _ summary: String, isRefused: Bool = false, _ scope: Scope
  ) {
    self.id = id
    self.severity = severity
    self.summary = summary
    self.isRefused = isRefused
    self.scope = scope
  }
}

/// Something that a rule found.
struct Fault {
  /// Where: in a compose file, or in another.
  enum Location {
    case place(ComposePlace)
    case file(String, line: Int?)
  }

  let location: Location
  /// What is wrong; never a value that may be secret.
  let message: String
  /// What to do.
  let remedy: String
  /// Where it matters less or more than the rule does as a whole.
  var severity: Severity?
  /// The service in which a rule of services found it.
  var service: String?

  init(_ place: ComposePlace, _ message: String, do remedy: String, severity: Severity? = nil) {
    self.init(.place(place), message, do: remedy, severity: severity)
  }

  init(
    _ location: Location, _ message: String, do remedy: String, severity: Severity? = nil
  ) {
    self.location = location
    self.message = message
    self.remedy = remedy
    self.severity = severity
  }
}

extension ComposeService {
  /// `"api"`, as messages have names.
  var quoted: String { "\"\(name)\"" }
}
