import Artifacts
import CommandLine
import Diagnostics
import Platform

/// One run of `envcheck scan`: what it looks at, by which rules, and how it tells.
struct ScanRun {
  let arguments: Arguments
  let io: Streams
  private let paths: [String]
  private let configuration: ScanConfiguration

  init(_ arguments: Arguments, _ io: Streams) throws(Failure) {
    self.arguments = arguments
    self.io = io
    paths = arguments.positionals.isEmpty ? ["."] : arguments.positionals
    configuration = try ScanRun.configuration(arguments.value("config"), in: paths)
    if isOfRepository {
      guard paths.count == 1, paths.first != "-" else {
        throw .usage(
          "--staged and --history look at one repository; name one folder in it, or none")
      }
    } else if paths.contains("-") && paths.count > 1 {
      throw .usage("- stands for standard input, and nothing can be looked at beside it")
    }
  }

  /// The file of `--config`, or that of the folder that is looked at.
  private static func configuration(
    _ file: String?, in paths: [String]
  ) throws(Failure) -> ScanConfiguration {
    if let file { return try ScanConfiguration(file: file) }
    let own = path(of: ScanConfiguration.name, in: folder(of: paths))
    return Files.exist(own) ? try ScanConfiguration(file: own) : .standard
  }

  /// The folder whose exceptions hold: the one that is looked at, else the current one.
  private static func folder(of paths: [String]) -> String {
    guard paths.count == 1, paths[0] != "-", (try? Folder(path: paths[0])) != nil else {
      return "."
    }
    return paths[0].count > 1 && paths[0].hasSuffix("/") ? String(paths[0].dropLast()) : paths[0]
  }

  private static func path(of name: String, in folder: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }

  private var isOfRepository: Bool { arguments.has("staged") || arguments.has("history") }

  func result() throws(Failure) -> ExitStatus {
    let exceptions = try exceptions()
    let cache = PatternCache.folder(environment: io.environment)
    var engine = try ScanEngine.made(configuration, cache: cache)
    engine.known = KnownValues(of: ScanRun.folder(of: paths), mayBeAtHome: !isOfRepository)
    let input = try paths == ["-"] && !isOfRepository ? ScanInput(io.input) : nil
    var totals = try totals(by: engine, input)
    exceptions.apply(to: &totals)
    if let file = arguments.value("write-baseline") {
      return try write(totals, beside: exceptions.baseline, to: file)
    }
    let report = ScanReport(
      totals: totals, showsSecrets: arguments.has("show-secrets"), kinds: configuration.kinds)
    do throws(SystemError) {
      let label = Label(.note).prefix(
        tool: EnvcheckGenerator.name, isColored: io.isColored(io.error))
      for note in configuration.notes { try io.error.write(label + PlainText.escaped(note) + "\n") }
      return try report.write(
        format: arguments.choice("format"), passing: input?.passing ?? [], io)
    } catch {
      throw Failure(error)
    }
  }

  private func totals(by engine: ScanEngine, _ input: ScanInput?) throws(Failure) -> ScanTotals {
    if let input { return input.totals(by: engine) }
    guard isOfRepository else { return TreeScan(engine: engine).totals(of: paths) }
    let repository = GitRepository(directory: paths[0], environment: io.environment)
    if arguments.has("staged") { return try StagedScan(repository: repository).totals(by: engine) }
    return try HistoryScan(repository: repository, range: arguments.value("history"))
      .totals(by: engine)
  }

  private func exceptions() throws(Failure) -> ScanExceptions {
    let folder = ScanRun.folder(of: paths)
    let places = ScanRun.path(of: IgnoredPlaces.name, in: folder)
    let text: [UInt8]?
    do throws(SystemError) {
      text = Files.exist(places) ? try Files.read(places, limit: 16 << 20) : nil
    } catch {
      throw Failure(error)
    }
    var baseline: Baseline?
    if let file = arguments.value("baseline") { baseline = try Baseline(file: file) }
    return ScanExceptions(
      places: IgnoredPlaces(text ?? []), baseline: baseline,
      allowances: configuration.allowances, folder: folder)
  }

  /// Writes what was found into a baseline, with what was in the one that was read.
  private func write(
    _ totals: ScanTotals, beside known: Baseline?, to file: String
  ) throws(Failure) -> ExitStatus {
    var generator = SystemRandomNumberGenerator()
    var baseline = known ?? Baseline(using: &generator)
    for found in totals.secrets { baseline.insert(found.secret) }
    do throws(SystemError) {
      try Files.replace(file, with: baseline.text)
      let count = baseline.hashes.count
      try io.error.write(
        "\(EnvcheckGenerator.name): \(count) known secret\(count == 1 ? "" : "s") in \(file)\n")
    } catch {
      throw Failure(error)
    }
    return totals.faults.isEmpty ? .success : .unavailable
  }
}

extension ScanEngine {
  /// The engine of a configuration.
  ///
  /// - Throws: Exit status 2 for a custom rule that can't be searched for, 3 for a processor that can't
  ///   search.
  static func made(
    _ configuration: ScanConfiguration, cache: String?
  ) throws(Failure) -> ScanEngine {
    guard PatternSet.isSupported else {
      throw .unavailable("this processor lacks what the scanner's library needs (SSE4.2, or NEON)")
    }
    var kinds = configuration.kinds
    while true {
      do throws(PatternSet.Fault) {
        return try ScanEngine(
          table: KindTable(kinds: kinds), allowances: configuration.allowances, cache: cache)
      } catch {
        let searched = kinds.indices.filter { !kinds[$0].isOfFiles }
        guard let pattern = error.pattern, searched.indices.contains(pattern) else {
          throw .unavailable("the patterns can't be compiled: \(error.message)")
        }
        // What can't be searched for itself is looked for where its keywords are.
        let kind = kinds[searched[pattern]]
        guard kind.trigger.isEmpty, !kind.keywords.isEmpty else {
          throw .invalid(
            "the rule \(kind.id) can't be searched for: \(error.message); give it keywords")
        }
        kinds[searched[pattern]].triggerByKeywords()
      }
    }
  }
}
