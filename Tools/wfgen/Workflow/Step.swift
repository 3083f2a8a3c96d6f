import Emit

/// A step of a job.
struct Step {
  enum Work {
    case action(Action, [(String, YAML)])
    case script(String)
  }

  /// What later steps call it; most are not called.
  var id: String?
  var name: String
  var condition: String?
  var environment: [(String, YAML)] = []
  var work: Work
  /// Why the job goes on where the step fails; `nil` where it doesn't.
  var toleratedBecause: String?

  var document: YAML {
    YAML.mapping {
      .entry("name", .string(name))
      if let id { .entry("id", .string(id)) }
      if let condition { .entry("if", .string(condition)) }
      if let toleratedBecause {
        .entry("continue-on-error", YAML.bool(true).comment(toleratedBecause))
      }
      switch work {
      case .action(let action, let inputs):
        .entry("uses", YAML.string(action.reference).trailing(action.version))
        if !inputs.isEmpty { .entry("with", .variables(inputs)) }
        if !environment.isEmpty { .entry("env", .variables(environment)) }
      case .script(let script):
        if !environment.isEmpty { .entry("env", .variables(environment)) }
        .entry("run", .string(script))
      }
    }
  }
}
