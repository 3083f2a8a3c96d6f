import CommandLine
import Diagnostics
import Generation
import Platform

@main
struct Tfgen {
  static func main() { command.runAndExit(version: Release.version, run) }

  static let command = Command(
    name: TfgenGenerator.name,
    summary: "Generate Terraform modules and the infrastructure folder from a stack",
    subcommands: [
      .generator(
        "generate", tool: TfgenGenerator.name,
        summary: "Generate the infrastructure folder and the Terraform modules"),
      CheckCommand.command,
      CostCommand.command,
      GraphCommand.command,
    ],
    defaultSubcommand: "generate")

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    if arguments.command == [CheckCommand.name] { return try CheckCommand.run(arguments, io) }
    if arguments.command == [CostCommand.name] { return try CostCommand.run(arguments, io) }
    if arguments.command == [GraphCommand.name] { return try GraphCommand.run(arguments, io) }
    let generator = Generator(
      name: TfgenGenerator.name, files: TfgenGenerator.files,
      notes: TfgenGenerator.notes, faults: TfgenGenerator.faults)
    return try generator.run(GeneratorOptions(arguments), io)
  }
}
