import Diagnostics
import JSON
import YAMLReader

/// What starts a workflow, and what may go wrong then.
enum TriggerRules {
  static let all: [CheckRule] = [
    CheckRule(
      "unknown-event", .error, "an event that starts no workflow; the nearest is named", .form),
    CheckRule("unknown-activity", .error, "a type of activity that its event hasn't", .form),
    CheckRule(
      "filter-conflict", .error, "a filter together with its opposite: `paths`, `paths-ignore`",
      .file(conflicts)),
    CheckRule("bad-cron", .error, "a schedule that is none", .file(cron)),
    CheckRule(
      "frequent-cron", .warning, "a schedule of less than five minutes, which GitHub doesn't keep",
      .file(frequent)),
    CheckRule(
      "dangerous-trigger", .note,
      "`pull_request_target` or `workflow_run`: strangers start a run that has secrets",
      .file(dangerous)),
    CheckRule(
      "untrusted-checkout", .error,
      "the code of a stranger's pull request, in a run that has secrets", .step(checkout)),
    CheckRule(
      "spoofable-actor", .warning,
      "`github.actor` compared with a bot's name in such a run: whoever ran it last is meant",
      .expression(actor)),
  ]

  private static func conflicts(_ file: CheckedFile) -> [Fault] {
    file.triggers.events.flatMap { event -> [Fault] in
      ["branches", "tags", "paths"].compactMap { key in
        guard let filters = event.filters, filters.entry(key) != nil,
          let other = filters.entry("\(key)-ignore")
        else { return nil }
        return Fault(
          other.key.position, "\(event.name) has both \(key) and \(key)-ignore",
          do: "use \(key) alone, with ! before what is left out")
      }
    }
  }

  private static func schedules(_ file: CheckedFile) -> [YAMLNode] {
    (file.triggers.filters(of: "schedule")?.elements ?? []).compactMap { $0["cron"] }
  }

  private static func cron(_ file: CheckedFile) -> [Fault] {
    schedules(file).compactMap { node in
      guard let text = node.string, let fault = CronSchedule.fault(in: text) else { return nil }
      return Fault(
        node.position, fault,
        do: "write minute, hour, day of the month, month and day of the week: \"30 5 * * 1-5\"")
    }
  }

  private static func frequent(_ file: CheckedFile) -> [Fault] {
    schedules(file).compactMap { node in
      guard let text = node.string, let minutes = CronSchedule.shortestInterval(text), minutes < 5
      else { return nil }
      return Fault(
        node.position, "it would run every \(minutes == 1 ? "minute" : "\(minutes) minutes")",
        do: "leave at least five minutes: \"*/5 * * * *\"")
    }
  }

  private static func dangerous(_ file: CheckedFile) -> [Fault] {
    file.triggers.events.compactMap { event in
      guard ["pull_request_target", "workflow_run"].contains(event.name) else { return nil }
      return Fault(
        event.node.position, "\(event.name) gives a run secrets that others can start",
        do: event.name == "workflow_run"
          ? "take nothing that the other run made for granted, or call it by workflow_call"
          : "use pull_request, or keep to what needs no code of the pull request")
    }
  }

  private static func checkout(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    let privileged = file.triggers.privileged
    guard !privileged.isEmpty else { return [] }
    if step.uses("actions/checkout"), let ref = step.input("ref") ?? step.input("repository"),
      isForeignCode(ref.string ?? "", privileged)
    {
      return [
        Fault(
          ref.position, "it checks out what a stranger wrote, in a run that has secrets",
          do: "use pull_request, or look at the code without running it")
      ]
    }
    guard let run = step.run,
      let line = step.lines.first(where: { line in
        line.text.contains("gh pr checkout")
          || (line.text.contains("git fetch") && line.text.contains("pull/"))
      })
    else { return [] }
    return [
      Fault(
        file.source.line(line.index, of: run) ?? run.position,
        "the script checks out a stranger's pull request, in a run that has secrets",
        do: "use pull_request")
    ]
  }

  private static func isForeignCode(_ text: String, _ events: [String]) -> Bool {
    let heads = [
      "pull_request.head.", "github.head_ref", "workflow_run.head_", "/merge", "/head",
      "pull_request.merge_commit_sha",
    ]
    return heads.contains { text.contains($0) } && text.contains("${{")
  }

  private static func actor(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard file.triggers.has("pull_request_target") || file.triggers.has("workflow_run"),
      let expression = found.expression
    else { return [] }
    return expression.all.compactMap { part in
      guard case .comparison("==", let left, let right) = part.kind else { return nil }
      let chains = [left.chain ?? [], right.chain ?? []]
      let isBot = [left.string, right.string].contains { $0?.hasSuffix("[bot]") == true }
      guard isBot,
        chains.contains(["github", "actor"]) || chains.contains(["github", "triggering_actor"])
      else { return nil }
      return Fault(
        found.position(part.offset), "github.actor is whoever acted last, not who wrote the code",
        do: "compare github.event.pull_request.user.login")
    }
  }
}

/// Schedules in five fields (POSIX.1-2017, crontab).
enum CronSchedule {
  private static let ranges: [(name: String, range: ClosedRange<Int>)] = [
    ("minute", 0...59), ("hour", 0...23), ("day of the month", 1...31), ("month", 1...12),
    ("day of the week", 0...6),
  ]
  private static let months = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
  ]
  private static let days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

  /// What is wrong with a schedule; `nil` for nothing.
  static func fault(in text: String) -> String? {
    let fields = text.split(separator: " ").map(String.init)
    guard fields.count == 5 else {
      return "a schedule has five fields, and this has \(fields.count)"
    }
    for (index, field) in fields.enumerated() {
      let (name, range) = ranges[index]
      for part in field.split(separator: ",", omittingEmptySubsequences: false)
      where values(of: String(part), range, index) == nil {
        return "\"\(part.prefix(20))\" is no \(name) (\(range.lowerBound) to \(range.upperBound))"
      }
    }
    return nil
  }

  /// What a part of a field stands for; `nil` for what stands for nothing.
  private static func values(
    of part: String, _ range: ClosedRange<Int>, _ field: Int
  ) -> [Int]? {
    let pieces = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count <= 2 else { return nil }
    var step = 1
    if pieces.count == 2 {
      guard let given = Int(pieces[1]), given > 0, given <= range.upperBound else { return nil }
      step = given
    }
    let bounds: ClosedRange<Int>
    if pieces[0] == "*" {
      bounds = range
    } else {
      let ends = pieces[0].split(separator: "-", omittingEmptySubsequences: false)
        .map { number(String($0), field) }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1],
        range.contains(first), range.contains(last), first <= last
      else { return nil }
      bounds = first...(ends.count == 1 && pieces.count == 2 ? range.upperBound : last)
    }
    return Array(stride(from: bounds.lowerBound, through: bounds.upperBound, by: step))
  }

  private static func number(_ text: String, _ field: Int) -> Int? {
    if field == 3, let index = months.firstIndex(of: text.uppercased()) { return index + 1 }
    if field == 4, let index = days.firstIndex(of: text.uppercased()) { return index }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }

  /// The fewest minutes between two runs within an hour; `nil` where there is one at most.
  static func shortestInterval(_ text: String) -> Int? {
    guard fault(in: text) == nil, let field = text.split(separator: " ").first else { return nil }
    let minutes = Set(
      field.split(separator: ",").flatMap { values(of: String($0), 0...59, 0) ?? [] }
    )
    .sorted()
    return zip(minutes, minutes.dropFirst()).map { $1 - $0 }.min()
  }
}
