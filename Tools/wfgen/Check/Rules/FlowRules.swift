import Diagnostics
import JSON
import YAMLReader

/// Steps in the wrong order, or at the wrong time.
enum FlowRules {
  static let all: [CheckRule] = [
    CheckRule(
      "push-before-scan", .warning, "an image that is pushed before it is scanned", .job(pushes)),
    CheckRule(
      "skipped-upload", .warning,
      "findings that are uploaded only where the scan found nothing", .job(uploads)),
    CheckRule(
      "missing-checkout", .error, "a local action, or the repository's files, without a check-out",
      .job(checkouts)),
    CheckRule(
      "unread-output", .note, "an output of a job that no other job reads", .file(outputs)),
  ]

  private static func pushes(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard let push = job.steps.first(where: isPush) else { return [] }
    let scans = job.steps.filter(isImageScan)
    guard let scan = scans.first, scans.allSatisfy({ $0.index > push.index }) else { return [] }
    return [
      Fault(
        (push.input("push") ?? push.use?.node ?? push.run ?? push.node).position,
        "the image is public before \(scan.quoted) has seen it",
        do: "build with load: true, scan that, then push")
    ]
  }

  private static func isPush(_ step: CheckedStep) -> Bool {
    if step.uses("docker/build-push-action") {
      guard let push = step.input("push") else { return false }
      return push.json.bool == true || push.string == "true" || push.isExpression
    }
    return step.lines.contains { $0.text.hasPrefix("docker push") }
  }

  private static func isImageScan(_ step: CheckedStep) -> Bool {
    (step.uses("aquasecurity/trivy-action")
      && (step.input("image-ref") != nil || step.input("scan-type")?.string == "image"))
      || step.lines.contains { $0.text.hasPrefix("trivy image") || $0.text.hasPrefix("grype ") }
  }

  private static func uploads(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    job.steps.compactMap { step in
      guard step.uses("github/codeql-action/upload-sarif"), let use = step.use else { return nil }
      let condition = step.condition?.string ?? ""
      let runs = ["always()", "cancelled()", "failure()"].contains { condition.contains($0) }
      guard !runs, let scan = job.steps.first(where: { isFailingScan($0) && $0.index < step.index })
      else { return nil }
      return Fault(
        use.node.position, "where \(scan.quoted) finds something it fails, and nothing is uploaded",
        do: "add if: ${{ !cancelled() }}")
    }
  }

  private static func isFailingScan(_ step: CheckedStep) -> Bool {
    guard !step.isTolerated else { return false }
    if let code = step.input("exit-code")?.string { return code != "0" }
    return step.lines.contains { line in
      line.text.contains("--exit-code 1") || line.text.contains("--format sarif")
    }
  }

  private static let readers = [
    "npm ci", "npm run", "npm test", "pnpm install", "pnpm run", "yarn install", "make ", "cargo ",
    "go test", "go build", "./gradlew", "mvn ", "pytest", "terraform init", "docker compose up",
  ]

  private static func checkouts(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard job.call == nil else { return [] }
    var hasFiles = false
    for step in job.steps {
      if step.uses("actions/checkout") || step.script.contains("git clone")
        || step.uses("actions/download-artifact") || step.script.contains("git init")
      {
        hasFiles = true
      }
      if hasFiles { return [] }
      if let use = step.use, case .local = use.reference {
        return [
          Fault(
            use.node.position, "the action is in the repository, which isn't checked out yet",
            do: "put actions/checkout before it")
        ]
      }
      guard let run = step.run, step.node["working-directory"] == nil,
        let line = step.lines.first(where: { line in readers.contains { line.text.hasPrefix($0) } })
      else { continue }
      return [
        Fault(
          file.source.line(line.index, of: run) ?? run.position,
          "the repository isn't checked out yet, so there is nothing to run this on",
          do: "put actions/checkout before it", severity: .warning)
      ]
    }
    return []
  }

  private static func outputs(_ file: CheckedFile) -> [Fault] {
    guard file.jobs.contains(where: { $0.node["outputs"] != nil }) else { return [] }
    let read = readOutputs(file)
    if read["*"] != nil { return [] }
    return file.jobs.flatMap { job in
      (job.node["outputs"]?.entries ?? []).compactMap { entry -> Fault? in
        let name = entry.key.text ?? ""
        let own = read[job.id.lowercased()] ?? []
        guard !own.contains(name.lowercased()), !own.contains("*") else { return nil }
        return Fault(
          entry.key.position, "no job reads the output \(QuotedName.text(name)) of \(job.quoted)",
          do: "take it out, or use needs.\(job.id).outputs.\(name)")
      }
    }
  }

  /// The outputs that expressions read, by job; `*` stands for all.
  private static func readOutputs(_ file: CheckedFile) -> [String: Set<String>] {
    var read: [String: Set<String>] = [:]
    for chain in file.expressions.flatMap(\.chains).map(\.names)
    where ["needs", "jobs"].contains(chain[0]) {
      let job = chain.count > 1 ? chain[1].lowercased() : "*"
      let isResult = chain.count == 3 && chain[2].lowercased() == "result"
      if isResult { continue }
      read[job, default: []].insert(chain.count > 3 ? chain[3].lowercased() : "*")
    }
    return read
  }
}
