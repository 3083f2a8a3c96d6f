import CommandLine
import Diagnostics
import Generation
import Health
import JSON
import Model
import Platform

/// `healthd config`: its command line.
enum ConfigCommand {
  static let name = "config"

  static let command = Command(
    name: name, summary: "Print the configuration of an environment, derived from a stack",
    discussion: """
      A host's daemon looks at the services that run beside it, at the datastores that they use, and \
      at the host itself. Where a datastore is, and how to enter it, is told by the application's own \
      variables: the configuration has their names, never their values.
      """,
    options: [
      Option(
        name: "stack", value: .file, summary: "Read the stack from FILE, not from standard input"),
      Option(
        name: "environment", value: .text("NAME"),
        summary: "The environment; not needed where the stack has only one"),
      Option(
        name: "pool", value: .text("NAME"),
        summary: "The servers it is for; not needed where the environment has one pool"),
      Option(name: "schema", summary: "Print the JSON Schema of a configuration instead"),
      Option(name: "unit", summary: "Print the unit for systemd that runs the daemon instead"),
    ],
    exclusive: [["schema", "unit"], ["schema", "stack"], ["schema", "environment"]],
    examples: [
      Example(
        command: "healthd config --stack stack.json --environment staging > config.json",
        summary: "The configuration of a staging server"),
      Example(
        command: "healthd config --stack stack.json --environment staging | jq '.probes[].name'",
        summary: "What it looks at"),
      Example(
        command: "healthd config --schema > healthd.schema.json", summary: "The schema, for editors"
      ),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let text: [UInt8]
    if arguments.has("schema") {
      text = JSONPrinter.pretty(HealthConfiguration.schema)
    } else {
      let file = arguments.value("stack").flatMap { $0 == "-" ? nil : $0 }
      let derived = try DerivedConfiguration(
        stack: try StackInput(file: file, io).stack, environment: arguments.value("environment"),
        pool: arguments.value("pool"))
      text =
        arguments.has("unit")
        ? Array(derived.unit.text.utf8) : JSONPrinter.pretty(derived.configuration.json)
    }
    do {
      try io.output.write(text)
    } catch {
      throw Failure(error)
    }
    return .success
  }
}
