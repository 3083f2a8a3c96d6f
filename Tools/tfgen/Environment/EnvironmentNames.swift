import Model
import Platform

/// What things of an environment are called: at DigitalOcean, and in its HCL.
struct EnvironmentNames {
  let project: String
  let environment: String

  /// The most characters of a cluster's name: with `-replica` after it, 63.
  private static let longest = 50

  init(stack: Stack, environment: CloudEnvironment) {
    project = stack.project.name
    self.environment = environment.name
  }

  /// The stem: `shop-staging`.
  var stem: String { "\(project)-\(environment)" }

  /// `shop-staging-api`. One that is too long is cut, and ends with a digest of the whole.
  func name(_ thing: String) -> String {
    let name = "\(stem)-\(thing)"
    guard name.utf8.count > Self.longest else { return name }
    return "\(name.prefix(Self.longest - 9))-\(SHA256.hexDigest(Array(name.utf8)).prefix(8))"
  }

  /// A name as an identifier of HCL: `orders_db` for `orders-db`.
  static func identifier(_ name: String) -> String {
    String(name.map { $0 == "-" ? "_" : $0 })
  }
}
