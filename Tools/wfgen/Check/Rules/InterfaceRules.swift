import Diagnostics
import JSON
import YAMLReader

/// What actions and called workflows take and give.
enum InterfaceRules {
  static let all: [CheckRule] = [
    CheckRule(
      "unknown-input", .error, "an input that the action hasn't; the nearest is named",
      .step(inputs)),
    CheckRule("missing-input", .error, "an input that the action needs", .step(missing)),
    CheckRule(
      "duplicate-input", .error, "an input that is given twice, in other cases of letters",
      .step(doubles)),
    CheckRule(
      "wrong-input", .error, "a value that the action's input can't have", .step(values)),
    CheckRule(
      "call-mismatch", .error,
      "an input or a secret that a workflow of the repository hasn't, or needs", .job(calls)),
    CheckRule(
      "late-package-manager", .error,
      "a cache of pnpm in setup-node before pnpm is there", .step(order)),
    CheckRule(
      "shallow-checkout", .warning,
      "a comparison with other commits, after a check-out of one commit alone", .job(shallow)),
  ]

  private static func inputs(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let use = step.use, let interface = use.interface else { return [] }
    return (step.node["with"]?.entries ?? []).compactMap { entry in
      let name = entry.key.text ?? ""
      guard !interface.inputs.contains(name.lowercased()) else { return nil }
      return Fault(
        entry.key.position, "\(interface.title) has no input \(QuotedName.text(name))",
        do: interface.inputs.isEmpty
          ? "take it out; the action takes none"
          : Suggestion.remedy(for: name, among: interface.inputs, lead: "inputs: "))
    }
  }

  private static func missing(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let use = step.use, let interface = use.interface else { return [] }
    let given = Set((step.node["with"]?.entries ?? []).map { ($0.key.text ?? "").lowercased() })
    return interface.required.filter { !given.contains($0) }.map { name in
      Fault(
        use.node.position, "\(interface.title) needs the input \(QuotedName.text(name))",
        do: "add \(name): below with:")
    }
  }

  private static func doubles(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    var seen: Set<String> = []
    return (step.node["with"]?.entries ?? []).compactMap { entry in
      let name = entry.key.text ?? ""
      guard !seen.insert(name.lowercased()).inserted else { return nil }
      return Fault(
        entry.key.position, "the input \(QuotedName.text(name)) is given twice", do: "take one out")
    }
  }

  /// Inputs that take some words only, and inputs that are numbers.
  private static let words: [String: [String: [String]]] = [
    "actions/checkout": [
      "persist-credentials": ["true", "false"], "lfs": ["true", "false"],
      "submodules": ["true", "false", "recursive"], "clean": ["true", "false"],
    ],
    "actions/setup-node": ["cache": ["npm", "yarn", "pnpm"]],
    "actions/upload-artifact": [
      "if-no-files-found": ["warn", "error", "ignore"], "overwrite": ["true", "false"],
    ],
    "docker/build-push-action": ["push": ["true", "false"], "load": ["true", "false"]],
    "aquasecurity/trivy-action": [
      "scan-type": ["fs", "image", "config", "repo", "rootfs", "sbom", "vm", "filesystem"]
    ],
  ]
  private static let numbers: [String: [String: ClosedRange<Int>]] = [
    "actions/checkout": ["fetch-depth": 0...Int.max],
    "actions/upload-artifact": ["retention-days": 0...400, "compression-level": 0...9],
  ]

  private static func values(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let name = step.use?.reference.name?.lowercased() else { return [] }
    return (step.node["with"]?.entries ?? []).compactMap { entry in
      let input = (entry.key.text ?? "").lowercased()
      guard let text = entry.value.string, !text.contains("${{") else { return nil }
      if let allowed = words[name]?[input], !allowed.contains(text.lowercased()) {
        return Fault(
          entry.value.position, "\(QuotedName.text(text)) is nothing that \(input) takes",
          do: Suggestion.remedy(for: text, among: allowed, lead: "allowed: "))
      }
      if let range = numbers[name]?[input], !(Int(text).map(range.contains) ?? false) {
        return Fault(
          entry.value.position, "\(QuotedName.text(text)) is no \(input)",
          do: range.upperBound == Int.max
            ? "write a number; 0 is the whole history"
            : "allowed: \(range.lowerBound) to \(range.upperBound)")
      }
      return nil
    }
  }

  private static func calls(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard let call = job.call, let text = call.string, text.hasPrefix("./"),
      let (interface, secrets) = file.neighbours.workflow(text)
    else { return [] }
    let given = job.node["with"]?.entries ?? []
    let names = given.map { ($0.key.text ?? "").lowercased() }
    let unknown = given.filter { !interface.inputs.contains(($0.key.text ?? "").lowercased()) }
      .map { entry in
        Fault(
          entry.key.position, "\(text) has no input \(QuotedName.text(entry.key.text ?? ""))",
          do: Suggestion.remedy(
            for: entry.key.text ?? "", among: interface.inputs, lead: "inputs: "))
      }
    let missing = interface.required.filter { !names.contains($0) }.map {
      Fault(
        call.position, "\(text) needs the input \(QuotedName.text($0))", do: "add it below with:")
    }
    let wrong = (job.node["secrets"]?.entries ?? [])
      .filter { entry in
        !secrets.contains { $0.lowercased() == (entry.key.text ?? "").lowercased() }
      }
      .map { entry in
        Fault(
          entry.key.position, "\(text) takes no secret \(QuotedName.text(entry.key.text ?? ""))",
          do: Suggestion.remedy(for: entry.key.text ?? "", among: secrets, lead: "secrets: "))
      }
    return unknown + missing + wrong
  }

  private static func order(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard step.uses("actions/setup-node"), let cache = step.input("cache"), cache.string == "pnpm"
    else { return [] }
    let before = file.siblings(of: step).filter { $0.index < step.index }
    let isThere = before.contains { other in
      other.use?.reference.name?.lowercased().hasPrefix("pnpm/") == true
        || ["corepack enable", "install -g pnpm", "install --global pnpm", "get.pnpm.io"]
          .contains { other.script.contains($0) }
        || other.use?.reference.name == nil && other.use != nil
    }
    if isThere || before.contains(where: { $0.script.contains("pnpm") }) { return [] }
    return [
      Fault(
        cache.position, "setup-node asks pnpm where its store is, and pnpm isn't there yet",
        do: "put pnpm/action-setup before it")
    ]
  }

  private static let comparisons = [
    "git merge-base", "...[", "git diff origin/", "git log origin/", "nx affected", "--affected",
    "git describe", "git rev-list", "lerna changed", "git diff HEAD~", "git diff HEAD^",
    "--since origin", "--base=origin", "gitleaks git", "gitleaks detect",
  ]

  private static func shallow(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard let checkout = job.steps.last(where: { $0.uses("actions/checkout") }),
      checkout.input("fetch-depth") == nil || checkout.input("fetch-depth")?.string == "1"
    else { return [] }
    let later = job.steps.filter { $0.index > checkout.index }
    if later.contains(where: { $0.script.contains("git fetch") }) { return [] }
    for step in later {
      guard let run = step.run,
        let line = step.lines.first(where: { line in
          comparisons.contains { line.text.contains($0) }
        })
      else { continue }
      return [
        Fault(
          file.source.line(line.index, of: run) ?? run.position,
          "it compares commits, and the check-out of \(job.quoted) has fetched one alone",
          do: "add fetch-depth: 0 to the check-out")
      ]
    }
    return []
  }
}
