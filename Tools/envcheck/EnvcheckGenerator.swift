import Artifacts
import Diagnostics
import Model

enum EnvcheckGenerator {
  static let name = "envcheck"
  static func files(for stack: Stack) -> [GeneratedFile] { [] }
  static func notes(for stack: Stack) -> [Finding] { [] }
}
