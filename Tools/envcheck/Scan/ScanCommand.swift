import Artifacts
import CommandLine
import Diagnostics
import Platform

/// `envcheck scan`: its command line.
enum ScanCommand {
  static let name = "scan"

  static let command = Command(
    name: name, summary: "Find secrets in files, and in what flows by",
    discussion: """
      Looks for \(KindTable.current.kinds.count) kinds of keys, tokens and passwords in files and \
      folders, or in standard input. Where that is a record stream, its files are looked at, the \
      records pass through, and findings follow them.

      Packages of others, lock files, pictures and archives are passed over. A comment \
      envcheck:allow, or gitleaks:allow, on its line lets a secret stand. Values aren't shown.
      """,
    options: [
      Option(
        name: "format", value: .choice(FindingFormat.allCases.map(\.rawValue)),
        summary: "How findings are shown"),
      Option(name: "show-secrets", summary: "Show the values that were found"),
      Option(name: "kinds", summary: "Only list the kinds"),
    ],
    arguments: [
      Argument(
        name: "PATH", kind: .path, arity: .many(min: 0),
        summary: "Files and folders, or - for standard input; the current folder without it")
    ],
    examples: [
      Example(command: "envcheck scan", summary: "Look at the current folder"),
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
    do throws(SystemError) {
      if arguments.has("kinds") { return try listKinds(io) }
    } catch {
      throw Failure(error)
    }
    let paths = arguments.positionals.isEmpty ? ["."] : arguments.positionals
    if paths.contains("-") && paths.count > 1 {
      throw .usage("- stands for standard input, and nothing can be looked at beside it")
    }
    let cache = PatternCache.folder(environment: io.environment)
    let engine = try ScanEngine.made(cache: cache)
    let input = try paths == ["-"] ? ScanInput(io.input) : nil
    let totals = try input?.totals(by: engine) ?? TreeScan(engine: engine).totals(of: paths)
    let report = ScanReport(totals: totals, showsSecrets: arguments.has("show-secrets"))
    do throws(SystemError) {
      return try report.write(
        format: arguments.choice("format"), passing: input?.stream?.passing ?? [], io)
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

extension ScanEngine {
  /// The engine with the table of this build.
  static func made(cache: String?) throws(Failure) -> ScanEngine {
    guard PatternSet.isSupported else {
      throw .unavailable("this processor lacks what the scanner's library needs (SSE4.2, or NEON)")
    }
    do throws(PatternSet.Fault) {
      return try ScanEngine(table: .current, cache: cache)
    } catch {
      throw .unavailable("the patterns can't be compiled: \(error.message)")
    }
  }
}
