import CommandLine

/// The options that every generator takes, and what they say on one command line.
package struct GeneratorOptions: Sendable {
  /// What is done with the files.
  package enum Destination: Equatable, Sendable {
    /// Records on standard output; a listing where that is a terminal.
    case stream
    case write(directory: String)
    case check(directory: String)

    /// The folder of files, where there is one.
    package var directory: String? {
      switch self {
      case .stream: nil
      case .write(let directory), .check(let directory): directory
      }
    }
  }

  package enum Format: String, CaseIterable, Sendable { case human, ndjson }

  package var stackFile: String?
  package var destination = Destination.stream
  package var environment: String?
  package var isForced = false
  package var prunes = false
  package var format: Format?

  package init(_ arguments: Arguments) {
    stackFile = arguments.value("stack").flatMap { $0 == "-" ? nil : $0 }
    environment = arguments.value("environment")
    isForced = arguments.has("force")
    prunes = arguments.has("prune")
    format = arguments.choice("format")
    if let directory = arguments.value("out") {
      destination = .write(directory: directory)
    } else if let directory = arguments.value("check") {
      destination = .check(directory: directory)
    }
  }

  /// The options as a command declares them.
  package static let declarations: [Option] = [
    Option(
      name: "stack", value: .file, summary: "Read the stack from FILE, not from standard input"),
    Option(name: "out", value: .directory, summary: "Write the files below DIR, only what changed"),
    Option(
      name: "check", value: .directory,
      summary: "Write nothing; show how DIR differs, and exit 1 where it does"),
    Option(
      name: "environment", value: .text("NAME"), summary: "Only what one environment needs"),
    Option(
      name: "force", needs: ["out"],
      summary: "Replace files that were edited by hand, or that no generator made"),
    Option(
      name: "prune", needs: ["out"], summary: "Remove generated files that are no longer generated"),
    Option(
      name: "format", value: .choice(Format.allCases.map(\.rawValue)),
      summary: "How results are shown"),
  ]

  /// The options of which at most one may be given.
  package static let exclusive = [["out", "check"]]
}
