import Emit
import Model

/// How a Dockerfile takes the secret variables of a build.
extension BuildVariables {
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
