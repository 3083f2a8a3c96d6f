import CommandLine
import Diagnostics
import Generation
import Platform

@main
struct Composegen {
  static func main() { command.runAndExit(version: Release.version, run) }

  static let command = Command(
    name: ComposegenGenerator.name,
    summary: "Generate Dockerfiles and compose files from a stack, and check compose files",
    subcommands: [
      .generator(
        "generate", tool: ComposegenGenerator.name,
        summary: "Generate Dockerfiles, compose files and their guides"),
      CheckCommand.command,
      InitCommand.command,
    ],
    defaultSubcommand: "generate")

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    if arguments.command == [CheckCommand.name] { return try CheckCommand.run(arguments, io) }
    if arguments.command == ["init"] { return try InitCommand(arguments).run(io) }
    let generator = Generator(
      name: ComposegenGenerator.name, files: ComposegenGenerator.files,
      notes: ComposegenGenerator.notes, refusals: ComposegenGenerator.refusals)
    return try generator.run(GeneratorOptions(arguments), io)
  }
}
