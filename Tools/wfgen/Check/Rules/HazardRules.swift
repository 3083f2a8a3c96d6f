import Diagnostics
import JSON
import YAMLReader

/// Actions that mustn't be used, or not any more.
enum HazardRules {
  static let all: [CheckRule] = [
    CheckRule("compromised-action", .error, "an action that was taken over", .file(compromised)),
    CheckRule(
      "compromised-trivy", .error, "a version of Trivy that steals what it finds", .step(trivy)),
    CheckRule(
      "retired-action", .error, "a version that GitHub or its makers refuse", .file(retired)),
    CheckRule(
      "retired-runtime", .error, "an action for Node.js 12, 16 or 20, which runners no longer have",
      .file(runtimes)),
    CheckRule("archived-action", .warning, "an action that nobody maintains", .file(archived)),
    CheckRule(
      "unversioned-tool", .warning,
      "Trivy's action without `version`: whatever is newest looks through the code", .step(version)),
    CheckRule(
      "kept-credentials", .warning,
      "a check-out that leaves its token in the folder (`persist-credentials`)", .step(credentials)),
  ]

  private static func compromised(_ file: CheckedFile) -> [Fault] {
    hazards(file, HazardTable.current.compromised) { "\($0) was compromised: \($1)" }
  }

  private static func retired(_ file: CheckedFile) -> [Fault] {
    hazards(file, HazardTable.current.retired) { "\($0) of this version is retired: \($1)" }
  }

  private static func archived(_ file: CheckedFile) -> [Fault] {
    hazards(file, HazardTable.current.archived) { name, _ in "nobody maintains \(name) any more" }
  }

  private static func hazards(
    _ file: CheckedFile, _ entries: [HazardTable.Entry], _ message: (String, String) -> String
  ) -> [Fault] {
    PinRules.references(file).compactMap { use in
      guard let entry = HazardTable.entry(for: use, in: entries) else { return nil }
      return Fault(
        use.node.position, message(use.reference.name ?? "", entry.reason), do: entry.remedy)
    }
  }

  private static func runtimes(_ file: CheckedFile) -> [Fault] {
    let used = PinRules.references(file).compactMap { use -> Fault? in
      guard let entry = HazardTable.entry(for: use, in: HazardTable.current.node24),
        HazardTable.entry(for: use, in: HazardTable.current.retired) == nil
      else { return nil }
      return Fault(
        use.node.position,
        "\(use.reference.name ?? "") \(use.version?.text ?? "") is for Node.js 20 or older, which runners lost in September 2026",
        do: use.pinned.map { "use \($0.commit) # \($0.version)" }
          ?? "use \(entry.below ?? "its newest version") or newer")
    }
    guard let using = file.root["runs"]?["using"], file.kind == .action,
      ["node12", "node16", "node20"].contains(using.string)
    else { return used }
    return used + [
      Fault(
        using.position, "runners have no \(using.string ?? "") any more", do: "write node24")
    ]
  }

  private static let trivyActions = ["aquasecurity/trivy-action", "aquasecurity/setup-trivy"]

  private static func isTrivy(_ step: CheckedStep) -> Bool {
    trivyActions.contains(where: step.uses)
  }

  private static func trivy(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    let versions = HazardTable.current.trivy
    if isTrivy(step), let version = step.input("version"), let text = version.string,
      versions.contains(String(text.drop { $0 == "v" }))
    {
      return [
        Fault(
          version.position, "Trivy \(text) steals credentials (GHSA-69fq-xp46-6x23)",
          do: "use v0.70.0 or newer")
      ]
    }
    guard let run = step.run,
      let line = step.lines.first(where: { line in
        line.text.contains("trivy") && versions.contains { line.text.contains($0) }
      })
    else { return [] }
    return [
      Fault(
        file.source.line(line.index, of: run) ?? run.position,
        "this version of Trivy steals credentials (GHSA-69fq-xp46-6x23)",
        do: "use v0.70.0 or newer")
    ]
  }

  private static func version(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard isTrivy(step), let use = step.use, step.input("version") == nil,
      step.input("skip-setup-trivy")?.string != "true"
    else { return [] }
    return [
      Fault(
        use.node.position, "nothing says which Trivy looks through the code",
        do: "add version: v0.70.0 or newer")
    ]
  }

  /// Commands for which a token in the folder is what is meant.
  private static let pushes = [
    "git push", "git commit", "git fetch", "git pull", "git submodule", "git tag", "git ls-remote",
    "semantic-release", "changeset", "lerna publish", "release-it", "npm version", "lfs",
  ]
  private static let committers = [
    "stefanzweifel/git-auto-commit-action", "ad-m/github-push-action", "changesets/action",
    "peter-evans/create-pull-request", "endbug/add-and-commit", "peaceiris/actions-gh-pages",
    "jamesives/github-pages-deploy-action", "cycjimmy/semantic-release-action",
  ]

  private static func credentials(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard step.uses("actions/checkout"), let use = step.use,
      step.input("persist-credentials") == nil
        || step.input("persist-credentials")?.json.bool == true
        || step.input("persist-credentials")?.string == "true"
    else { return [] }
    let later = file.siblings(of: step).filter { $0.index > step.index }
    let isMeant = later.contains { other in
      pushes.contains { other.script.contains($0) }
        || committers.contains(other.use?.reference.name?.lowercased() ?? "")
    }
    if isMeant { return [] }
    return [
      Fault(
        (step.input("persist-credentials") ?? use.node).position,
        "the token stays in .git/config, where every later step and an upload finds it",
        do: "add persist-credentials: false")
    ]
  }
}
