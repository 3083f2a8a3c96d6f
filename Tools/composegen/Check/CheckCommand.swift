import CommandLine
import Diagnostics
import Generation
import Platform

/// `composegen check`: its command line, and how it tells what it found.
enum CheckCommand {
  static let name = "check"

  static let command = Command(
    name: name, summary: "Find what compose accepts in compose files and should not",
    discussion: """
      Reads the compose files of a folder, those that lie over another with it, or one file, and \
      what they lead to: Dockerfiles, templates of variables, files that are included or extended. \
      With a stack, --stack's or a stack.json in PATH or in its folder infrastructure, also what \
      differs from the stack. Where docker compose or docker-compose of version 2 or newer is on \
      PATH, it is asked, too.

      A comment turns rules off for its line, or alone for the next: # composegen:ignore RULE
      """,
    options: [
      Option(name: "stack", value: .file, summary: "Compare with the stack in FILE")
    ] + CheckReport.options,
    arguments: [
      Argument(
        name: "PATH", kind: .path, arity: .optional,
        summary: "A folder with compose files, or one; the current folder without it")
    ],
    examples: [
      Example(command: "composegen check .", summary: "Judge the compose files of this folder"),
      Example(
        command: "composegen check --stack stack.json --format sarif . > check.sarif",
        summary: "Compare with the stack, too, for code scanning"),
    ],
    exitMeanings: [
      ExitMeaning(status: "0", meaning: "No findings; notes don't count"),
      ExitMeaning(status: "1", meaning: "Findings"),
      ExitMeaning(status: "2", meaning: "Wrong usage, or files that can't be judged"),
      ExitMeaning(status: "3", meaning: "The surroundings failed: output that can't be written"),
      ExitMeaning(status: "128+n", meaning: "Ended by signal n; 141 when the output's reader left"),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let result = arguments.has("rules") ? nil : try findings(arguments, io)
    do throws(SystemError) {
      guard let result else { return try report.listRules(io) }
      return try write(result, arguments, io)
    } catch {
      throw Failure(error)
    }
  }

  private static func findings(
    _ arguments: Arguments, _ io: Streams
  ) throws(Failure) -> CheckResult {
    let input = try CheckInput(
      path: arguments.positionals.first ?? ".", stackFile: arguments.value("stack"), io)
    return try CheckRun(input: input, judge: ComposeJudge(environment: io.environment)).result()
  }

  private static let report = CheckReport(
    tool: ComposegenGenerator.name,
    rules: CheckRules.all.map {
      CheckReport.Rule(id: $0.id, severity: $0.severity, summary: $0.summary)
    })

  private static func write(
    _ result: CheckResult, _ arguments: Arguments, _ io: Streams
  ) throws(SystemError) -> ExitStatus {
    let status = try report.write(result.findings, arguments, io)
    let label = Label(.note).prefix(
      tool: ComposegenGenerator.name, isColored: io.isColored(io.error))
    for note in result.notes { try io.error.write(label + PlainText.escaped(note) + "\n") }
    return status
  }
}
