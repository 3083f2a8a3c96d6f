import Emit
import Model

/// Inputs that modules have alike.
extension Input {
  /// The environment: one of the usual names, or of the stack's own.
  static func environment(of stack: Stack) -> Input {
    let usual = ["dev", "staging", "production"]
    let names = usual + stack.cloudEnvironments.map(\.name).filter { !usual.contains($0) }
    return Input(
      name: "environment", description: "The environment: \(names.joined(separator: ", "))",
      type: .stringType,
      validations: [
        .init(
          condition: .call(
            "contains", [.list(names.map(HCL.Expression.string)), .variable("environment")]),
          message: "The environment is one of: \(names.joined(separator: ", ")).",
          counterexample: "nowhere")
      ])
  }

  /// Where resources are.
  static let region = Input(
    name: "region", description: "Slug of the region, as nyc3", type: .stringType,
    validations: [
      .init(
        condition: .matches("^[a-z]{3}[0-9]$", .variable("region")),
        message: "The region is a slug such as nyc3, fra1 or sgp1.", counterexample: "New York")
    ])

  /// Tags, none by default.
  static func tags(_ name: String, _ description: String) -> Input {
    Input(
      name: name, description: description, type: .listType(.stringType), standard: [],
      validations: [
        .init(
          condition: .all("tag", in: .variable(name), .isTag(.reference("tag"))),
          message: "A tag has letters, digits, colons, hyphens and underscores, 255 at most.",
          counterexample: ["no spaces"])
      ])
  }

  /// A port with its usual number.
  static func port(_ name: String, _ description: String, _ standard: Int) -> Input {
    Input(
      name: name, description: description, type: .numberType, standard: .number(standard),
      validations: [
        .init(
          condition: .isPort(.variable(name)),
          message: "A port is a whole number from 1 to 65535.", counterexample: 0)
      ])
  }

  /// A switch.
  static func bool(_ name: String, _ description: String, _ standard: Bool) -> Input {
    Input(name: name, description: description, type: .boolType, standard: .bool(standard))
  }

  /// A whole number in a range.
  static func whole(
    _ name: String, _ description: String, _ standard: Int, in range: ClosedRange<Int>
  ) -> Input {
    Input(
      name: name, description: description, type: .numberType, standard: .number(standard),
      validations: [
        .init(
          condition: .isWhole(.variable(name), in: range),
          message: "It is a whole number from \(range.lowerBound) to \(range.upperBound).",
          counterexample: .number(range.upperBound + 1))
      ])
  }
}
