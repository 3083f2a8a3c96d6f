import Diagnostics
import Platform

extension Command {
  /// What a tool does with the arguments it was given.
  package typealias Body = (Arguments, Streams) throws(Failure) -> ExitStatus

  /// Runs the tool once: reads the command line, answers `--help` and the like by itself, else runs
  /// `body`; writes what is left of the output, and reports what failed on standard error.
  ///
  /// A reader of the output that went away ends it quietly (141); output that can't be written for
  /// another reason, the last byte included, is a failure (3) whatever `body` returned.
  ///
  /// - Parameters:
  ///   - words: The command line without the tool's name.
  ///   - version: What `--version` shows behind the name.
  package func run(
    _ words: [String], version: String, streams: Streams, _ body: Body
  ) -> ExitStatus {
    conclude(streams) { () throws(Failure) in
      try answer(words, version: version, streams: streams, body)
    }
  }

  /// Does `work`, writes what is left of the output, and reports what failed.
  func conclude(
    _ streams: Streams, _ work: () throws(Failure) -> ExitStatus
  ) -> ExitStatus {
    var status: ExitStatus
    var failure: Failure?
    do {
      status = try work()
    } catch {
      status = error.status
      failure = error
    }
    do {
      try streams.output.flush()
    } catch  where failure == nil {
      let unwritten = Failure(error)
      status = unwritten.status
      failure = unwritten
    } catch {
      // What failed before says more.
    }
    report(failure, to: streams)
    return status
  }

  /// Answers `--help` and the like, else runs `body`.
  func answer(
    _ words: [String], version: String, streams: Streams, _ body: Body
  ) throws(Failure) -> ExitStatus {
    let text: String
    switch try parse(words) {
    case .run(let arguments): return try body(arguments, streams)
    case .help(let path):
      let output = streams.output
      text = help(
        for: path, width: output.width ?? 80, isStyled: streams.isColored(output))
    case .version: text = "\(name) \(version)\n"
    case .completions(let shell): text = completions(for: shell)
    case .manual: text = manual(version: version)
    }
    do {
      try streams.output.write(text)
    } catch {
      throw Failure(error)
    }
    return .success
  }

  /// Standard error is the last resort: where it can't be written, nobody can be told.
  private func report(_ failure: Failure?, to streams: Streams) {
    let error = streams.error
    for line in failure?.lines(tool: name, isColored: streams.isColored(error)) ?? [] {
      try? error.write("\(line)\n")
    }
    try? error.flush()
  }
}
