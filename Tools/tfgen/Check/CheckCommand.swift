import Artifacts
import CommandLine
import Diagnostics
import Generation
import Platform

/// `tfgen check`: its command line.
enum CheckCommand {
  static let name = "check"

  static let command = Command(
    name: name, summary: "Find what neither Terraform nor DigitalOcean's provider would",
    discussion: """
      Holds a stack against what DigitalOcean offers: sizes, regions, images, versions, limits of \
      a plan, and what parts of a stack mean for each other. Errors are what generating refuses, \
      too. A stack that isn't well formed is told, with all that is wrong, and ends with 2.
      """,
    options: [
      Option(
        name: "stack", value: .file, summary: "Read the stack from FILE, not from standard input")
    ] + CheckReport.options,
    examples: [
      Example(command: "tfgen check --stack stack.json", summary: "Judge a stack"),
      Example(
        command: "tfgen check --stack stack.json --format sarif > check.sarif",
        summary: "For code scanning"),
    ],
    exitMeanings: [
      ExitMeaning(status: "0", meaning: "No findings; notes don't count"),
      ExitMeaning(status: "1", meaning: "Findings"),
      ExitMeaning(status: "2", meaning: "Wrong usage, or no valid stack"),
      ExitMeaning(status: "3", meaning: "The surroundings failed: a file that can't be read"),
      ExitMeaning(status: "128+n", meaning: "Ended by signal n; 141 when the output's reader left"),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let report = CheckReport(
      tool: TfgenGenerator.name,
      rules: CloudRule.allCases.map {
        CheckReport.Rule(id: $0.rawValue, severity: $0.severity, summary: $0.summary)
      })
    let found = arguments.has("rules") ? nil : try findings(arguments, io)
    do throws(SystemError) {
      guard let found else { return try report.listRules(io) }
      return try report.write(found, arguments, io)
    } catch {
      throw Failure(error)
    }
  }

  private static func findings(
    _ arguments: Arguments, _ io: Streams
  ) throws(Failure) -> [Finding] {
    let file = arguments.value("stack").flatMap { $0 == "-" ? nil : $0 }
    let input = try StackInput(file: file, io)
    return CloudCheck(input).findings.map(input.stream.located)
  }
}
