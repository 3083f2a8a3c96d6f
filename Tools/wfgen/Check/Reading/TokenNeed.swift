import JSON
import YAMLReader

/// What a step asks of the run's token.
struct TokenNeed {
  let what: String
  let scope: String
  let level: String
  /// Whether it fails without, whatever the repository is like.
  var isSure = true

  static func needs(of step: CheckedStep) -> [TokenNeed] {
    guard let name = step.use?.reference.name?.lowercased() else { return scriptNeeds(of: step) }
    if let need = reading(name, step) { return need }
    let own = step.input("token") ?? step.input("github-token") ?? step.input("github_token")
    if let own, !isOfRun(own.string ?? "") { return [] }
    let scopes = writing[name] ?? conditional(name, step)
    return scopes.map { TokenNeed(what: name, scope: $0, level: "write") }
  }

  /// Actions that write by the run's token, whatever they are given.
  private static let writing: [String: [String]] = [
    "github/codeql-action/upload-sarif": ["security-events"],
    "github/codeql-action/analyze": ["security-events"],
    "actions/attest": ["id-token", "attestations"],
    "actions/attest-build-provenance": ["id-token", "attestations"],
    "actions/attest-sbom": ["id-token", "attestations"],
    "actions/deploy-pages": ["pages", "id-token"],
    "softprops/action-gh-release": ["contents"], "actions/create-release": ["contents"],
    "peter-evans/create-pull-request": ["contents", "pull-requests"],
    "actions/labeler": ["pull-requests"], "actions/stale": ["issues"],
  ]

  /// Actions that do by what they are given.
  private static func conditional(_ name: String, _ step: CheckedStep) -> [String] {
    switch name {
    case "codecov/codecov-action":
      return step.input("use_oidc")?.json.bool == true ? ["id-token"] : []
    case "aws-actions/configure-aws-credentials":
      let isRole = step.input("role-to-assume") != nil && step.input("aws-access-key-id") == nil
      return isRole ? ["id-token"] : []
    case "google-github-actions/auth":
      return step.input("workload_identity_provider") != nil ? ["id-token"] : []
    case "docker/build-push-action":
      let isPushed = step.input("push")?.string == "true"
      return isPushed && step.input("tags")?.string?.contains("ghcr.io/") == true
        ? ["packages"] : []
    case "actions/dependency-review-action":
      let comments = step.input("comment-summary-in-pr")?.string
      return comments == "always" || comments == "on-failure" ? ["pull-requests"] : []
    default: return []
    }
  }

  /// Actions that only read by it; `nil` for others.
  private static func reading(_ name: String, _ step: CheckedStep) -> [TokenNeed]? {
    switch name {
    case "actions/checkout":
      let isOther = step.input("token").map { !isOfRun($0.string ?? "") } ?? false
      guard !isOther, step.input("repository") == nil, step.input("ssh-key") == nil else {
        return []
      }
      return [
        TokenNeed(
          what: "a check-out of a private repository", scope: "contents", level: "read",
          isSure: false)
      ]
    case "docker/login-action":
      let password = step.input("password")?.string ?? ""
      guard step.input("registry")?.string == "ghcr.io", isOfRun(password) else { return [] }
      return [TokenNeed(what: "a login at ghcr.io", scope: "packages", level: "read")]
    default: return nil
    }
  }

  private static func isOfRun(_ text: String) -> Bool {
    text.contains("github.token") || text.contains("secrets.GITHUB_TOKEN")
  }

  private static let commands = [
    "gh release create": "contents", "gh release upload": "contents",
    "gh pr comment": "pull-requests", "gh pr merge": "pull-requests",
    "gh pr create": "pull-requests", "gh pr edit": "pull-requests", "gh issue comment": "issues",
    "gh issue create": "issues", "gh issue close": "issues", "gh workflow run": "actions",
  ]

  /// Commands of `gh` that write, where its token is that of the run.
  private static func scriptNeeds(of step: CheckedStep) -> [TokenNeed] {
    let variables = step.node["env"]
    let token = variables?["GH_TOKEN"] ?? variables?["GITHUB_TOKEN"]
    guard let token, isOfRun(token.string ?? "") else { return [] }
    return commands.sorted { $0.key < $1.key }.compactMap { command, scope in
      guard step.lines.contains(where: { $0.text.contains(command) }) else { return nil }
      return TokenNeed(what: "`\(command)`", scope: scope, level: "write")
    }
  }
}
