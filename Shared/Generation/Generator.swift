import Artifacts
import Diagnostics
import Model

/// A tool that makes files from a stack: all that the one generator command needs to know of it.
package struct Generator: Sendable {
  /// The tool's name, as its records and marks have it.
  package let name: String
  /// The files of a stack. Pure: the same stack gives the same files.
  package let files: @Sendable (Stack) -> [GeneratedFile]
  /// What a person should know of the choices made: notes and warnings, never errors.
  package let notes: @Sendable (Stack) -> [Finding]

  package init(
    name: String, files: @escaping @Sendable (Stack) -> [GeneratedFile],
    notes: @escaping @Sendable (Stack) -> [Finding]
  ) {
    self.name = name
    self.files = files
    self.notes = notes
  }
}
