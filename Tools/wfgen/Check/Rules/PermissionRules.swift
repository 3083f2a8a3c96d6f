import Diagnostics
import JSON
import YAMLReader

/// What a run's token may do.
enum PermissionRules {
  static let all: [CheckRule] = [
    CheckRule(
      "bad-permission", .error, "a permission, or a level of one, that there isn't", .form),
    CheckRule(
      "no-permissions", .warning,
      "a workflow that doesn't say what its token may do, and may have all rights", .file(missing)),
    CheckRule(
      "wide-permissions", .warning,
      "`write-all`, `read-all`, or writing for all jobs of a workflow with several", .file(wide)),
    CheckRule(
      "missing-permission", .error, "a step that needs more than the token of its job may do",
      .job(lacking)),
    CheckRule(
      "unexplained-permission", .note, "a permission without a comment that says what for",
      .file(unexplained)),
  ]

  private static func missing(_ file: CheckedFile) -> [Fault] {
    guard file.kind == .workflow, file.root.entry("permissions") == nil else { return [] }
    let jobs = file.jobs.filter { $0.node.entry("permissions") == nil }
    guard let first = jobs.first else { return [] }
    return [
      Fault(
        first.key.position,
        "the token of \(jobs.count == 1 ? first.quoted : "\(jobs.count) jobs") may do what the repository's settings let it",
        do: "write permissions: {} at the top, and what each job needs in it")
    ]
  }

  private static func wide(_ file: CheckedFile) -> [Fault] {
    let all = [file.root["permissions"]] + file.jobs.map { $0.node["permissions"] }
    var faults = all.compactMap { node -> Fault? in
      guard let node, let text = node.string, ["write-all", "read-all"].contains(text) else {
        return nil
      }
      return Fault(
        node.position, "\(text) is more than any job needs",
        do: "name scopes: contents: read, for example")
    }
    guard let top = file.root["permissions"], top.isMapping, file.jobs.count > 1 else {
      return faults
    }
    let heirs = file.jobs.filter { $0.node.entry("permissions") == nil }
    guard heirs.count > 1 else { return faults }
    faults += (top.entries ?? []).filter { $0.value.string == "write" }.map { entry in
      Fault(
        entry.key.position,
        "\(heirs.count) jobs may write \(QuotedName.text(entry.key.text ?? ""))",
        do: "give it in the job that writes")
    }
    return faults
  }

  private static func unexplained(_ file: CheckedFile) -> [Fault] {
    let all = [file.root["permissions"]] + file.jobs.map { $0.node["permissions"] }
    return all.flatMap { node in
      (node?.entries ?? []).compactMap { entry -> Fault? in
        let scope = entry.key.text ?? ""
        guard WorkflowForm.scopes[scope] != nil, entry.value.string != "none",
          !(scope == "contents" && entry.value.string == "read"),
          file.source.comment(behind: entry.value) == nil, !file.source.hasComment(above: entry.key)
        else { return nil }
        return Fault(
          entry.key.position, "nothing says what \(scope): \(entry.value.string ?? "") is for",
          do: "add a comment behind it")
      }
    }
  }

  private static func lacking(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard job.call == nil,
      let granted = (job.node["permissions"] ?? file.root["permissions"])
    else { return [] }
    if !granted.isMapping { return lackingAll(job, granted) }
    var seen: Set<String> = []
    return job.steps.flatMap { step in
      TokenNeed.needs(of: step).compactMap { need -> Fault? in
        let level = granted[need.scope]?.string ?? "none"
        guard level != "write", !(level == "read" && need.level == "read"),
          seen.insert(need.scope).inserted
        else { return nil }
        return Fault(
          (step.use?.node ?? step.run ?? step.node).position,
          "\(need.what) needs \(need.scope): \(need.level), and the token of \(job.quoted) has \(level)",
          do: "add \(need.scope): \(need.level) to permissions of the job",
          severity: need.isSure ? nil : .warning)
      }
    }
  }

  /// Where all scopes are to be read, none may be written.
  private static func lackingAll(_ job: CheckedJob, _ granted: YAMLNode) -> [Fault] {
    guard granted.string == "read-all" else { return [] }
    return job.steps.flatMap { step in
      TokenNeed.needs(of: step).filter { $0.level == "write" && $0.isSure }.map { need in
        Fault(
          (step.use?.node ?? step.node).position,
          "\(need.what) needs \(need.scope): write, and the token of \(job.quoted) may only read",
          do: "name scopes in permissions, \(need.scope): write among them")
      }
    }
  }
}
