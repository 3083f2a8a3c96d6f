import Artifacts
import Diagnostics
import JSON
import Model
import Platform

extension Generator {
  /// The whole of a generator's command: read, generate, and do with the files what was asked.
  ///
  /// - Returns: 1 where `--check` found a difference.
  /// - Throws: See ``StackInput`` and ``Artifacts/Delivery``; exit status 2 with
  ///   the ``faults`` and the ``refusals``.
  package func run(_ options: GeneratorOptions, _ io: Streams) throws(Failure) -> ExitStatus {
    let input = try StackInput(file: options.stackFile, io)
    let stack = try limited(input.stack, to: options.environment)
    let refused = faults(input) + (options.destination.directory.map { refusals(stack, $0) } ?? [])
    if !refused.isEmpty {
      throw .invalid(refused.map(input.stream.located), hint: "nothing was written")
    }
    let generation = Generation(
      document: input.document, files: files(stack).map(OutputFile.init),
      notes: notes(stack).map { note in
        var note = note
        note.tool = name
        return note
      }, stream: input.stream)
    let faults = FileSet.faults(in: generation.allFiles)
    if !faults.isEmpty { throw .invalid(faults) }
    let output = GenerationOutput(generation: generation, generator: name, options: options, io: io)
    do {
      switch options.destination {
      case .stream: return try output.stream()
      case .write(let directory):
        let changes = try delivery(of: generation, to: directory, options).write()
        return try output.report(changes, in: directory)
      case .check(let directory):
        let changes = try delivery(of: generation, to: directory, options).changes()
        return try output.reportDrift(changes, in: directory)
      }
    } catch let error as SystemError {
      throw Failure(error)
    } catch let failure as Failure {
      throw failure
    } catch {
      preconditionFailure("only system errors and failures are thrown above")
    }
  }

  private func limited(_ stack: Stack, to environment: String?) throws(Failure) -> Stack {
    guard let environment else { return stack }
    if let limited = stack.limited(to: environment) { return limited }
    let names = stack.environments.map(\.name)
    throw .usage(
      "there is no environment \"\(environment)\"; "
        + Suggestion.remedy(for: environment, among: names, lead: "there are: "))
  }

  private func delivery(
    of generation: Generation, to directory: String, _ options: GeneratorOptions
  ) -> Delivery {
    var delivered = Delivery.Options()
    delivered.isForced = options.isForced
    delivered.prunes = options.prunes
    // With one environment only, the other environments' files aren't stale.
    delivered.looksForStale = options.environment == nil
    return Delivery(
      of: generation.allFiles, by: [name], to: directory, options: delivered)
  }
}

/// What one run of a generator has in its hands.
struct Generation {
  let document: JSONValue
  let files: [OutputFile]
  /// What there is to say of the stack; without lines, which change with its white space.
  let notes: [Finding]
  /// What came in.
  let stream: RecordStream

  var allFiles: [OutputFile] { stream.files + files }
  /// For people: with lines, where there is a file that has them.
  var allFindings: [Finding] { stream.findings + notes.map(stream.located) }
}
