import Emit
import Model

/// The values that builds write into what browsers load (``BuildVariables``).
///
/// They are variables of the repository, with the stack's default. An image is built once for all
/// environments, so no environment has its own.
struct BuildValues {
  let stack: Stack
  /// Those that may be seen, each once.
  private let shown: [String]
  /// Those that come by secret mounts, each once.
  let secrets: [String]

  init(of services: [Service], in stack: Stack) {
    self.stack = stack
    let all = services.map { BuildVariables(of: $0, in: stack) }
    func once(_ names: [String]) -> [String] {
      stack.variables.map(\.name).filter { names.contains($0) }
    }
    shown = once(all.flatMap(\.arguments))
    secrets = once(all.flatMap(\.secrets))
  }

  /// Variables of a step.
  var variables: [(String, YAML)] { shown.map { ($0, .string(value(of: $0))) } }

  /// `NAME=value`, a line each.
  var lines: [String] { shown.map { "\($0)=\(value(of: $0))" } }

  /// `NAME=value` of the secrets, a line each: a name that only sounds secret is a variable.
  var secretLines: [String] {
    secrets.map { name in
      let value = isSecret(name) ? WorkflowText.secret(RepositoryName.of(name)) : value(of: name)
      return "\(name)=\(value)"
    }
  }

  /// Whether ``secretLines`` read a secret.
  var readsSecrets: Bool { secrets.contains(where: isSecret) }

  private func variable(_ name: String) -> Variable? { stack.variables.first { $0.name == name } }

  private func isSecret(_ name: String) -> Bool { variable(name)?.isSecret(in: stack) == true }

  private func value(of name: String) -> String {
    let standard = variable(name)?.standard
    return WorkflowText.variable(
      RepositoryName.of(name), else: standard.flatMap { $0.isEmpty ? nil : $0 })
  }
}

/// What a variable or secret of a repository is called, which can't begin with `GITHUB_`
/// (docs.github.com, "Naming your secrets").
enum RepositoryName {
  static func of(_ name: String) -> String { name.hasPrefix("GITHUB_") ? "APP_" + name : name }
}
