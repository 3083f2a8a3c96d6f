import Emit

/// A module as an environment calls it: what it is given, what of it the environment's own
/// variables ask for, and what of its outputs they give on.
struct ModuleCall {
  /// What an argument is.
  enum Argument {
    /// A value of the environment's making.
    case given(HCL.Expression)
    /// A variable of the environment, with the rules of the module's input.
    ///
    /// - Parameters:
    ///   - name: After the call's ``prefix``.
    ///   - standard: `nil` where the caller must say.
    case asked(_ name: String, _ standard: HCL.Expression?)
  }

  /// The name of its block.
  let label: String
  let module: TerraformModule
  /// What its variables and outputs in the environment begin with; empty for what is there once.
  let prefix: String
  /// What it makes, for the descriptions of what the environment has several of.
  var subject: String?
  let arguments: [(input: String, value: Argument)]
  /// Its outputs that the environment has too, by the names that they have there.
  let exports: [(output: String, name: String)]

  /// The environment's variables for it.
  var inputs: [Input] {
    arguments.compactMap { name, argument in
      guard case .asked(let asked, let standard) = argument else { return nil }
      var input = input(name).renamed(prefix + asked, standard: standard)
      input.description = described(input.description)
      return input
    }
  }

  var body: HCL.Body {
    HCL.block("module", label) {
      .attribute("source", .string("../../modules/\(module.name)"))
        .blank
      for (name, value) in values { .attribute(name, value) }
    }
  }

  /// What the module's inputs are given.
  var values: [(input: String, value: HCL.Expression)] {
    arguments.map { ($0.input, value(of: $0.value)) }
  }

  /// The environment's outputs of it.
  var outputs: [Output] {
    exports.map { name, exported in
      guard let output = module.outputs.first(where: { $0.name == name }) else {
        preconditionFailure("the module \(module.name) has no output \(name)")
      }
      var copy = output
      copy.name = prefix + exported
      copy.value = self.output(name)
      copy.description = described(copy.description)
      // A script is long; what is sensitive isn't printed unasked.
      if name == "user_data" { copy.isSensitive = true }
      return copy
    }
  }

  /// `module.label.name`
  func output(_ name: String) -> HCL.Expression { .reference("module.\(label).\(name)") }

  private func described(_ description: String) -> String {
    subject.map { "\($0): \(description)" } ?? description
  }

  private func input(_ name: String) -> Input {
    guard let input = module.inputs.first(where: { $0.name == name }) else {
      preconditionFailure("the module \(module.name) has no input \(name)")
    }
    return input
  }

  private func value(of argument: Argument) -> HCL.Expression {
    switch argument {
    case .given(let value): value
    case .asked(let name, _): .variable(prefix + name)
    }
  }
}
