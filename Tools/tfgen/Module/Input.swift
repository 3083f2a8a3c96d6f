import Emit

/// An input variable of a module.
struct Input: Equatable {
  var name: String
  var description: String
  var type: HCL.Expression
  /// `nil` where the caller must give a value.
  var standard: HCL.Expression?
  var validations: [Validation] = []
  /// Whether Terraform keeps the value out of what it prints.
  var isSensitive = false

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
      if isSensitive { .attribute("sensitive", true) }
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

extension Input {
  /// The input under another name, with a default of its own.
  ///
  /// - Parameter standard: `nil` where a value must be given.
  func renamed(_ name: String, standard: HCL.Expression?) -> Input {
    var input = self
    input.name = name
    input.standard = standard
    let own = "var.\(self.name)"
    input.validations = validations.map { validation in
      var validation = validation
      validation.condition = validation.condition.mapReferences { path in
        path == own ? .variable(name) : .reference(path)
      }
      return validation
    }
    return input
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
