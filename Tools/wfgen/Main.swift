import CommandLine
import Diagnostics
import Generation
import Platform

@main
struct Wfgen {
  static func main() { command.runAndExit(version: Release.version, run) }

  static let command = Command(
    name: WfgenGenerator.name,
    summary: "Generate GitHub Actions workflows from a stack, and check workflows",
    subcommands: [
      .generator(
        "generate", tool: WfgenGenerator.name,
        summary: "Generate the workflows"),
      CheckCommand.command,
    ],
    defaultSubcommand: "generate")

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    if arguments.command == [CheckCommand.name] { return try CheckCommand.run(arguments, io) }
    let generator = Generator(
      name: WfgenGenerator.name, files: WfgenGenerator.files,
      notes: WfgenGenerator.notes, faults: WfgenGenerator.faults)
    return try generator.run(GeneratorOptions(arguments), io)
  }
}
