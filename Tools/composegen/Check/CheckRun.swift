import Diagnostics
import Model

/// What was found, and what wasn't judged.
struct CheckResult {
  var findings: [Finding]
  /// For people, a line each.
  var notes: [String]
}

/// One run of all rules.
struct CheckRun {
  let input: CheckInput
  let judge: ComposeJudge?

  /// - Throws: A file that another leads to and that can't be judged.
  func result() throws(Failure) -> CheckResult {
    var loader = ComposeLoader(reader: input.reader)
    var projects: [ComposeProject] = []
    for group in input.groups {
      do throws(UnreadableFile) {
        projects.append(settled(try loader.project(of: group)))
      } catch {
        throw .invalid([error.finding])
      }
    }
    let sources = loader.reader.sources
    var findings = ruled(projects).flatMap { rule, faults in
      faults.map { finding($0, rule.id, rule.severity, sources) }
    }
    if let comparison = input.comparison {
      findings += comparison.faults(in: projects).map { id, fault in
        finding(fault, id, CheckRules.named(id)?.severity ?? .warning, sources)
      }
    }
    findings += input.shadowed.map(shadowed) + projects.flatMap { judged($0, findings) }
    return CheckResult(
      findings: findings.filter { !isIgnored($0, sources) }.ordered(),
      notes: notes(on: projects))
  }

  /// The project as the stack sees it, and with what only compose can follow.
  private func settled(_ project: ComposeProject) -> ComposeProject {
    var project = project
    if !project.gaps.isEmpty, let model = judge?.model(of: project) {
      project = project.over(model)
    }
    if let environment = input.comparison?.environment(of: project) {
      project.isProductionLike = environment.mode == .production
    }
    return project
  }

  private func ruled(_ projects: [ComposeProject]) -> [(CheckRule, [Fault])] {
    CheckRules.all.map { rule in
      switch rule.scope {
      case .service(let find):
        (rule, projects.flatMap { CheckRun.faults(in: $0, by: find) })
      case .project(let find): (rule, projects.flatMap(find))
      case .projects(let find): (rule, find(projects))
      case .elsewhere: (rule, [])
      }
    }
  }

  private static func faults(
    in project: ComposeProject, by find: (ComposeService, ComposeProject) -> [Fault]
  ) -> [Fault] {
    project.services.flatMap { service in
      find(service, project).map { fault in
        var fault = fault
        fault.service = service.name
        return fault
      }
    }
  }

  /// A finding by its words: several of one rule may be at one place, and lines move.
  private func finding(
    _ fault: Fault, _ rule: String, _ severity: Severity, _ sources: [ComposeSource]
  ) -> Finding {
    var finding = Finding(
      tool: ComposegenGenerator.name, rule: rule, severity: fault.severity ?? severity,
      message: fault.message, remedy: fault.remedy,
      subject: "\(fault.service ?? "")\0\(fault.message)")
    switch fault.location {
    case .place(let place):
      finding.path = sources[place.file].path
      finding.line = place.line
      finding.column = place.column
    case .file(let path, let line):
      finding.path = path
      finding.line = line
    }
    return finding
  }

  private func shadowed(_ path: String) -> Finding {
    Finding(
      tool: ComposegenGenerator.name, rule: "shadowed-file", severity: .warning,
      message: "compose takes another file of this folder, never this one",
      remedy: "keep one of them", path: path)
  }

  /// What compose says of a project and no rule has said.
  private func judged(_ project: ComposeProject, _ findings: [Finding]) -> [Finding] {
    guard project.gaps.isEmpty, let verdict = judge?.verdict(on: project) else { return [] }
    let paths = Set(project.sources.map(\.path))
    let isNamed = findings.contains { finding in
      finding.path.map(paths.contains) == true && CheckRules.named(finding.rule)?.isRefused == true
    }
    let refusal = isNamed ? nil : verdict.refusal
    let said =
      [refusal].compactMap { $0 }.map { ("compose-refuses", Severity.error, $0) }
      + verdict.warnings.map { ("compose-warns", Severity.warning, $0) }
    return said.map { rule, severity, words in
      Finding(
        tool: ComposegenGenerator.name, rule: rule, severity: severity,
        message: "compose says: " + project.redacted(String(words.prefix(400))),
        remedy: "do as it says", path: project.files.last, line: 1, column: 1, subject: words)
    }
  }

  private func isIgnored(_ finding: Finding, _ sources: [ComposeSource]) -> Bool {
    guard let line = finding.line, let source = sources.first(where: { $0.path == finding.path }),
      let rules = source.ignored[line]
    else { return false }
    return rules.isEmpty || rules.contains(finding.rule)
  }

  private func notes(on projects: [ComposeProject]) -> [String] {
    var notes: [String] = []
    if input.comparison == nil {
      notes.append(
        "no stack is beside the files, so nothing was compared with one; name one with --stack")
    }
    for project in projects where judge == nil {
      for gap in project.gaps {
        notes.append(
          "\(project.source(of: gap.place).path):\(gap.place.line): \(gap.message), which only "
            + "docker compose can follow; it isn't on PATH, so that wasn't judged")
      }
    }
    for project in projects
    where !project.hasSources && project.services.contains(where: { $0.build != nil }) {
      notes.append(
        "\(project.files[0]): there is nothing to build beside the file, so builds weren't judged")
    }
    return notes
  }
}

extension ComposeProject {
  /// The project over what another reader made of it.
  func over(_ model: ComposeNode) -> ComposeProject {
    let services = (root["services"]?.entries ?? []).map { entry in
      var entry = entry
      let own = (entry.value.entries ?? []).filter { $0.key != "extends" }
      entry.value = ComposeNode(.map(own), place: entry.value.place)
      return entry
    }
    let entries = (root.entries ?? []).filter { $0.key != "include" }.map { entry in
      var entry = entry
      if entry.key == "services" {
        entry.value = ComposeNode(.map(services), place: entry.value.place)
      }
      return entry
    }
    let own = ComposeNode(.map(entries), place: root.place)
    return ComposeProject(
      files: files, root: ComposeMerge.merged(model, own) ?? own, gaps: gaps, missing: missing,
      environmentFiles: [], sources: sources)
  }

  /// Words of another program without the secrets that the files have written out.
  func redacted(_ text: String) -> String {
    let written = services.flatMap(\.environment).map { ($0.name, $0.value ?? "") }
    let told = variables.values.map { ($0.key, $0.value) }
    let secrets = (written + told).filter { SecretRules.isSecretName($0.0) }.map(\.1)
    return secrets.filter { $0.utf8.count > 3 }.reduce(text) { text, secret in
      text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
    }
  }
}
