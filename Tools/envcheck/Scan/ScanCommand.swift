import CommandLine
import Diagnostics
import Platform

/// `envcheck scan`: its command line.
enum ScanCommand {
  static let name = "scan"

  static let command = Command(
    name: name, summary: "Find secrets in files, and in what flows by",
    discussion: """
      Looks for more than 400 kinds of keys, tokens and passwords in files and \
      folders, or in standard input. Where that is a record stream, its files are looked at, the \
      records pass through, and findings follow them.

      Packages of others, lock files, pictures and archives are passed over. A comment \
      envcheck:allow, or gitleaks:allow, on its line lets a secret stand; so do PATH's \
      .gitleaks.toml and .gitleaksignore. Values aren't shown.
      """,
    options: [
      Option(name: "staged", summary: "Look at what the next commit would add"),
      Option(
        name: "history", value: .text("RANGE"), isValueOptional: true,
        summary: "Look at every version of every file in RANGE, or in all branches"),
      Option(
        name: "config", value: .file,
        summary: "Take rules and exceptions from FILE, not from PATH's .gitleaks.toml"),
      Option(
        name: "baseline", value: .file, summary: "Pass over the secrets that FILE knows already"),
      Option(
        name: "write-baseline", value: .file,
        summary: "Report nothing; write what was found, as salted hashes, to FILE"),
      Option(
        name: "format", value: .choice(FindingFormat.allCases.map(\.rawValue)),
        summary: "How findings are shown"),
      Option(name: "show-secrets", summary: "Show the values that were found"),
      Option(name: "kinds", summary: "Only list the kinds"),
    ],
    exclusive: [["staged", "history"]],
    arguments: [
      Argument(
        name: "PATH", kind: .path, arity: .many(min: 0),
        summary: "Files and folders, or - for standard input; the current folder without it")
    ],
    examples: [
      Example(command: "envcheck scan", summary: "Look at the current folder"),
      Example(command: "envcheck scan --staged", summary: "Look at what is about to be committed"),
      Example(
        command: "envcheck scan --history=main..HEAD", summary: "Look at what a branch has added"),
      Example(
        command: "envcheck scan --baseline known.json --write-baseline known.json",
        summary: "Let stand what is there now, and find what comes"),
      Example(
        command: "envcheck scan --format sarif src > scan.sarif",
        summary: "Report to code scanning"),
      Example(
        command: "tfgen < stack.json | envcheck scan - | envcheck template --out .",
        summary: "Write generated files only where no secret is in them"),
    ],
    exitMeanings: [
      ExitMeaning(status: "0", meaning: "No secrets"),
      ExitMeaning(status: "1", meaning: "Secrets"),
      ExitMeaning(status: "2", meaning: "Wrong usage or invalid input"),
      ExitMeaning(status: "3", meaning: "Something couldn't be looked at, whatever else was found"),
      ExitMeaning(status: "128+n", meaning: "Ended by signal n; 141 when the output's reader left"),
    ])

  static func run(_ arguments: Arguments, _ io: Streams) throws(Failure) -> ExitStatus {
    if !arguments.has("kinds") { return try ScanRun(arguments, io).result() }
    do throws(SystemError) {
      return try listKinds(io)
    } catch {
      throw Failure(error)
    }
  }

  private static func listKinds(_ io: Streams) throws(SystemError) -> ExitStatus {
    for kind in KindTable.current.kinds {
      try io.output.write("\(kind.id)\t\(kind.what)\t\(kind.source)\n")
    }
    return .success
  }
}
