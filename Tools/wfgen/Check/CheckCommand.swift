import CommandLine
import Diagnostics
import Generation
import JSON
import Platform

/// `wfgen check`: its command line, and how it tells what it found.
enum CheckCommand {
  static let name = "check"

  static let command = Command(
    name: name, summary: "Find what is wrong in workflows and actions, whoever wrote them",
    discussion: """
      Reads workflows and files of actions: those of a folder (.github/workflows and each \
      action.yml below it), single files, or with - standard input, which holds one workflow, or \
      records with the files of a generator.

      Inputs, outputs and runtimes of actions are held against the table of pinned actions, by \
      commit, which linters that know tags only can't do.

      A comment turns rules off for its line, or alone for the next: # wfgen:ignore RULE
      """,
    options: CheckReport.options,
    arguments: [
      Argument(
        name: "PATH", kind: .path, arity: .many(min: 0),
        summary: "Folders and files; the current folder without any, - for standard input")
    ],
    examples: [
      Example(command: "wfgen check .", summary: "Judge the workflows of this repository"),
      Example(
        command: "wfgen check --format sarif .github/workflows/ci.yml > check.sarif",
        summary: "Judge one, for code scanning"),
    ],
    exitMeanings: [
      ExitMeaning(status: "0", meaning: "No findings; notes don't count"),
      ExitMeaning(status: "1", meaning: "Findings"),
      ExitMeaning(status: "2", meaning: "Wrong usage, or files that can't be judged"),
      ExitMeaning(status: "3", meaning: "The surroundings failed: output that can't be written"),
      ExitMeaning(status: "128+n", meaning: "Ended by signal n; 141 when the output's reader left"),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let findings =
      arguments.has("rules")
      ? nil : CheckRun.findings(in: try CheckInput(arguments.positionals, io).files)
    do throws(SystemError) {
      guard let findings else { return try report.listRules(io) }
      return try report.write(findings, arguments, io)
    } catch {
      throw Failure(error)
    }
  }

  private static let report = CheckReport(
    tool: WfgenGenerator.name,
    rules: CheckRules.all.map {
      CheckReport.Rule(id: $0.id, severity: $0.severity, summary: $0.summary)
    })
}

/// One run of all rules.
enum CheckRun {
  static func findings(in files: [CheckedFile]) -> [Finding] {
    files.flatMap(findings).ordered()
  }

  private static func findings(in file: CheckedFile) -> [Finding] {
    CheckRules.all.flatMap { rule in
      rule.faults(in: file).filter { !isIgnored(rule.id, $0, in: file) }
        .map { finding($0, rule, file) }
    }
  }

  private static func isIgnored(_ rule: String, _ fault: Fault, in file: CheckedFile) -> Bool {
    guard let rules = file.ignored[fault.position.line] else { return false }
    return rules.isEmpty || rules.contains(rule)
  }

  /// A finding by its words: several of one rule may be at one place, and lines move.
  private static func finding(_ fault: Fault, _ rule: CheckRule, _ file: CheckedFile) -> Finding {
    Finding(
      tool: WfgenGenerator.name, rule: rule.id, severity: fault.severity ?? rule.severity,
      message: fault.message, remedy: fault.remedy, path: file.path, line: fault.position.line,
      column: fault.position.column, subject: fault.message)
  }
}
