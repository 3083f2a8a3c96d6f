import Artifacts
import CommandLine
import Diagnostics
import Emit
import Generation
import Model
import Platform

/// `tfgen graph`: its command line.
enum GraphCommand {
  static let name = "graph"

  enum Format: String, CaseIterable { case svg, mermaid, dot }

  static let command = Command(
    name: name, summary: "Draw the environments of a stack",
    discussion: """
      A picture of what is at DigitalOcean: networks, balancers, firewalls, servers, datastores, \
      checks, and who may talk to whom at which port. It is drawn from the stack alone. The picture \
      is SVG, or Mermaid's text where standard output is a terminal.
      """,
    options: [
      Option(
        name: "stack", value: .file, summary: "Read the stack from FILE, not from standard input"),
      Option(
        name: "environment", value: .text("NAME"), isRepeatable: true,
        summary: "Only this environment; may be given again"),
      Option(
        name: "format", value: .choice(Format.allCases.map(\.rawValue)),
        summary: "What the picture is written in"),
    ],
    examples: [
      Example(
        command: "tfgen graph --stack stack.json --environment staging > staging.svg",
        summary: "A picture for a page or a browser"),
      Example(
        command: "tfgen graph --stack stack.json --format mermaid",
        summary: "For a Markdown document at GitHub"),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let file = arguments.value("stack").flatMap { $0 == "-" ? nil : $0 }
    let input = try StackInput(file: file, io)
    let faults = CloudCheck(input).findings.filter { $0.severity == .error }
    if !faults.isEmpty { throw .invalid(faults.map(input.stream.located)) }
    let environments = try environments(of: input.stack, arguments.values("environment"))
    let diagram = Diagram(of: input.stack, environments: environments)
    let text =
      switch arguments.choice("format") ?? (io.output.isTerminal ? Format.mermaid : .svg) {
      case .svg: diagram.svg
      case .mermaid: diagram.mermaid
      case .dot: diagram.dot
      }
    do throws(SystemError) {
      try io.output.write(text)
    } catch {
      throw Failure(error)
    }
    return .success
  }

  /// Those that are asked for, all without; in the stack's order.
  private static func environments(
    of stack: Stack, _ names: [String]
  ) throws(Failure) -> [CloudEnvironment] {
    let all = stack.cloudEnvironments
    let known = all.map(\.name)
    for name in names where !known.contains(name) {
      let lead = "at DigitalOcean there \(known.count == 1 ? "is" : "are"): "
      throw .usage(
        "there is no environment \"\(name)\" at DigitalOcean; "
          + (known.isEmpty
            ? "the stack has none there"
            : Suggestion.remedy(for: name, among: known, lead: lead)))
    }
    guard !all.isEmpty else {
      throw .invalid(
        "nothing of the stack is at DigitalOcean, so there is nothing to draw",
        hint: "add an environment of the kind \"digitalocean\"")
    }
    return names.isEmpty ? all : all.filter { names.contains($0.name) }
  }
}
