import Emit
import Model

/// The variables of an environment that the stack doesn't say: those of datastores and services,
/// which Terraform's outputs tell, and the others, which are secrets and variables of GitHub's
/// environment.
struct DeploymentSettings {
  /// Names in the application.
  let secrets: [String]
  let values: [String]
  /// Whether Terraform tells some.
  private let hasOutputs: Bool

  init(of environment: CloudEnvironment, in stack: Stack) {
    let services = environment.services(in: stack)
    let open = stack.variables.filter { variable in
      variable.value(in: environment.name) == nil
        && services.contains { variable.services.isEmpty || variable.services.contains($0.name) }
    }
    let asked = open.filter { $0.origin == nil }
    secrets = asked.filter { $0.isSecret(in: stack) }.map(\.name)
    values = asked.filter { !$0.isSecret(in: stack) }.map(\.name)
    hasOutputs = open.contains { $0.origin != nil }
  }

  /// Keeps the application's variables apart from those that programs of the step read.
  private static let prefix = "SETTING_"

  private var names: [String] { (secrets + values).map { DeploymentSettings.prefix + $0 } }

  private var isEmpty: Bool { names.isEmpty && !hasOutputs }

  /// What the step that deploys reads.
  var variables: [(String, YAML)] {
    let sources =
      secrets.map { WorkflowText.secret(RepositoryName.of($0)) }
      + values.map { WorkflowText.variable(RepositoryName.of($0)) }
    return zip(names, sources).map { ($0, .string($1)) }
  }

  /// A shell function that prints what is set as dotenv, in double quotes with JSON's escapes and no
  /// `$` left to expand. Of values, `jq` gets the names as arguments only.
  ///
  /// - Parameter outputs: The command that prints Terraform's outputs.
  func function(_ outputs: String) -> String {
    if isEmpty { return "" }
    let key = "(ltrimstr(\"\(DeploymentSettings.prefix)\"))"
    let own = "\n        + ($ARGS.positional | map({\(key): $ENV[.]}) | add)"
    let arguments = " \\\n      --args " + names.joined(separator: " \\\n      ")
    return """
      settings() {
        \(outputs) |
          jq --raw-output '
            (.application_variables.value // {})\(names.isEmpty ? "" : own)
            | to_entries[] | select((.value // "") != "")
            | "\\(.key)=\\(.value | @json | gsub("[$]"; "\\\\$"))"'\(names.isEmpty ? "" : arguments)
      }

      """
  }

  /// Where `rollout apply` reads them.
  var option: String { isEmpty ? "" : " --secrets <(settings)" }
}
