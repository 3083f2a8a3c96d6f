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
      This release has no daemon yet: it derives the daemon's configuration from a stack. To come are \
      the commands serve, check, drain, resume and status.
      """,
    subcommands: [ConfigCommand.command])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    try ConfigCommand.run(arguments, io)
  }
}
