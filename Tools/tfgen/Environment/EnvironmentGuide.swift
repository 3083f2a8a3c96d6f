import Emit
import Model

/// The README of an environment around its tables.
struct EnvironmentGuide {
  let root: EnvironmentRoot
  let part: EnvironmentPart

  var opening: [Markdown.Block] {
    [.heading(1, Markdown.Text("The environment \(root.environment.name)"))]
  }
  var closing: [Markdown.Block] { [] }
}
