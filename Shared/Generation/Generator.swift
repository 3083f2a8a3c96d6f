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
  /// What is wrong with a stack by what the tool alone knows, with pointers into the document; nothing
  /// is made of it, wherever files go. The whole stack is judged, also for one environment.
  package let faults: @Sendable (StackInput) -> [Finding]
  /// What of a stack can't be meant for the folder that files are to go to, with pointers into the
  /// document. It reads the folder, which may not be there yet.
  package let refusals: @Sendable (Stack, _ directory: String) -> [Finding]

  package init(
    name: String, files: @escaping @Sendable (Stack) -> [GeneratedFile],
    notes: @escaping @Sendable (Stack) -> [Finding],
    faults: @escaping @Sendable (StackInput) -> [Finding] = { _ in [] },
    refusals: @escaping @Sendable (Stack, _ directory: String) -> [Finding] = { _, _ in [] }
  ) {
    self.name = name
    self.files = files
    self.notes = notes
    self.faults = faults
    self.refusals = refusals
  }
}
