import Diagnostics
import JSON
import YAMLReader

/// Caches, which every run of a repository may fill.
enum CacheRules {
  static let all: [CheckRule] = [
    CheckRule(
      "cache-poisoning", .warning, "a cache in a workflow that releases: others may have filled it",
      .step(poisoned)),
    CheckRule(
      "constant-cache-key", .warning, "a cache's key that never changes, nor does the cache then",
      .step(constant)),
  ]

  private static let caching: [String: String] = [
    "actions/setup-node": "cache", "actions/setup-python": "cache", "actions/setup-java": "cache",
    "actions/setup-dotnet": "cache",
  ]

  /// What makes a step restore a cache; `nil` where it doesn't.
  private static func restoring(_ step: CheckedStep) -> YAMLNode? {
    guard let use = step.use, let name = use.reference.name?.lowercased() else { return nil }
    switch name {
    case "actions/cache", "actions/cache/restore", "swatinem/rust-cache":
      return step.input("lookup-only")?.string == "true" ? nil : use.node
    case "docker/build-push-action":
      let from = step.input("cache-from")
      return from?.string?.contains("type=gha") == true ? from : nil
    default: break
    }
    guard let input = caching[name] else { return nil }
    if let cache = step.input(input), let text = cache.string, text != "false", !text.isEmpty {
      return cache
    }
    return nil
  }

  private static func poisoned(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard file.triggers.releases, let node = restoring(step) else { return [] }
    let conditions = [step.condition?.string, step.job.flatMap(file.job)?.node["if"]?.string]
    let isSpared = conditions.contains { text in
      guard let text else { return false }
      return text.contains("pull_request") || text.contains("!startsWith(github.ref")
        || text.contains("ref_type != 'tag'")
    }
    if isSpared { return [] }
    return [
      Fault(
        node.position, "what is released may hold what another run put into the cache",
        do: "build a release without a cache")
    ]
  }

  private static func constant(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard ["actions/cache", "actions/cache/save"].contains(where: step.uses),
      let key = step.input("key"), let text = key.string
    else { return [] }
    let isChanging = file.expressions(in: step).contains { found in
      guard found.key == "key" else { return false }
      let fixed = [
        "runner.os", "runner.arch", "github.job", "github.workflow", "github.repository",
      ]
      return !fixed.contains(found.text.trimmed)
    }
    if isChanging { return [] }
    return [
      Fault(
        key.position, "the key \(QuotedName.text(text)) is written once and never again",
        do: "add what the contents depend on: ${{ hashFiles('**/pnpm-lock.yaml') }}")
    ]
  }
}
