import Diagnostics
import Platform

/// Why a file isn't written.
enum Refusal: Error, Equatable {
  case edited
  case foreign
  case editedBlock
  case unclosedBlock(line: Int)
  /// A component of the path, or the file itself, is a symbolic link.
  case link(String)
  /// A file where a folder must be.
  case noFolder(String)
  /// A folder, a pipe or a device where a file must be.
  case noFile(String)
  case system(SystemError)

  /// A system call whose failure is a reason not to write the file.
  static func wrap<Result>(
    _ body: () throws(SystemError) -> Result
  ) throws(Refusal) -> Result {
    do { return try body() } catch { throw .system(error) }
  }

  func finding(for file: OutputFile, in directory: String) -> Finding {
    let (rule, message, remedy) = words
    var path = file.path
    var line: Int?
    switch self {
    case .link(let place), .noFolder(let place), .noFile(let place): path = place
    case .unclosedBlock(let number): line = number
    default: break
    }
    return Finding(
      tool: file.generator, rule: rule, message: message, remedy: remedy,
      path: directory == "." ? path : "\(directory)/\(path)", line: line)
  }

  private var words: (rule: String, message: String, remedy: String?) {
    switch self {
    case .edited:
      (
        "edited-file", "was edited after it was generated",
        "bring the change into the stack, or write over it with --force"
      )
    case .foreign:
      (
        "foreign-file", "is there and no generator made it",
        "move it away, or write over it with --force"
      )
    case .editedBlock:
      (
        "edited-block", "the lines between the slipway markers were edited",
        "move your lines out of the markers, or write over them with --force"
      )
    case .unclosedBlock:
      (
        "unclosed-block", "the opening slipway marker has no closing one",
        "put the closing marker back, or remove the opening one"
      )
    case .link:
      (
        "symbolic-link", "is a symbolic link, which could lead out of the folder",
        "put a file or a folder in its place"
      )
    case .noFolder: ("not-a-folder", "is no folder, and one is needed", "move it away")
    case .noFile: ("not-a-file", "is no regular file, and one is needed", "move it away")
    case .system(let error): ("unreadable", error.description, nil)
    }
  }
}
