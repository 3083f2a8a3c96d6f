import Artifacts
import CommandLine
import Diagnostics
import Generation
import JSON
import Model
import Platform

/// `tfgen cost`: its command line.
enum CostCommand {
  static let name = "cost"

  enum Format: String, CaseIterable { case human, json }

  static let command = Command(
    name: name, summary: "Tell what the environments of a stack cost a month, item by item",
    discussion: """
      Counts by DigitalOcean's list prices, to the cent; traffic, taxes and snapshots are not in it. A \
      size whose price isn't known is said, and the totals are then lower bounds.
      """,
    options: [
      Option(
        name: "stack", value: .file, summary: "Read the stack from FILE, not from standard input"),
      Option(name: "environment", value: .text("NAME"), summary: "Only one environment"),
      Option(
        name: "format", value: .choice(Format.allCases.map(\.rawValue)),
        summary: "How it is shown"),
    ],
    examples: [
      Example(
        command: "tfgen cost --stack stack.json --format human", summary: "Show what it costs"),
      Example(
        command: "tfgen cost --stack stack.json --environment staging --format json | jq .total",
        summary: "One environment's total, for a program"),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    let file = arguments.value("stack").flatMap { $0 == "-" ? nil : $0 }
    let stack = try stack(file, arguments.value("environment"), io)
    let catalog = Catalog.current
    let report = CostReport(cost: Cost(of: stack, in: catalog), asOf: catalog.asOf)
    let format = arguments.choice("format") ?? (io.output.isTerminal ? Format.human : .json)
    do throws(SystemError) {
      switch format {
      case .human: try io.output.write(report.text)
      case .json: try io.output.write(JSONPrinter.pretty(report.json))
      }
      let label = Label(.note).prefix(tool: TfgenGenerator.name, isColored: io.isColored(io.error))
      for slug in report.cost.unpriced {
        try io.error.write(
          label + "no price is known for \(slug); the totals are without it, look it up\n")
      }
    } catch {
      throw Failure(error)
    }
    return .success
  }

  private static func stack(
    _ file: String?, _ environment: String?, _ io: Streams
  ) throws(Failure) -> Stack {
    let input = try StackInput(file: file, io)
    let faults = CloudCheck(input).findings.filter { $0.severity == .error }
    if !faults.isEmpty { throw .invalid(faults.map(input.stream.located)) }
    let stack = input.stack
    let names = stack.cloudEnvironments.map(\.name)
    guard let environment else { return stack }
    guard names.contains(environment), let limited = stack.limited(to: environment) else {
      let lead = "at DigitalOcean there \(names.count == 1 ? "is" : "are"): "
      throw .usage(
        "there is no environment \"\(environment)\" at DigitalOcean; "
          + (names.isEmpty
            ? "the stack has none there"
            : Suggestion.remedy(for: environment, among: names, lead: lead)))
    }
    return limited
  }
}
