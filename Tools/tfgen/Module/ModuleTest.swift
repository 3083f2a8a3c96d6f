import Emit

/// A module's test on mocks (Terraform 1.7, tests): what it plans, and a refusal for each validation.
struct ModuleTest {
  let module: TerraformModule

  /// A plan, or an apply, with values of its own, and what must hold of it.
  struct Run {
    /// What Terraform does; the raw value is what a test calls it.
    enum Command: String { case plan, apply }

    var name: String
    /// `apply` where what must hold is known only then.
    var command = Command.plan
    /// What differs from the module's ``TerraformModule/sample``.
    var variables: [(String, HCL.Expression)] = []
    var assertions: [(condition: HCL.Expression, message: String)] = []
    /// What must refuse the plan: variables, or resources with a precondition.
    var failures: [HCL.Expression] = []

    var body: HCL.Body {
      HCL.block("run", name) {
        .attribute("command", .reference(command.rawValue))
        if !variables.isEmpty {
          .blank
            .block("variables") { for (name, value) in variables { .attribute(name, value) } }
        }
        for assertion in assertions {
          .blank
            .block("assert") {
              .attribute("condition", assertion.condition)
                .attribute("error_message", .string(assertion.message))
            }
        }
        if !failures.isEmpty {
          .blank
            .attribute("expect_failures", .list(failures))
        }
      }
    }
  }

  /// Every run: the module's own, then the refusals.
  var runs: [Run] {
    module.runs
      + module.inputs.filter { !module.inherited.contains($0.name) }.flatMap(Self.refusals)
  }

  var body: HCL.Body {
    HCL.Body {
      .block("mock_provider", "digitalocean")
        .blank
        .block("variables") {
          for (name, value) in module.sample { .attribute(name, value) }
        }
      for run in runs {
        .blank
        run.body
      }
    }
  }

  private static func refusals(of input: Input) -> [Run] {
    input.validations.enumerated().map { index, validation in
      let suffix = input.validations.count > 1 ? "_\(index + 1)" : ""
      return Run(
        name: "refuses_\(input.name)\(suffix)",
        variables: [(input.name, validation.counterexample)], failures: [.variable(input.name)])
    }
  }
}
