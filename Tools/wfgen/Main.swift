import CommandLine
import Diagnostics
import Generation
import Platform

@main
struct Wfgen {
  static func main() { command.runAndExit(version: Release.version, run) }

  static let command = Command(
    name: WorkflowGenerator.name,
    summary: "Generate GitHub Actions workflows from a stack",
    subcommands: [
      .generator(
        "generate", tool: WorkflowGenerator.name,
        summary: "Generate the workflows")
    ],
    defaultSubcommand: "generate")

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let generator = Generator(
      name: WorkflowGenerator.name, files: WorkflowGenerator.files,
      notes: WorkflowGenerator.notes)
    return try generator.run(GeneratorOptions(arguments), io)
  }
}
