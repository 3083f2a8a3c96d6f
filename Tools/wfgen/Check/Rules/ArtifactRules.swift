import Diagnostics
import JSON
import YAMLReader

/// Artifacts, which jobs hand to one another.
enum ArtifactRules {
  static let all: [CheckRule] = [
    CheckRule(
      "artifact-clash", .error, "two uploads of one name in a run, jobs of a matrix among them",
      .file(clashes)),
    CheckRule(
      "unknown-artifact", .error, "a download of what no job of the workflow uploads",
      .file(unknown)),
    CheckRule(
      "early-download", .error, "a download by a job that doesn't wait for the upload",
      .file(early)),
    CheckRule(
      "secret-artifact", .warning,
      "an upload of the whole folder, its hidden files and its token among them", .step(whole)),
  ]

  private static func uploads(_ file: CheckedFile) -> [CheckedStep] {
    file.steps.filter { $0.uses("actions/upload-artifact") }
  }

  /// The name without expressions in it; `artifact` where none is given.
  private static func name(_ step: CheckedStep) -> String? {
    guard let node = step.input("name") else { return "artifact" }
    guard let text = node.string, !text.contains("${{") else { return nil }
    return text
  }

  private static func clashes(_ file: CheckedFile) -> [Fault] {
    var seen: [String: CheckedStep] = [:]
    return uploads(file).compactMap { step in
      guard let name = name(step), step.input("overwrite")?.json.bool != true, let use = step.use
      else { return nil }
      let place = (step.input("name") ?? use.node).position
      if step.job.flatMap(file.job)?.hasMatrix == true, !asksForMatrix(step) {
        return Fault(
          place,
          "every job of the matrix uploads \(QuotedName.text(name)), and the second one fails",
          do: "add a value of the matrix to the name")
      }
      guard let first = seen.updateValue(step, forKey: name) else { return nil }
      if exclude(first, step, file) { return nil }
      return Fault(
        place, "\(QuotedName.text(name)) is uploaded twice, and the second time fails",
        do: "choose another name")
    }
  }

  /// Whether its condition lets one job of the matrix do it.
  private static func asksForMatrix(_ step: CheckedStep) -> Bool {
    let text = step.condition?.string ?? ""
    return text.contains("matrix.") || text.contains("strategy.job-index")
  }

  /// Whether conditions may keep the two apart.
  private static func exclude(
    _ first: CheckedStep, _ second: CheckedStep, _ file: CheckedFile
  ) -> Bool {
    let conditions = [first, second].map { step in
      (step.condition?.string ?? "") + (step.job.flatMap(file.job)?.node["if"]?.string ?? "")
    }
    return !conditions[0].isEmpty || !conditions[1].isEmpty
  }

  /// Downloads from the same run.
  private static func downloads(_ file: CheckedFile) -> [(step: CheckedStep, name: String)] {
    file.steps.compactMap { step in
      guard step.uses("actions/download-artifact"), step.input("run-id") == nil,
        step.input("artifact-ids") == nil, let node = step.input("name"), let text = node.string,
        !text.contains("${{")
      else { return nil }
      return (step, text)
    }
  }

  private static func unknown(_ file: CheckedFile) -> [Fault] {
    guard !file.triggers.has("workflow_call"), file.kind == .workflow,
      !file.steps.contains(where: { makesArtifacts($0, file) }),
      !file.jobs.contains(where: { job in
        job.call.map { file.neighbours.mayUpload($0.string ?? "") } ?? false
      })
    else { return [] }
    let names = uploads(file).compactMap(name)
    // Of a name with an expression in it, what comes before is known.
    let beginnings = uploads(file).filter { name($0) == nil }
      .map { ($0.input("name")?.string ?? "").prefix { $0 != "$" } }
    return downloads(file).compactMap { step, name in
      guard !names.contains(name), !beginnings.contains(where: name.hasPrefix),
        let node = step.input("name")
      else { return nil }
      return Fault(
        node.position, "no job uploads \(QuotedName.text(name))",
        do: Suggestion.remedy(for: name, among: names, lead: "uploaded: "))
    }
  }

  /// Whether it may upload something itself: an action of one's own.
  private static func makesArtifacts(_ step: CheckedStep, _ file: CheckedFile) -> Bool {
    guard let use = step.use else { return false }
    if case .local(let path) = use.reference { return file.neighbours.mayUpload(path) }
    return use.reference.name?.hasPrefix("actions/") == false && use.pinned == nil
  }

  private static func early(_ file: CheckedFile) -> [Fault] {
    let named = uploads(file).compactMap { step in name(step).map { ($0, step.job ?? "") } }
    let uploaders = Dictionary(grouping: named, by: \.0).mapValues { $0.map(\.1) }
    return downloads(file).compactMap { step, name in
      guard let jobs = uploaders[name], let id = step.job, let job = file.job(id),
        let node = step.input("name"), !jobs.contains(id)
      else { return nil }
      let waited = ancestors(of: job, file)
      guard !jobs.contains(where: { waited.contains($0.lowercased()) }) else { return nil }
      return Fault(
        node.position, "the job \(job.quoted) doesn't wait for \(jobs.joined(separator: ", "))",
        do: "add needs: \(jobs[0])")
    }
  }

  private static func ancestors(of job: CheckedJob, _ file: CheckedFile) -> Set<String> {
    var seen: Set<String> = []
    var rest = job.needs.compactMap(\.string)
    while let name = rest.popLast() {
      guard seen.insert(name.lowercased()).inserted, let next = file.job(name) else { continue }
      rest += next.needs.compactMap(\.string)
    }
    return seen
  }

  private static func whole(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard step.uses("actions/upload-artifact"), let path = step.input("path") else { return [] }
    let lines = (path.string ?? "").split(separator: "\n").map(\.trimmed)
    let folders: Set<String> = [
      ".", "./", "./*", "*", "**", "./**", "${{ github.workspace }}", ".git",
    ]
    let isWhole = lines.contains { folders.contains($0) }
    let isSecret = lines.contains {
      $0.hasSuffix(".env") || $0.hasSuffix(".git") || $0.contains("/.git/")
    }
    guard isSecret || (isWhole && step.input("include-hidden-files")?.json.bool == true) else {
      return []
    }
    return [
      Fault(
        path.position, "whoever may read the run finds tokens and settings in it",
        do: "name the folders that are needed")
    ]
  }
}
