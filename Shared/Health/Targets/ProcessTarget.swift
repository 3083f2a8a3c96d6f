import JSON
import Model

/// Processes of a name.
package struct ProcessTarget: ProbeTarget {
  /// The name of its executable, as `/proc/PID/comm` has it: cut after 15 bytes.
  package var executable = ""
  /// How many there must be at least.
  package var count = 1

  package init() {}

  package static let kind = "process"
  package static let summary = "Processes of a name that run."
  package static let fields: [Field<ProbeDraft<ProcessTarget>>] = [
    .required(
      "executable", \.target.executable, .text(form), "The name of the program, as ps shows it."),
    .optional(
      "count", \.target.count, .integer("a number", 1...10_000), default: 1,
      "How many there must be at least."),
  ]

  package var members: [(String, JSONValue)] {
    [("executable", .string(executable)), ("count", .number(JSONNumber(count)))]
  }

  private static let form = TextForm(
    "a program's name (letters, digits and \". _ : @ + -\")", pattern: "^[A-Za-z0-9._:@+-]+$",
    lengths: 1...100
  ) { $0.utf8.allSatisfy { Forms.isAlphanumeric($0) || "._:@+-".utf8.contains($0) } }
}
