import Diagnostics
import Platform

/// A repository, asked through `git`.
struct GitRepository: Sendable {
  /// A folder in it.
  let directory: String
  private let environment: [String: String]

  init(directory: String, environment: [String: String]) {
    self.directory = directory
    // Objects that a partial clone lacks aren't fetched, and nothing waits for a person.
    let quiet = ["GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"]
    self.environment = environment.merging(quiet) { $1 }
  }

  /// What a command prints.
  ///
  /// - Throws: Exit status 3, with git's own words.
  func output(_ arguments: [String]) throws(Failure) -> [UInt8] {
    var process = child(arguments)
    process.deadline = .seconds(3600)
    process.outputLimit = 1 << 31
    let result: ChildProcess.Result
    do throws(SystemError) {
      result = try process.run()
    } catch {
      throw error.isNotFound
        ? .unavailable("git isn't there; install it, or scan the files without it")
        : Failure(error)
    }
    if result.ending == .exited(0) { return result.output }
    let words = String(decoding: result.error, as: UTF8.self).split(separator: "\n").first
    throw .unavailable("\(directory): git says: \(words ?? "nothing, and failed")")
  }

  /// A program that gives objects by their names.
  func objects() throws(SystemError) -> Coprocess {
    try Coprocess(child(["cat-file", "--batch"]))
  }

  private func child(_ arguments: [String]) -> ChildProcess {
    ChildProcess(["git", "-C", directory] + arguments, environment: environment)
  }
}
