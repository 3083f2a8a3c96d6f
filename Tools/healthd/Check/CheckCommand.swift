import CommandLine
import Diagnostics
import Health
import JSON
import Platform

/// `healthd check`: its command line.
enum CheckCommand {
  static let name = "check"

  enum Format: String, CaseIterable { case human, json, nagios }

  static let command = Command(
    name: name, summary: "Ask the daemon, or look once, and end with the answer",
    discussion: """
      Without a configuration it asks the running daemon, in a few milliseconds. With --config or \
      --stack it looks at everything once by itself, all at the same time.
      """,
    options: ConfigurationInput.options + [
      ControlCommands.controlOption,
      Option(
        name: "format", value: .choice(Format.allCases.map(\.rawValue)), summary: "How it is shown"),
    ],
    exclusive: [["config", "stack", "control"]],
    examples: [
      Example(command: "healthd check", summary: "As the health check of a container"),
      Example(
        command:
          "healthd check --config config.json --format json | jq -r 'select(.status!=\"up\").probe'",
        summary: "Look once, and list what isn't well"),
    ],
    exitMeanings: [
      ExitMeaning(status: "0", meaning: "Well, or degraded; with nagios: OK"),
      ExitMeaning(status: "1", meaning: "Not well; with nagios: a warning"),
      ExitMeaning(status: "2", meaning: "Wrong usage or configuration; with nagios: critical"),
      ExitMeaning(status: "3", meaning: "No daemon answers; with nagios: unknown"),
      ExitMeaning(status: "128+n", meaning: "Ended by signal n; 141 when the output's reader left"),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let format = arguments.choice("format") ?? (io.output.isTerminal ? Format.human : .json)
    let report = CheckReport(try document(arguments, io))
    do throws(SystemError) {
      switch format {
      case .human: try io.output.write(report.text)
      case .nagios: try io.output.write(report.nagiosLine)
      case .json:
        for record in report.records {
          try io.output.write(JSONPrinter.compact(record) + [UInt8(ascii: "\n")])
        }
      }
    } catch {
      throw Failure(error)
    }
    return format == .nagios ? report.nagiosStatus : report.isWell ? .success : .negative
  }

  private static func document(_ arguments: Arguments, _ io: Streams) throws(Failure) -> JSONValue {
    let input = ConfigurationInput(arguments)
    if input.file != nil || input.stackFile != nil {
      return try SingleLook(try input.read(io), environment: io.environment).document()
    }
    let path = arguments.value("control") ?? HealthConfiguration.standardControl
    return try ControlClient(path: path).ask(.status)
  }
}
