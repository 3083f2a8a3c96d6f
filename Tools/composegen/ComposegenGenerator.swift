import Artifacts
import Diagnostics
import Model

enum ComposegenGenerator {
  static let name = "composegen"
  static func files(for stack: Stack) -> [GeneratedFile] { [] }
  static func notes(for stack: Stack) -> [Finding] { [] }
}
