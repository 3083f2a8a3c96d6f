import Model

/// The lines of `.gitignore` that keep secrets out of commits (gitignore(5)).
struct IgnoreBlock {
  let stack: Stack

  var text: String {
    var sections = [environmentFiles, keys]
    if !stack.cloudEnvironments.isEmpty { sections.append(terraform) }
    return sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// The general pattern would do; the names are there for those who look for them.
  private var environmentFiles: [String] {
    let named =
      [".env.local", ".env.development", ".env.test", ".env.staging", ".env.production"]
      + stack.composeEnvironments.map(\.variablesFile)
    var seen: Set<String> = []
    return ["# Files of variables, whatever they are called; their templates stay.", ".env"]
      + named.filter { seen.insert($0).inserted && $0 != ".env" }
      + [".env.*", "!.env.example", "!.env.*.example"]
  }

  private var keys: [String] {
    ["# Private keys and certificates' keys.", "*.pem", "*.key", "*.p12", "id_rsa*", "id_ed25519*"]
  }

  /// State and variables hold passwords in clear (developer.hashicorp.com, sensitive data in state).
  private var terraform: [String] {
    [
      "# Terraform: state and variables hold secrets in clear.", ".terraform/", "*.tfstate",
      "*.tfstate.*", "*.tfvars", "*.tfvars.json", "!*.tfvars.example", "crash.log", "*.tfplan",
    ]
  }
}
