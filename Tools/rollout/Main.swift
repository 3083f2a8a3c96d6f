import CommandLine
import Diagnostics
import Platform

@main
struct Rollout {
  static func main() { command.runAndExit(version: Release.version, run) }

  static let command = Command(
    name: "rollout",
    summary: "Deploy a release over ssh, batch by batch, without losing a request",
    discussion: """
      This release deploys nothing yet: it answers --help, --version, --manual and --completions \
      only. To come are the commands plan, apply, rollback, status, history, logs, exec, lock, \
      maintenance, inventory and report.
      """)

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    throw .usage(
      "there is nothing to run in this release; only --help, --version, --manual and "
        + "--completions work")
  }
}
