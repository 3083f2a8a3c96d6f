import Diagnostics
import JSON
import YAMLReader

/// Conditions that are always true, never, or at the wrong time.
enum ConditionRules {
  static let all: [CheckRule] = [
    CheckRule(
      "constant-condition", .error,
      "a condition that is always true, or always false", .expression(constant)),
    CheckRule(
      "impossible-comparison", .error,
      "a comparison with what can't be: `github.ref == 'main'`, `result == 'failed'`",
      .expression(impossible)),
    CheckRule(
      "substring-match", .warning,
      "`contains('a b', x)`, which is true for parts of words, too", .expression(substring)),
    CheckRule(
      "deploy-regardless", .error,
      "a deployment with `always()` or `!cancelled()`, whatever came before", .file(regardless)),
    CheckRule(
      "deploy-from-pull-request", .warning,
      "a deployment in a workflow of pull requests that doesn't ask for the event", .job(pulls)),
  ]

  private static func constant(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard found.site.isCondition, let expression = found.expression else { return [] }
    let isWrapped = found.site.node.string?.contains("${{") == true
    if isWrapped, !found.surroundings.trimmed.isEmpty {
      return [
        Fault(
          found.site.node.position, "text stands around ${{ }}, and any text is true",
          do: "put all of the condition into one ${{ }}, or none of it")
      ]
    }
    if isWrapped, let text = found.site.node.string, text != text.trimmed,
      !text.hasSuffix("\n") || text.contains("|")
    {
      return [
        Fault(
          found.site.node.position, "spaces stand around ${{ }}, and any text is true",
          do: "take them out")
      ]
    }
    guard expression.chains.isEmpty, expression.calls.isEmpty else { return [] }
    let isFalse = if case .bool(false) = expression.kind { true } else { false }
    return [
      Fault(
        found.site.node.position, "the condition is always the same",
        do: "take it out, or ask for something", severity: isFalse ? .warning : nil)
    ]
  }

  private static func impossible(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard let expression = found.expression else { return [] }
    return expression.all.compactMap { part in
      guard case .comparison(let mark, let left, let right) = part.kind,
        ["==", "!="].contains(mark)
      else { return nil }
      let pairs = [(left, right), (right, left)]
      return pairs.lazy.compactMap { side, other -> Fault? in
        guard let chain = side.chain, let text = other.string,
          let fault = ComparedValue.fault(
            chain.map { $0.lowercased() }, text, in: file,
            asksForEvent: found.site.isCondition && mark == "==")
        else { return nil }
        return Fault(found.position(other.offset), fault.message, do: fault.remedy)
      }.first
    }
  }

  private static func substring(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    found.calls.compactMap { call in
      guard call.name.lowercased() == "contains", call.arguments.count == 2,
        let list = call.arguments[0].string, list.contains(" ") || list.contains(","),
        call.arguments[1].chain != nil
      else { return nil }
      return Fault(
        found.position(call.offset), "contains() finds parts of words in a text, too",
        do: "give it a list: fromJSON('[\"a\", \"b\"]')")
    }
  }

  /// The status functions of a condition that let what failed before go on.
  private static func ignoresFailure(_ text: String) -> Bool {
    let bare = text.filter { $0 != " " }
    return bare.contains("always()") || bare.contains("!cancelled()")
      || bare.contains("success()||failure()") || bare.contains("failure()||success()")
  }

  private static func asksForResults(_ text: String) -> Bool {
    [".result", ".outcome", ".conclusion", "success()", "job.status"].contains { text.contains($0) }
  }

  private static let deploying = [
    "terraform apply", "kubectl apply", "helm upgrade", "docker push", "npm publish",
    "pnpm publish", "rollout apply", "aws s3 sync", "serverless deploy", "wrangler deploy",
    "vercel deploy", "fly deploy", "gh release create", "doctl apps", "cap production deploy",
  ]

  private static func regardless(_ file: CheckedFile) -> [Fault] {
    let jobs = file.jobs.filter { job in
      guard let text = job.node["if"]?.string, !job.needs.isEmpty else { return false }
      return job.isDeployment && ignoresFailure(text) && !asksForResults(text)
    }.compactMap { $0.node["if"] }
    let steps = file.steps.filter { step in
      guard let text = step.condition?.string, ignoresFailure(text), !asksForResults(text) else {
        return false
      }
      let isPush = step.uses("docker/build-push-action") && step.input("push")?.json.bool == true
      return isPush || deploying.contains { step.script.contains($0) }
    }.compactMap(\.condition)
    return (jobs + steps).map { node in
      Fault(
        node.position, "it is deployed though what came before may have failed",
        do: "take the function out, or ask for results: needs.test.result == 'success'")
    }
  }

  private static func pulls(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard file.triggers.has("pull_request"), job.isDeployment, job.node["environment"] != nil else {
      return []
    }
    let condition = job.node["if"]?.string ?? ""
    let asks = ["github.", "inputs.", "needs.", "vars."].contains { condition.contains($0) }
    if asks { return [] }
    let needsGuarded = job.needs.compactMap { file.job($0.string ?? "") }
      .contains { ($0.node["if"]?.string ?? "").contains("github.") }
    let name = job.node["environment"]?.string ?? job.node["environment"]?["name"]?.string ?? ""
    if needsGuarded || name.contains("${{") || name.lowercased().contains("preview")
      || name.lowercased().contains("review")
    {
      return []
    }
    return [
      Fault(
        job.key.position, "the job \(job.quoted) deploys what pull requests bring",
        do: "add if: github.event_name == 'push', and the branch")
    ]
  }
}

/// What members of contexts may be compared with.
enum ComparedValue {
  /// - Parameter asksForEvent: Whether something is done only at an event, so that it is never done
  ///   where that doesn't start the workflow.
  static func fault(
    _ chain: [String], _ text: String, in file: CheckedFile, asksForEvent: Bool
  ) -> (message: String, remedy: String)? {
    switch chain {
    case ["github", "ref"] where !text.hasPrefix("refs/"):
      return (
        "github.ref is a whole ref, and never \(QuotedName.text(text))",
        "write 'refs/heads/\(text)', or compare github.ref_name"
      )
    case ["github", "ref_name"] where text.hasPrefix("refs/"),
      ["github", "base_ref"] where text.hasPrefix("refs/"),
      ["github", "head_ref"] where text.hasPrefix("refs/"):
      return (
        "\(chain.joined(separator: ".")) is a name, and never \(QuotedName.text(text))",
        "write the name alone, or compare github.ref"
      )
    case ["github", "event_name"]:
      return asksForEvent || !TriggerForm.events.contains(text) ? event(text, file) : nil
    case ["runner", "os"]: return word(text, among: ["Linux", "Windows", "macOS"], chain)
    case ["runner", "arch"]: return word(text, among: ["X86", "X64", "ARM", "ARM64"], chain)
    case ["github", "ref_type"]: return word(text, among: ["branch", "tag"], chain)
    case ["job", "status"]: return word(text, among: ["success", "failure", "cancelled"], chain)
    default: break
    }
    let isResult =
      (chain.count == 3 && chain[0] == "needs" && chain[2] == "result")
      || (chain.count == 3 && chain[0] == "steps" && ["outcome", "conclusion"].contains(chain[2]))
    return isResult ? word(text, among: Contexts.results, chain) : nil
  }

  private static func word(
    _ text: String, among words: [String], _ chain: [String]
  ) -> (message: String, remedy: String)? {
    if words.contains(where: { $0.lowercased() == text.lowercased() }) { return nil }
    return (
      "\(chain.joined(separator: ".")) is never \(QuotedName.text(text))",
      Suggestion.remedy(for: text, among: words, lead: "it is one of ")
    )
  }

  private static func event(
    _ text: String, _ file: CheckedFile
  ) -> (message: String, remedy: String)? {
    guard TriggerForm.events.contains(text) else {
      return (
        "there is no event \(QuotedName.text(text))",
        Suggestion.nearest(to: text, among: TriggerForm.events).map { "did you mean \"\($0)\"?" }
          ?? "write one that starts the workflow"
      )
    }
    // A called workflow sees its caller's event.
    guard file.kind == .workflow, !file.triggers.has("workflow_call"),
      !file.triggers.events.isEmpty,
      !file.triggers.has(text)
    else { return nil }
    return (
      "\(text) doesn't start this workflow",
      "add it to on:, or compare with \(file.triggers.events.map(\.name).joined(separator: ", "))"
    )
  }
}
