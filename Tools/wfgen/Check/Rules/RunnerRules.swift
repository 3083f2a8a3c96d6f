import Diagnostics
import JSON
import YAMLReader

/// Where jobs run, and by which shell.
enum RunnerRules {
  static let all: [CheckRule] = [
    CheckRule("retired-runner", .error, "a runner that GitHub no longer has", .job(retired)),
    CheckRule(
      "runner-conflict", .error, "labels that no runner has together", .job(conflicts)),
    CheckRule(
      "unknown-runner", .note, "a label that GitHub's own runners haven't", .job(unknown)),
    CheckRule(
      "floating-runner", .note,
      "`ubuntu-latest` and the like, which become another system some day",
      .job(floating)),
    CheckRule(
      "own-runner", .note, "a runner of one's own, which keeps what a run leaves behind", .job(own)),
    CheckRule("unknown-shell", .error, "a shell that the runner hasn't", .file(shells)),
  ]

  /// As of November 2026 (github.com/actions/runner-images).
  private static let images = [
    "ubuntu-latest", "ubuntu-26.04", "ubuntu-24.04", "ubuntu-22.04", "ubuntu-26.04-arm",
    "ubuntu-24.04-arm", "ubuntu-22.04-arm", "ubuntu-slim", "windows-latest", "windows-2025",
    "windows-2025-vs2026", "windows-2022", "windows-11-arm", "macos-latest", "macos-latest-large",
    "macos-latest-xlarge", "macos-26", "macos-26-large", "macos-26-xlarge", "macos-26-intel",
    "macos-15", "macos-15-large", "macos-15-xlarge", "macos-15-intel", "macos-14",
    "macos-14-large", "macos-14-xlarge",
  ]

  private static let gone: Set<String> = [
    "ubuntu-16.04", "ubuntu-18.04", "ubuntu-20.04", "windows-2016", "windows-2019", "macos-10.15",
    "macos-11", "macos-12", "macos-13", "macos-13-large", "macos-13-xlarge", "macos-11.0",
    "macos-12-large", "macos-12-xl", "macos-13-xl",
  ]

  private static let ownLabels: Set<String> = [
    "self-hosted", "linux", "windows", "macos", "x64", "arm", "arm64",
  ]

  static func isHosted(_ label: String) -> Bool { images.contains(label.lowercased()) }

  private static func named(_ job: CheckedJob) -> [(text: String, node: YAMLNode)] {
    job.labels.compactMap { node in
      guard let text = node.string, !text.contains("${{") else { return nil }
      return (text.lowercased(), node)
    } + matrixLabels(job)
  }

  /// What `runs-on: ${{ matrix.os }}` stands for.
  private static func matrixLabels(_ job: CheckedJob) -> [(text: String, node: YAMLNode)] {
    guard let runner = job.node["runs-on"]?.string, runner.contains("matrix."),
      let match = runner.wholeMatch(of: /\$\{\{\s*matrix\.([A-Za-z0-9_-]+)\s*\}\}/)
    else { return [] }
    let matrix = job.node["strategy"]?["matrix"]
    let name = String(match.1)
    let included = (matrix?["include"]?.elements ?? []).compactMap { $0[name] }
    return ((matrix?[name]?.elements ?? []) + included).compactMap { node in
      node.string.flatMap { $0.contains("${{") ? nil : ($0.lowercased(), node) }
    }
  }

  private static func retired(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    named(job).filter { gone.contains($0.text) }.map { text, node in
      let family = String(text.prefix { $0 != "-" })
      let newest = images.first { $0.hasPrefix(family) && !$0.hasSuffix("latest") } ?? family
      return Fault(
        node.position, "GitHub has no runner \(text) any more, so the job waits for ever",
        do: family == "ubuntu" ? "use ubuntu-24.04" : "use \(newest)")
    }
  }

  private static func conflicts(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    let systems = job.labels.compactMap { node -> (String, YAMLNode)? in
      guard let text = node.string?.lowercased() else { return nil }
      let families = ["ubuntu": "linux", "linux": "linux", "windows": "windows", "macos": "macos"]
      return families.first { text.hasPrefix($0.key) }.map { ($0.value, node) }
    }
    let hosted = job.labels.filter { isHosted($0.string ?? "") }
    guard let first = systems.first else { return [] }
    if let other = systems.first(where: { $0.0 != first.0 }) {
      return [
        Fault(
          other.1.position, "no runner is both \(first.0) and \(other.0)",
          do: "keep one; several runners are a matrix")
      ]
    }
    guard hosted.count > 1 else { return [] }
    return [
      Fault(
        hosted[1].position, "a runner has all labels that are listed, and none has both of these",
        do: "keep one; several runners are a matrix")
    ]
  }

  private static func unknown(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    let labels = named(job)
    guard !labels.contains(where: { $0.text == "self-hosted" }),
      job.node["runs-on"]?.isMapping != true
    else { return [] }
    return labels.filter { text, _ in
      !isHosted(text) && !gone.contains(text) && !ownLabels.contains(text)
    }.map { text, node in
      let nearest = Suggestion.nearest(to: text, among: images)
      return Fault(
        node.position, "GitHub's own runners have no label \(QuotedName.text(text))",
        do: nearest.map { "did you mean \"\($0)\"?" } ?? "see that a runner of yours has it",
        severity: nearest == nil ? nil : .warning)
    }
  }

  private static func floating(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    named(job).filter { $0.text.hasSuffix("-latest") }.map { text, node in
      Fault(
        node.position, "\(text) is another system some day",
        do: text == "ubuntu-latest" ? "use ubuntu-24.04" : "name a version")
    }
  }

  private static func own(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    named(job).filter { $0.text == "self-hosted" }.prefix(1).map { _, node in
      Fault(
        node.position, "what a run leaves on a runner of your own, the next one finds",
        do: "use runners that live for one job, and none for pull requests of strangers")
    }
  }

  private static let everywhere: Set<String> = ["bash", "pwsh", "python", "sh"]
  private static let windows: Set<String> = ["cmd", "powershell"]

  private static func shells(_ file: CheckedFile) -> [Fault] {
    let general = [file.root] + file.jobs.map(\.node)
    let named: [(node: YAMLNode?, job: CheckedJob?)] =
      general.enumerated().map {
        ($1["defaults"]?["run"]?["shell"], $0 == 0 ? nil : file.jobs[$0 - 1])
      }
      + file.steps.map { ($0.node["shell"], $0.job.flatMap(file.job)) }
    return named.compactMap { node, job in
      guard let node, let text = node.string, !text.contains("${{"), !text.contains("{0}") else {
        return nil
      }
      if everywhere.contains(text) { return nil }
      let known = windows.contains(text)
      let isElsewhere = job.map { job in
        let labels = RunnerRules.named(job)
        return !labels.isEmpty
          && labels.allSatisfy { !$0.text.hasPrefix("windows") && isHosted($0.text) }
      }
      if known && isElsewhere != true { return nil }
      return Fault(
        node.position,
        known
          ? "\(text) is a shell of Windows, and the job runs elsewhere"
          : "\(QuotedName.text(text)) is no shell that GitHub knows",
        do: known
          ? "use bash or pwsh"
          : Suggestion.remedy(
            for: text, among: (everywhere.union(windows)).sorted(), lead: "allowed: ")
            + ", or a command with {0} for the script")
    }
  }
}
