import Artifacts
import Model

struct Guides {
  let stack: Stack
  init(_ stack: Stack) { self.stack = stack }
  var files: [GeneratedFile] { [] }
}
