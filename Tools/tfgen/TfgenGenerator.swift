import Artifacts
import Diagnostics
import Model

enum TfgenGenerator {
  static let name = "tfgen"
  static func files(for stack: Stack) -> [GeneratedFile] { [] }
  static func notes(for stack: Stack) -> [Finding] { [] }
}
