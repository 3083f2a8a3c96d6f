import Emit

/// What belongs together in an environment: variables, resources and outputs.
struct EnvironmentPart {
  var inputs: [Input] = []
  /// Values that resources share.
  var locals: [(name: String, value: HCL.Expression)] = []
  var body = HCL.Body()
  var outputs: [Output] = []
  /// Plans that show it, and what must hold of them.
  var runs: [ModuleTest.Run] = []

  /// Parts one after the other.
  static func + (left: EnvironmentPart, right: EnvironmentPart) -> EnvironmentPart {
    EnvironmentPart(
      inputs: left.inputs + right.inputs, locals: left.locals + right.locals,
      body: HCL.Body(separated: [left.body, right.body]), outputs: left.outputs + right.outputs,
      runs: left.runs + right.runs)
  }
}
