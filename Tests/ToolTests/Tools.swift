import Platform
import TestKit

/// The tools of this build, run as users run them.
enum Tools {
  static let all = ["envcheck", "healthd", "tfgen", "composegen", "wfgen", "rollout"]

  /// A generator's command: `tfgen`, `envcheck template`.
  static let generators = ["tfgen", "composegen", "wfgen", "envcheck template"]

  static let reference = Checkout.path("infrastructure/stack.json")

  /// Runs a line in bash with the tools first in `PATH`.
  static func shell(
    _ line: String, directory: String? = nil, input: String = "",
    environment: [String: String] = [:]
  ) throws -> Program.Run {
    let path = Checkout.tools + ":" + (Program.environment["PATH"] ?? "")
    return try Program.shell(
      line, directory: directory, input: input,
      environment: environment.merging(["PATH": path]) { $1 })
  }
}
