import Emit

/// An input variable of a module.
struct Input: Equatable {
  var name: String
  var description: String
  var type: HCL.Expression
  /// `nil` where the caller must give a value.
  var standard: HCL.Expression?
  var validations: [Validation] = []

  /// What a value must fulfil, and a value that fulfils all the others but not this, for the test.
  struct Validation: Equatable {
    var condition: HCL.Expression
    var message: String
    var counterexample: HCL.Expression
  }

  /// The variable as a block, in the style guide's order (HashiCorp, Terraform style guide).
  ///
  /// `null` given for a variable that has a default is the default, so that conditions need not ask.
  var block: HCL.Body {
    HCL.block("variable", name) {
      .attribute("description", .string(description))
        .attribute("type", type)
      if let standard { .attribute("default", standard) }
      if standard != .null { .attribute("nullable", false) }
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
