import Artifacts
import Model
import TestKit

/// Writes what a generator makes of a stack into a folder, marks and all.
func write(_ files: [GeneratedFile], to folder: TemporaryDirectory, below name: String) throws {
  for file in files { try folder.write(OutputFile(file).content, to: "\(name)/\(file.path)") }
}

/// Whether a judge is content, and says nothing.
struct Verdict {
  let isClean: Bool
  let words: String

  /// Runs a judge, or several words of it, in a folder.
  init(
    _ judge: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws {
    self.init(
      try Program.run(judge, arguments, directory: folder, environment: environment))
  }

  init(_ run: Program.Run) {
    isClean = run.status == 0
    words = run.output + run.error
  }
}
