/// What GitHub's contexts hold (docs.github.com, "Contexts reference", as of November 2026).
enum Contexts {
  static let all = [
    "github", "env", "vars", "job", "jobs", "steps", "runner", "secrets", "strategy", "matrix",
    "needs", "inputs",
  ]

  /// The members of contexts whose members are always the same.
  static let members: [String: Set<String>] = [
    "github": words(
      """
      action action_path action_ref action_repository action_status actor actor_id api_url base_ref
      env event event_name event_path graphql_url head_ref job job_workflow_sha output path ref
      ref_name ref_protected ref_type repository repository_id repository_owner repository_owner_id
      repository_visibility repositoryurl retention_days run_attempt run_id run_number secret_source
      server_url sha state step_summary token triggering_actor workflow workflow_ref workflow_sha
      workspace artifact_cache_size_limit
      """),
    "runner": words("name os arch temp tool_cache debug environment workspace"),
    "job": words(
      """
      container services status check_run_id workflow_ref workflow_sha workflow_repository
      workflow_file_path
      """),
    "strategy": words("fail-fast job-index job-total max-parallel"),
  ]

  /// What a step, or a job that is needed, has besides its outputs, with the words it may say.
  static let steps = ["outputs", "outcome", "conclusion"]
  static let needs = ["outputs", "result"]
  static let results = ["success", "failure", "cancelled", "skipped"]

  /// The least and the most arguments of functions.
  static let functions: [String: ClosedRange<Int>] = [
    "contains": 2...2, "startswith": 2...2, "endswith": 2...2, "format": 1...255, "join": 1...2,
    "tojson": 1...1, "fromjson": 1...1, "hashfiles": 1...255, "case": 3...255,
    "success": 0...255, "failure": 0...255, "always": 0...0, "cancelled": 0...0,
  ]

  /// Functions as they are written.
  static let spellings = [
    "contains", "startsWith", "endsWith", "format", "join", "toJSON", "fromJSON", "hashFiles",
    "case", "success", "failure", "always", "cancelled",
  ]

  static let statusFunctions: Set<String> = ["success", "failure", "always", "cancelled"]

  /// Whether whoever opens a pull request or an issue decides what a chain of names holds.
  static func isForeign(_ chain: [String]) -> Bool {
    let chain = chain.map { $0.lowercased() }
    if chain == ["github", "head_ref"] { return true }
    guard chain.count >= 2, chain[0] == "github", chain[1] == "event" else { return false }
    let rest = chain.dropFirst(2).map { Int($0) == nil ? $0 : "*" }
    if rest.isEmpty { return true }
    let path = rest.joined(separator: ".")
    return foreign.contains(path)
      || foreign.contains { $0.hasPrefix(path + ".") && rest.count == 1 }
  }

  private static let foreign: Set<String> = words(
    """
    issue.title issue.body pull_request.title pull_request.body pull_request.head.ref
    pull_request.head.label pull_request.head.repo.default_branch
    pull_request.head.repo.description pull_request.head.repo.homepage comment.body review.body
    review_comment.body pages.*.page_name commits.*.message commits.*.author.email
    commits.*.author.name head_commit.message head_commit.author.email head_commit.author.name
    discussion.title discussion.body workflow_run.head_branch workflow_run.display_title
    workflow_run.head_commit.message workflow_run.head_commit.author.email
    workflow_run.head_commit.author.name workflow_run.head_repository.description
    workflow_run.pull_requests.*.head.ref
    """)

  /// Whether nobody can put a character of a script's language into what a chain holds.
  static func isHarmless(_ chain: [String]) -> Bool {
    let path = chain.joined(separator: ".").lowercased()
    return harmless.contains(path)
      || ["runner.", "strategy.", "job."].contains { path.hasPrefix($0) }
      || (path.hasPrefix("steps.") && (path.hasSuffix(".outcome") || path.hasSuffix(".conclusion")))
      || (path.hasPrefix("needs.") && path.hasSuffix(".result"))
      || (path.hasPrefix("github.event.")
        && [".number", ".id", ".sha"].contains { path.hasSuffix($0) })
  }

  private static let harmless: Set<String> = words(
    """
    github.sha github.run_id github.run_number github.run_attempt github.repository
    github.repository_id github.repository_owner github.repository_owner_id github.workspace
    github.server_url github.api_url github.graphql_url github.actor_id github.event_name
    github.event.number github.event.before github.event.after github.job github.action_path
    github.ref_type github.workflow_sha github.retention_days github.action github.path
    github.output github.env github.step_summary github.state
    """)

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
