import JSON

/// A place where the application runs.
package enum Environment: Equatable, Sendable {
  case compose(ComposeEnvironment)
  case digitalOcean(CloudEnvironment)

  package var name: String {
    switch self {
    case .compose(let environment): environment.name
    case .digitalOcean(let environment): environment.name
    }
  }

  static let shape = Shape<Environment>.tagged(
    by: "kind",
    [
      ("compose", ComposeEnvironment.shape.map(Environment.compose)),
      ("digitalocean", CloudEnvironment.shape.map(Environment.digitalOcean)),
    ])
}
