import CommandLine
import Diagnostics
import Platform

extension Command {
  /// The command of a generator, with the options and the behaviour that all of them share.
  ///
  /// - Parameters:
  ///   - name: `generate`, or what the tool calls it.
  ///   - examples: Of the tool's own; those that every generator has follow.
  package static func generator(
    _ name: String, tool: String, summary: String, examples: [Example] = []
  ) -> Command {
    let line = name == "generate" ? tool : "\(tool) \(name)"
    return Command(
      name: name, summary: summary,
      discussion: """
        Reads a stack document, or the records of another generator, and prints records: one JSON \
        object a line, of the stack, of each file, and of what there is to say about them. Records \
        of earlier tools pass through, so that generators can be joined by pipes in any order.

        With --out the files are written: all of them or none, only what changed, never outside \
        DIR. A file that was edited by hand, or that no generator made, is refused. With --check \
        nothing is written, and the differences are shown as a unified diff.
        """,
      options: GeneratorOptions.declarations, exclusive: GeneratorOptions.exclusive,
      examples: examples + [
        Example(
          command: "\(line) --stack stack.json --out .",
          summary: "Write the files below the current folder"),
        Example(
          command: "\(line) --stack stack.json --check .",
          summary: "Show how the current folder differs; exit 1 where it does"),
        Example(
          command: "\(line) < stack.json | jq -r 'select(.record==\"file\").path'",
          summary: "List the files"),
      ])
  }
}
