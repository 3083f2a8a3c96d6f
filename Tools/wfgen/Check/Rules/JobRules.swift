import Diagnostics
import JSON
import YAMLReader

/// Jobs: their names, what they wait for, how long they may take.
enum JobRules {
  static let all: [CheckRule] = [
    CheckRule("bad-id", .error, "an identifier of other characters than GitHub takes", .file(ids)),
    CheckRule(
      "duplicate-id", .error, "two jobs, or two steps of a job, of one identifier", .file(doubles)),
    CheckRule("unknown-need", .error, "`needs` of a job that isn't there", .job(unknownNeeds)),
    CheckRule("duplicate-need", .warning, "a job that is needed twice", .job(doubleNeeds)),
    CheckRule("need-cycle", .error, "jobs that wait for one another", .file(cycles)),
    CheckRule(
      "no-timeout", .warning, "a job without `timeout-minutes`: GitHub ends it after six hours",
      .job(noTimeout)),
    CheckRule(
      "bad-timeout", .error, "a timeout of no time, or of more than GitHub gives",
      .file(badTimeouts)),
    CheckRule("bad-call", .error, "a called workflow that can't be one", .job(call)),
    CheckRule(
      "inherited-secrets", .warning, "`secrets: inherit`: the called workflow gets all there are",
      .job(inherited)),
  ]

  private static func isIdentifier(_ text: String) -> Bool {
    let isLetter = { (byte: UInt8) in
      byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 100 else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0)
    }
  }

  private static func ids(_ file: CheckedFile) -> [Fault] {
    let nodes = file.jobs.map(\.key) + file.steps.compactMap(\.id)
    return nodes.compactMap { node in
      guard let id = node.string, !isIdentifier(id) else { return nil }
      return Fault(
        node.position, "\(QuotedName.text(id)) is no identifier",
        do: "begin with a letter or _, then letters, digits, - and _")
    }
  }

  private static func doubles(_ file: CheckedFile) -> [Fault] {
    let lists =
      [file.jobs.map(\.key)]
      + (file.kind == .action
        ? [file.steps.compactMap(\.id)] : file.jobs.map { $0.steps.compactMap(\.id) })
    return lists.flatMap { nodes -> [Fault] in
      var seen: [String: TextPosition] = [:]
      return nodes.compactMap { node in
        guard let id = node.string else { return nil }
        guard let first = seen.updateValue(node.position, forKey: id.lowercased()) else {
          return nil
        }
        return Fault(
          node.position, "the identifier \(QuotedName.text(id)) is taken, at line \(first.line)",
          do: "choose another; case makes no difference")
      }
    }
  }

  private static func unknownNeeds(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    job.needs.compactMap { node in
      let name = node.string ?? ""
      guard file.job(name) == nil else { return nil }
      let others = file.jobs.map(\.id).filter { $0 != job.id }
      return Fault(
        node.position, "the job \(job.quoted) needs \(QuotedName.text(name)), which isn't there",
        do: Suggestion.remedy(for: name, among: others, lead: "jobs: "))
    }
  }

  private static func doubleNeeds(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    var seen: Set<String> = []
    return job.needs.filter { !seen.insert(($0.string ?? "").lowercased()).inserted }.map {
      Fault(
        $0.position, "\(QuotedName.text($0.string ?? "")) is needed twice", do: "take one out")
    }
  }

  private static func cycles(_ file: CheckedFile) -> [Fault] {
    var done: Set<String> = []
    var faults: [Fault] = []
    for job in file.jobs where !done.contains(job.id) {
      guard let cycle = cycle(from: job, file, &done) else { continue }
      faults.append(
        Fault(
          job.key.position, "jobs wait for one another: \(cycle.joined(separator: " needs "))",
          do: "take one need out"))
      done.formUnion(cycle)
    }
    return faults
  }

  /// The way from a job over its needs back to one on the way.
  private static func cycle(
    from job: CheckedJob, _ file: CheckedFile, _ done: inout Set<String>
  ) -> [String]? {
    var way: [(job: CheckedJob, next: Int)] = [(job, 0)]
    while let last = way.last {
      guard last.next < last.job.needs.count else {
        done.insert(last.job.id)
        way.removeLast()
        continue
      }
      way[way.count - 1].next += 1
      guard let need = file.job(last.job.needs[last.next].string ?? "") else { continue }
      if let start = way.firstIndex(where: { $0.job.id == need.id }) {
        return way[start...].map(\.job.id) + [need.id]
      }
      if !done.contains(need.id) { way.append((need, 0)) }
    }
    return nil
  }

  private static func noTimeout(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard job.call == nil, job.node.isMapping, job.node.entry("timeout-minutes") == nil,
      !job.steps.isEmpty, job.steps.contains(where: { $0.node["timeout-minutes"] == nil })
    else { return [] }
    return [
      Fault(
        job.key.position, "the job \(job.quoted) may hang for six hours",
        do: "set timeout-minutes: to some times of what it takes")
    ]
  }

  /// What GitHub's own runners give a job, and any runner.
  private static let longest = (hosted: 360.0, own: 7200.0)

  private static func badTimeouts(_ file: CheckedFile) -> [Fault] {
    let timeouts =
      file.jobs.map { ($0.node, isHosted($0) ? longest.hosted : longest.own) }
      + file.steps.map { ($0.node, longest.own) }
    return timeouts.compactMap { node, most in
      guard let value = node["timeout-minutes"], case .number(let number) = value.json,
        let minutes = Double(number.text), minutes <= 0 || minutes > most
      else { return nil }
      return Fault(
        value.position,
        minutes <= 0
          ? "a timeout of \(number.text) minutes lets nothing run"
          : "GitHub ends a job there after \(Int(most)) minutes",
        do: "allowed: 1 to \(Int(most))")
    }
  }

  private static func isHosted(_ job: CheckedJob) -> Bool {
    job.labels.contains { RunnerRules.isHosted($0.string ?? "") }
  }

  private static func call(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard let call = job.call, let text = call.string else { return [] }
    switch ActionReference(text) {
    case .local(let path):
      if text.contains("@") {
        return [
          Fault(call.position, "a workflow of the same repository has no ref", do: "take @… out")
        ]
      }
      return isWorkflow(path)
        ? []
        : [
          Fault(
            call.position, "\(QuotedName.text(text)) is no file of workflows",
            do: "write ./.github/workflows/NAME.yml")
        ]
    case .repository(let name, _) where name.split(separator: "/").count > 2 && isWorkflow(name):
      return []
    default:
      return [
        Fault(
          call.position, "\(QuotedName.text(text)) names no workflow",
          do: "write OWNER/REPOSITORY/.github/workflows/NAME.yml@COMMIT")
      ]
    }
  }

  private static func isWorkflow(_ path: String) -> Bool {
    path.contains(".github/workflows/") && (path.hasSuffix(".yml") || path.hasSuffix(".yaml"))
  }

  private static func inherited(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard let secrets = job.node["secrets"], secrets.string == "inherit" else { return [] }
    return [
      Fault(
        secrets.position, "the called workflow gets every secret of this repository",
        do: "name those that it needs: NAME: ${{ secrets.NAME }}")
    ]
  }
}
