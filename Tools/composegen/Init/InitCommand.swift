import CommandLine
import Diagnostics
import Generation
import JSON
import Platform

/// `composegen init`: a stack document from a repository that has none.
struct InitCommand {
  /// The repository's folder, as the user named it.
  let path: String
  let format: GeneratorOptions.Format

  static let command = Command(
    name: "init",
    summary: "Print a stack document for an existing Turborepo or JavaScript workspace",
    discussion: """
      Reads package.json files, workspaces of pnpm, npm, yarn and bun, turbo.json, lockfiles, files \
      of variables, Dockerfiles, compose files and source, and prints a stack document that \
      validates. Each guess is a line on standard error: what was chosen, from which line of which \
      file, and where in the stack it can be changed.

      Nothing is written, nothing outside PATH is read, and no value of a variable is shown that \
      may be a secret. With --format ndjson the stack and the notes are records, so that the \
      generators can be joined by pipes.
      """,
    options: [
      Option(
        name: "format", value: .choice(GeneratorOptions.Format.allCases.map(\.rawValue)),
        summary: "How the stack and the notes are shown")
    ],
    arguments: [
      Argument(name: "PATH", kind: .directory, summary: "The folder of the repository's root")
    ],
    examples: [
      Example(
        command: "composegen init . > stack.json", summary: "Write a stack for this repository"),
      Example(
        command: "composegen init . --format ndjson | composegen --out .",
        summary: "Write Dockerfiles and compose files at once"),
    ])

  init(_ arguments: Arguments) {
    path = arguments.positionals.first ?? "."
    format = arguments.choice("format") ?? .human
  }

  /// - Throws: Exit status 2 where there is nothing to make a stack from; nothing is printed then.
  func run(_ io: Streams) throws(Failure) -> ExitStatus {
    let files = try RepositoryFiles(path)
    let repository = try RepositoryReader(files).read()
    let document = try StackDocument(StackDraft(repository, shown: files.shown))
    let findings = document.notes.map { $0.finding(files.shown) }
    do throws(SystemError) {
      try write(.object(document.json), findings, to: io)
    } catch {
      throw Failure(error)
    }
    return .success
  }

  private func write(
    _ stack: JSONValue, _ findings: [Finding], to io: Streams
  ) throws(SystemError) {
    switch format {
    case .human:
      try io.output.write(JSONPrinter.pretty(stack))
      for finding in findings {
        try io.error.write(finding.line(isColored: io.isColored(io.error)) + "\n")
      }
    case .ndjson:
      for record in [["record": "stack", "stack": stack]] + findings.map(\.record) {
        try io.output.write(JSONPrinter.compact(record) + [UInt8(ascii: "\n")])
      }
    }
  }
}
