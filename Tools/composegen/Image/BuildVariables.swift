import Emit
import Model

/// The variables that a build writes into what browsers load.
///
/// Next.js inlines those that begin with `NEXT_PUBLIC_`; of a static site, all that it reads. They
/// are build arguments, which stay in the image's history; those that are secret or sound so come by
/// mounts, which don't.
struct BuildVariables {
  let arguments: [String]
  let secrets: [String]

  init(of service: Service, in stack: Stack) {
    let read = stack.variables(of: service).filter { variable in
      switch service.framework {
      case .nextjs: variable.name.hasPrefix("NEXT_PUBLIC_")
      case .static:
        variable.name != "NODE_ENV" && !ComposeEnvironment.isForeign(variable.name)
      case .nestjs, .node: false
      }
    }
    arguments = read.filter { !BuildVariables.isSensitive($0, in: stack) }.map(\.name)
    secrets = read.filter { BuildVariables.isSensitive($0, in: stack) }.map(\.name)
  }

  /// Declared secret, or with a word in its name by which linters know secrets (BuildKit's
  /// SecretsUsedInArgOrEnv, hadolint's DL3064).
  private static func isSensitive(_ variable: Variable, in stack: Stack) -> Bool {
    let name = variable.name
    return variable.isSecret(in: stack)
      || suspicious.contains { word in name.contains(word) }
      || name.split(separator: "_").contains("AUTH")
  }

  private static let suspicious = [
    "APIKEY", "CREDENTIAL", "KEY", "PASSWD", "PASSWORD", "PWORD", "SECRET", "TOKEN",
  ]

  var mounts: [Dockerfile.Mount] {
    secrets.map { Dockerfile.Mount("secret", ["id": $0]) }
  }

  /// Shell commands before the build. A secret that nobody gave is left unset.
  var exports: [String] {
    secrets.map { name in
      "if [ -f /run/secrets/\(name) ]; then \(name)=\"$(cat /run/secrets/\(name))\"; export \(name); fi"
    }
  }
}
