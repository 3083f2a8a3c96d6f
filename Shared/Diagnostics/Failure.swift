import Platform

/// Why a tool ends without doing what it was asked for: the one error that reaches its entry.
package struct Failure: Error, Equatable, Sendable {
  /// What the process ends with.
  package var status: ExitStatus
  /// What is wrong, for people: `place: what is wrong; what to do`, lower case, no final period.
  package var messages: [String]
  /// What is wrong in the input. Shown after the messages.
  package var findings: [Finding]
  /// What to do next, in a line of its own at the end.
  package var hint: String?

  /// A failure with all its parts; the functions below make the common ones.
  package init(
    status: ExitStatus, messages: [String] = [], findings: [Finding] = [], hint: String? = nil
  ) {
    self.status = status
    self.messages = messages
    self.findings = findings
    self.hint = hint
  }

  /// The command line is wrong (exit status 2).
  package static func usage(_ message: String, hint: String? = nil) -> Failure {
    Failure(status: .invalid, messages: [message], hint: hint)
  }

  /// The input is wrong (exit status 2): everything that is, at once.
  package static func invalid(_ findings: [Finding], hint: String? = nil) -> Failure {
    Failure(status: .invalid, findings: findings, hint: hint)
  }

  /// The input is wrong (exit status 2).
  package static func invalid(_ message: String, hint: String? = nil) -> Failure {
    Failure(status: .invalid, messages: [message], hint: hint)
  }

  /// The surroundings failed (exit status 3).
  package static func unavailable(_ message: String, hint: String? = nil) -> Failure {
    Failure(status: .unavailable, messages: [message], hint: hint)
  }

  /// The reader of the output went away (exit status 141): nothing is said.
  package static var closedPipe: Failure { Failure(status: .closedPipe) }

  /// A system call failed: ``closedPipe`` or ``unavailable(_:hint:)``.
  package init(_ error: SystemError) {
    self = error.isClosedPipe ? .closedPipe : .unavailable(error.description)
  }

  /// The failure for people, a line each without its end.
  ///
  /// - Parameters:
  ///   - tool: The name of the tool that failed.
  ///   - isColored: See ``Finding/line(tool:isColored:)``.
  package func lines(tool: String, isColored: Bool = false) -> [String] {
    let error = Label(.error).prefix(tool: tool, isColored: isColored)
    var lines = messages.map { error + PlainText.escaped($0) }
    lines += findings.map { $0.line(tool: tool, isColored: isColored) }
    if let hint {
      lines.append(
        Label.hint.prefix(tool: tool, isColored: isColored) + PlainText.escaped(hint))
    }
    return lines
  }
}
