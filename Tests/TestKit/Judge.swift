import Glibc
import Testing

/// Programs that judge what the tools write, installed by `make setup`.
package enum Judge {
  /// The path of a judge; `nil` where it isn't installed, which is printed, and fails under CI.
  ///
  /// - Parameter isOptional: Whether it may be missing even under CI, since no archive serves it.
  package static func find(_ name: String, isOptional: Bool = false) -> String? {
    let folders =
      [Checkout.path(".build-tools/bin")]
      + (Program.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for folder in folders where access("\(folder)/\(name)", X_OK) == 0 {
      return "\(folder)/\(name)"
    }
    skip(name, isOptional: isOptional)
    return nil
  }

  /// Prints that a test is skipped since something isn't installed; under CI that is a failure.
  ///
  /// - Parameter isOptional: Whether it may be missing even under CI.
  package static func skip(_ what: String, isOptional: Bool = false) {
    print("skipped: \(what) is not installed")
    if !isOptional && Program.environment["CI"] == "true" {
      Issue.record("\(what) is not installed; `make setup` installs it")
    }
  }
}
