/// The variables that a build writes into what browsers load.
///
/// Next.js inlines those that begin with `NEXT_PUBLIC_`; of a static site, all that it reads. They
/// are build arguments, which stay in the image's history; those that are secret or sound so come by
/// mounts, which don't.
package struct BuildVariables: Sendable {
  package let arguments: [String]
  package let secrets: [String]

  package init(of service: Service, in stack: Stack) {
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

  private static func isSensitive(_ variable: Variable, in stack: Stack) -> Bool {
    variable.isSecret(in: stack) || soundsSecret(variable.name)
  }

  /// Whether a linter takes the name for a secret's (BuildKit's SecretsUsedInArgOrEnv, hadolint's
  /// DL3064, trivy's DS031).
  private static func soundsSecret(_ name: String) -> Bool {
    let isPart = fragments.contains { name.contains($0) }
    let isWord = name.split(separator: "_").contains { words.contains($0) }
    return isPart || isWord
      || accounts.contains(name.hasPrefix("VITE_") ? name.dropFirst(5) : name[...])
  }

  private static let fragments = [
    "APIKEY", "CREDENTIAL", "KEY", "PASSWD", "PASSWORD", "PRIVATE", "PWORD", "SECRET", "TOKEN",
    "USERNAME",
  ]

  private static let words: Set<Substring> = ["AUTH", "PSW", "USR"]

  /// Names that belong to a provider's credentials, and don't sound so.
  private static let accounts: Set<Substring> = [
    "AZURE_CLIENT_ID", "CI_DEPLOY_USER", "FACEBOOK_APP_ID", "HEROKU_API_USER",
    "OKTA_AUTHN_GROUPID", "OKTA_CLIENT_ORGURL", "OKTA_OAUTH2_CLIENTID", "STRIPE_DEVICE_NAME",
    "TRAVIS_OS_NAME", "TRAVIS_SECURE_ENV_VARS", "TRAVIS_SUDO",
  ]
}
