import Emit
import Model

/// The variables of an environment that neither the stack nor Terraform says: its secrets, and values
/// that differ from place to place. They are secrets and variables of GitHub's environment.
struct DeploymentSettings {
  /// Names in the application.
  let secrets: [String]
  let values: [String]

  init(of environment: CloudEnvironment, in stack: Stack) {
    let services = environment.services(in: stack)
    let open = stack.variables.filter { variable in
      variable.value(in: environment.name) == nil
        && services.contains { variable.services.isEmpty || variable.services.contains($0.name) }
    }
    secrets = open.filter { $0.isSecret(in: stack) }.map(\.name)
    values = open.filter { !$0.isSecret(in: stack) && $0.origin == nil }.map(\.name)
  }

  private var names: [String] { (secrets + values).map(RepositoryName.of) }

  /// What the step that deploys reads.
  var variables: [(String, YAML)] {
    secrets.map(RepositoryName.of).map { ($0, .string(Expression.secret($0))) }
      + values.map(RepositoryName.of).map { ($0, .string(Expression.variable($0))) }
  }

  /// A shell function that prints what is set as dotenv, in double quotes with JSON's escapes and no
  /// `$` left to expand. `jq` gets names as arguments, values by its environment.
  var function: String {
    if names.isEmpty { return "" }
    return """
      settings() {
        jq --null-input --raw-output '
          $ARGS.positional[] | select((env[.] // "") != "")
          | "\\(sub("^\(RepositoryName.prefix)GITHUB_"; "GITHUB_"))=\\(env[.] | @json | gsub("[$]"; "\\\\$"))"
        ' --args \(names.joined(separator: " \\\n    "))
      }

      """
  }

  /// Where `rollout apply` reads them.
  var option: String { names.isEmpty ? "" : " --secrets <(settings)" }
}
