import CommandLine
import Diagnostics
import Platform

@main
struct Healthd {
  static let name = "healthd"

  static func main() { command.runAndExit(version: Release.version, run) }

  static let command = Command(
    name: name,
    summary: "Tell whether an application is well, and drain it before it stops",
    discussion: """
      Runs beside an application, looks at what the application needs, and answers balancers, \
      monitoring and people. Draining makes it answer 503 while requests still come.
      """,
    subcommands: [
      ServeCommand.command, CheckCommand.command, ConfigCommand.command, ControlCommands.drain,
      ControlCommands.resume, ControlCommands.status,
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    switch arguments.command.first {
    case ServeCommand.name: try ServeCommand.run(arguments, io)
    case CheckCommand.name: try CheckCommand.run(arguments, io)
    case ConfigCommand.name: try ConfigCommand.run(arguments, io)
    default: try ControlCommands.run(arguments, io)
    }
  }
}
