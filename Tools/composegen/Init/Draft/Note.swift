import Diagnostics
import JSON

/// Something that a person should know of a stack which was guessed: what was chosen, from what,
/// and where it can be changed.
struct Note: Sendable {
  /// In lower case with hyphens: `guessed-port`.
  var rule: String
  var severity = Severity.note
  var message: String
  var remedy: String?
  /// Where it was read.
  var place: Place?
  /// What it is about: tokens of a pointer into the stack, or into the part that has the note.
  var pointer: [String] = []

  init(
    _ rule: String, _ message: String, do remedy: String? = nil, from place: Place? = nil,
    at pointer: String..., severity: Severity = .note
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.remedy = remedy
    self.place = place
    self.pointer = pointer
  }

  /// The same note of a part as a note of the whole.
  func below(_ tokens: [String]) -> Note {
    var note = self
    note.pointer = tokens + pointer
    return note
  }

  /// - Parameter shown: What messages call a path.
  func finding(_ shown: (String) -> String) -> Finding {
    Finding(
      tool: ComposegenGenerator.name, rule: rule, severity: severity, message: message,
      remedy: remedy, path: place.map { shown($0.path) }, line: place?.line,
      pointer: pointer.isEmpty ? nil : JSONPointer(pointer))
  }
}
