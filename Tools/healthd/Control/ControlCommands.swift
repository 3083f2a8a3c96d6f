import CommandLine
import Diagnostics
import Health
import JSON
import Model
import Platform

/// `healthd drain`, `resume` and `status`: their command lines.
enum ControlCommands {
  static let controlOption = Option(
    name: "control", value: .text("SOCKET"),
    summary: "The daemon's control socket; \(HealthConfiguration.standardControl) without it")

  static let drain = Command(
    name: "drain", summary: "Answer 503, so that balancers send no more requests",
    discussion: """
      Health and readiness fail within 50 ms, liveness does not. The drain holds until `healthd \
      resume`, over a restart too where the configuration has a "state".
      """,
    options: [
      Option(
        name: "for", value: .text("TIME"), summary: "End it by itself after a time, as 30s or 5m"),
      Option(name: "reason", value: .text("TEXT"), summary: "Why, for those who look"),
      controlOption,
    ],
    examples: [
      Example(
        command: "healthd drain --for 10m --reason 'a deployment'",
        summary: "Before the application is replaced")
    ])

  static let resume = Command(
    name: "resume", summary: "End a drain", options: [controlOption],
    examples: [Example(command: "healthd resume", summary: "After the application is replaced")])

  static let status = Command(
    name: "status", summary: "Tell what the daemon knows, as JSON",
    discussion: """
      Under "probers" is who has asked for health or readiness since the last drain or resume, and \
      what was answered. When every address of a balancer has got as many 503 as the balancer's \
      threshold, the balancer sends nothing more here.
      """, options: [controlOption],
    examples: [
      Example(
        command: "healthd status | jq '[.probers[] | select(.unavailable >= 3)] | length'",
        summary: "How many of a balancer's nodes have seen the drain")
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let client = ControlClient(
      path: arguments.value("control") ?? HealthConfiguration.standardControl)
    let answer = try client.ask(try request(arguments))
    // What was asked for is done; only `status` has something to tell.
    if arguments.command != ["status"] { return .success }
    do {
      try io.output.write(JSONPrinter.pretty(answer))
    } catch {
      throw Failure(error)
    }
    return .success
  }

  private static func request(_ arguments: Arguments) throws(Failure) -> ControlRequest {
    switch arguments.command.first {
    case "resume": return .resume
    case "drain":
      let span = arguments.value("for")
      let milliseconds = span.flatMap { TimeSpan($0)?.milliseconds }
      if let span, milliseconds.map({ $0 > 0 }) != true {
        throw .usage("--for: \"\(span)\" isn't a time, as \"30s\" or \"5m\", of at most 24h")
      }
      return .drain(
        reason: arguments.value("reason") ?? "somebody asked for it", milliseconds: milliseconds)
    default: return .status
    }
  }
}
