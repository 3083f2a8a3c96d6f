import JSON
import Model

/// A program that says by its exit status how something is, as plugins of Nagios do: 0 well,
/// 1 a warning, else failing.
package struct ExecTarget: ProbeTarget {
  /// The program's path and its arguments; no shell reads them.
  package var command: [String] = []

  package init() {}

  package static let kind = "exec"
  package static let summary =
    "A program that says by its exit status how something is, as plugins of Nagios do."
  package static let fields: [Field<ProbeDraft<ExecTarget>>] = [
    .required(
      "command", \.target.command, .list(of: .text(Forms.line), 1...50),
      "The program's path and its arguments, which no shell reads. 0 is well, 1 a warning.")
  ]

  package var members: [(String, JSONValue)] {
    [("command", .array(command.map(JSONValue.string)))]
  }

  package var faults: [TargetFault] {
    command.first?.utf8.first == UInt8(ascii: "/")
      ? []
      : [TargetFault("command", "the program isn't named by its path", do: "begin it with \"/\"")]
  }
}
