import JSON
import Platform

/// Something a tool has to say about its input: what is wrong, where, and what to do about it.
package struct Finding: Sendable {
  /// The tool that found it. Empty where the code that found it serves several tools; whoever
  /// reports it then puts in the name of the one that runs.
  package var tool: String
  /// The rule that was broken, in lower case with hyphens: `unknown-key`.
  package var rule: String
  /// How much it matters.
  package var severity: Severity
  /// What is wrong: lower case, no final period, never a secret value.
  package var message: String
  /// What to do: lower case, no final period. Shown after the message.
  package var remedy: String?
  /// The file, as the user named it; `-` for standard input.
  package var path: String?
  /// From 1.
  package var line: Int?
  /// From 1, in Unicode scalars. Means nothing without a line.
  package var column: Int?
  /// The place in a JSON document.
  package var pointer: JSONPointer?
  /// What the finding is about where there is no pointer (a variable's name), for the fingerprint.
  package var subject: String?
  /// The fingerprint that was given or read; `nil` where it follows from the rest.
  private var givenFingerprint: String?

  /// - Parameter fingerprint: `nil` for one that follows from rule and place.
  package init(
    tool: String = "", rule: String, severity: Severity = .error, message: String,
    remedy: String? = nil, path: String? = nil, line: Int? = nil, column: Int? = nil,
    pointer: JSONPointer? = nil, subject: String? = nil, fingerprint: String? = nil
  ) {
    self.tool = tool
    self.rule = rule
    self.severity = severity
    self.message = message
    self.remedy = remedy
    self.path = path
    self.line = line
    self.column = column
    self.pointer = pointer
    self.subject = subject
    givenFingerprint = fingerprint
  }
}

extension Finding {
  /// What makes this finding the same one in the next run, whatever its wording: by default 16
  /// hexadecimal digits over rule, path, and pointer or subject.
  ///
  /// Line and column count only where there is neither pointer nor subject, so that a line added
  /// above changes nothing, and two findings of one rule in one file still differ.
  package var fingerprint: String {
    get { givenFingerprint ?? derivedFingerprint }
    set { givenFingerprint = newValue }
  }

  private var derivedFingerprint: String {
    var parts = [rule, path ?? ""]
    if pointer == nil && subject == nil {
      parts += ["line", line.map(String.init) ?? "", column.map(String.init) ?? ""]
    } else {
      parts += ["place", pointer?.description ?? "", subject ?? ""]
    }
    let text = parts.joined(separator: "\0")
    return String(SHA256.hexDigest(Array(text.utf8)).prefix(16))
  }
}

extension Finding: Equatable {
  /// Equal when they say the same: `subject` counts only by way of the fingerprint.
  package static func == (left: Finding, right: Finding) -> Bool {
    left.tool == right.tool && left.rule == right.rule && left.severity == right.severity
      && left.message == right.message && left.remedy == right.remedy && left.path == right.path
      && left.line == right.line && left.column == right.column && left.pointer == right.pointer
      && left.fingerprint == right.fingerprint
  }
}
