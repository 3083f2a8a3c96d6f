import CommandLine
import Diagnostics
import Platform

/// `healthd serve`: its command line.
enum ServeCommand {
  static let name = "serve"

  static let command = Command(
    name: name, summary: "Look at what the configuration names, and answer how it is",
    discussion: """
      Answers GET and HEAD of /health, /livez, /readyz, /metrics and /, a page for people. Looks go \
      on in the background; no request starts one. Changes are records on standard output, one JSON \
      object a line.

      SIGTERM drains and then ends it; a second one ends it at once. SIGHUP reads the configuration \
      again; one that is wrong changes nothing.
      """,
    options: ConfigurationInput.options + [
      Option(
        name: "listen", value: .text("ADDRESS:PORT"),
        summary: "Answer there; the port 0 takes a free one"),
      Option(
        name: "control", value: .text("SOCKET"),
        summary: "Take commands there, not where the configuration says"),
    ],
    exclusive: [["config", "stack"]],
    examples: [
      Example(command: "healthd serve --config /etc/healthd/config.json", summary: "On a server"),
      Example(
        command: """
          healthd config --stack stack.json --environment development |
            healthd serve --config - | jq -r 'select(.event=="probe")'
          """, summary: "On this machine, with the changes shown"),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let input = ConfigurationInput(arguments)
    let configuration = try input.read(io)
    return try Daemon(input, configuration, io).run()
  }
}
