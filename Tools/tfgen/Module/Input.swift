import Emit

/// An input variable of a module.
struct Input: Equatable {
  var name: String
  var description: String
  var type: HCL.Expression
  /// `nil` where the caller must give a value.
  var standard: HCL.Expression?
  var validations: [Validation] = []

  /// What a value must fulfil, and a value that doesn't, for the test.
  struct Validation: Equatable {
    var condition: HCL.Expression
    var message: String
    var counterexample: HCL.Expression
  }

  /// The variable as a block, in the style guide's order (HashiCorp, Terraform style guide).
  var block: HCL.Body {
    HCL.block("variable", name) {
      .attribute("description", .string(description))
        .attribute("type", type)
      if let standard { .attribute("default", standard) }
      for validation in validations {
        .blank
          .block("validation") {
            .attribute("condition", validation.condition)
              .attribute("error_message", .string(validation.message))
          }
      }
    }
  }
}

/// An output of a module.
struct Output: Equatable {
  var name: String
  var description: String
  var value: HCL.Expression
  var isSensitive = false

  var block: HCL.Body {
    HCL.block("output", name) {
      .attribute("description", .string(description))
        .attribute("value", value)
      if isSensitive { .attribute("sensitive", true) }
    }
  }
}

extension HCL.Expression {
  /// `var.name`
  static func variable(_ name: String) -> HCL.Expression { .reference("var.\(name)") }

  /// `alltrue([for item in collection : condition])`
  static func all(
    _ item: String, in collection: HCL.Expression, _ condition: HCL.Expression
  ) -> HCL.Expression {
    .call("alltrue", [.forList(item, in: collection, value: condition)])
  }

  /// `can(regex(pattern, value))`
  static func matches(_ pattern: String, _ value: HCL.Expression) -> HCL.Expression {
    .call("can", [.call("regex", [.string(pattern), value])])
  }
}
