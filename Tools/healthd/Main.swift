import CommandLine
import Diagnostics
import Platform

@main
struct Healthd {
  static func main() { command.runAndExit(version: Release.version, run) }

  static let command = Command(
    name: "healthd",
    summary: "Tell whether an application is well, and drain it before it stops",
    discussion: """
      This release has no daemon yet: it answers --help, --version, --manual and --completions \
      only. To come are the commands serve, check, config, drain, resume and status.
      """)

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    throw .usage(
      "there is no daemon in this release; only --help, --version, --manual and --completions work")
  }
}
