import CommandLine
import Diagnostics
import Generation
import Platform

@main
struct Envcheck {
  static func main() { command.runAndExit(version: Release.version, run) }

  static let command = Command(
    name: EnvcheckGenerator.name,
    summary: "Keep environment variables and secrets in order",
    discussion: """
      This release has the templates and the secret scanner. Checks of dotenv files and \
      environments, and drift between code and stack are to come.
      """,
    subcommands: [
      .generator(
        "template", tool: EnvcheckGenerator.name,
        summary: "Generate env templates and the files that keep secrets out of the repository"),
      ScanCommand.command,
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    if arguments.command == [ScanCommand.name] { return try ScanCommand.run(arguments, io) }
    let generator = Generator(
      name: EnvcheckGenerator.name, files: EnvcheckGenerator.files, notes: EnvcheckGenerator.notes)
    return try generator.run(GeneratorOptions(arguments), io)
  }
}
