import Model

/// The lines of `.gitignore` that keep secrets out of commits (gitignore(5)).
struct IgnoreBlock {
  let stack: Stack

  /// The blocks, each with its path: one in the application's root; another in the infrastructure's
  /// folder, where that isn't below it and so isn't covered by the first.
  var blocks: [(path: String, content: String)] {
    let hasTerraform = !stack.cloudEnvironments.isEmpty
    let application = (
      stack.paths.application(".gitignore"),
      text([environmentFiles, keys] + (hasTerraform ? [terraform] : []))
    )
    guard hasTerraform, !coversInfrastructure else { return [application] }
    return [application, (stack.paths.infrastructure(".gitignore"), text([keys, terraform]))]
  }

  private var coversInfrastructure: Bool {
    let paths = stack.paths
    return paths.application == "." || paths.application == paths.infrastructure
      || paths.infrastructure.hasPrefix(paths.application + "/")
  }

  private func text(_ sections: [[String]]) -> String {
    sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// The general pattern would do; the names are there for those who look for them.
  private var environmentFiles: [String] {
    let named =
      [".env", ".env.local", ".env.development", ".env.test", ".env.staging", ".env.production"]
      + stack.composeEnvironments.map(\.variablesFile)
    var seen: Set<String> = []
    return ["# Files of variables, whatever they are called; their templates stay."]
      + named.filter { seen.insert($0).inserted }
      + [".env.*", ".envrc", "!.env.example", "!.env.*.example"]
  }

  private var keys: [String] {
    [
      "# Private keys and stores of keys; public halves stay.", "*.pem", "*.key", "*.p8", "*.p12",
      "*.pfx", "*.jks", "*.keystore", "id_rsa*", "id_ecdsa*", "id_ed25519*", "!id_*.pub",
    ]
  }

  /// State, plans and variables hold passwords in clear (developer.hashicorp.com, sensitive data in
  /// state); the two files of settings hold tokens.
  private var terraform: [String] {
    [
      "# Terraform: state, plans and variables hold secrets in clear.", ".terraform/", "*.tfstate",
      "*.tfstate.*", "*.tfplan", "*.tfvars", "*.tfvars.json", "!*.tfvars.example", "crash.log",
      "crash.*.log", ".terraformrc", "terraform.rc",
    ]
  }
}
