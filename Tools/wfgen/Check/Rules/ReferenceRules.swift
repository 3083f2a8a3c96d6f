import Diagnostics
import JSON
import YAMLReader

/// What expressions name of the same file: steps, jobs, matrices, inputs, variables.
enum ReferenceRules {
  static let all: [CheckRule] = [
    CheckRule(
      "unknown-step", .error, "a step that isn't there, or that comes later", .expression(steps)),
    CheckRule(
      "unknown-output", .error, "an output that a step or a job hasn't; the nearest is named",
      .expression(outputs)),
    CheckRule(
      "unneeded-job", .error, "a job in `needs.JOB` that isn't among the job's needs",
      .expression(needs)),
    CheckRule(
      "unknown-matrix", .error, "a value of the matrix that it hasn't", .expression(matrix)),
    CheckRule(
      "unread-input", .error, "`inputs.NAME` of an input that isn't declared", .expression(inputs)),
    CheckRule(
      "unknown-variable", .warning, "`env.NAME`, nearly the name of a variable that is set",
      .expression(variables)),
    CheckRule(
      "unknown-service", .error, "`job.services.NAME` of a service that the job hasn't",
      .expression(services)),
  ]

  private static func chains(
    _ found: FoundExpression, of context: String
  ) -> [(names: [String], offset: Int)] {
    found.chains.filter {
      $0.names[0] == context && $0.names.count > 1 && $0.names[1] != "*"
    }
  }

  /// The steps whose results an expression may know.
  private static func visible(_ found: FoundExpression, _ file: CheckedFile) -> [CheckedStep]? {
    let path = found.site.path
    if file.kind == .action {
      guard let step = file.step(at: path) else { return file.steps }
      return file.steps.filter { $0.index < step.index }
    }
    guard let job = file.job(at: path) else { return nil }
    guard let step = file.step(at: path) else { return job.steps }
    return job.steps.filter { $0.index < step.index }
  }

  private static func named(_ name: String, in steps: [CheckedStep]) -> CheckedStep? {
    steps.first { $0.id?.string?.lowercased() == name.lowercased() }
  }

  private static func steps(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard let visible = visible(found, file) else { return [] }
    return chains(found, of: "steps").compactMap { names, offset in
      guard named(names[1], in: visible) == nil else { return nil }
      let isLater = (file.job(at: found.site.path)?.steps ?? file.steps).contains {
        $0.id?.string?.lowercased() == names[1].lowercased()
      }
      let ids = visible.compactMap { $0.id?.string }
      return Fault(
        found.position(offset),
        isLater
          ? "the step \(QuotedName.text(names[1])) comes later"
          : "there is no step \(QuotedName.text(names[1])) before this",
        do: isLater
          ? "move this behind it"
          : Suggestion.remedy(for: names[1], among: ids, lead: "steps with an id: "))
    }
  }

  private static func outputs(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    stepOutputs(found, file) + jobOutputs(found, file)
  }

  private static func stepOutputs(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard let visible = visible(found, file) else { return [] }
    return chains(found, of: "steps").compactMap { names, offset in
      guard names.count > 2, let step = named(names[1], in: visible) else { return nil }
      guard Contexts.steps.contains(names[2].lowercased()) || names[2] == "*" else {
        return Fault(
          found.position(offset), "a step has no \(QuotedName.text(names[2]))",
          do: Suggestion.remedy(for: names[2], among: Contexts.steps, lead: "it has "))
      }
      guard names.count > 3, names[2].lowercased() == "outputs", names[3] != "*",
        let known = StepOutputs.known(of: step), !known.names.contains(names[3].lowercased())
      else { return nil }
      return Fault(
        found.position(offset), "\(known.title) has no output \(QuotedName.text(names[3]))",
        do: known.names.isEmpty
          ? "it has none" : Suggestion.remedy(for: names[3], among: known.names, lead: "outputs: "),
        severity: known.isSure ? nil : .warning)
    }
  }

  private static func jobOutputs(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    (chains(found, of: "needs") + chains(found, of: "jobs")).compactMap { names, offset in
      guard names.count > 2, let job = file.job(names[1]) else { return nil }
      guard Contexts.needs.contains(names[2].lowercased()) || names[2] == "*" else {
        return Fault(
          found.position(offset), "a job has no \(QuotedName.text(names[2]))",
          do: Suggestion.remedy(for: names[2], among: Contexts.needs, lead: "it has "))
      }
      guard names.count > 3, names[2].lowercased() == "outputs", names[3] != "*" else { return nil }
      let own: [String]
      if let call = job.call?.string {
        guard let workflow = file.neighbours.workflow(call) else { return nil }
        own = workflow.interface.outputs
      } else {
        own = (job.node["outputs"]?.entries ?? []).map { $0.key.text ?? "" }
      }
      guard !own.contains(where: { $0.lowercased() == names[3].lowercased() }) else { return nil }
      return Fault(
        found.position(offset), "the job \(job.quoted) has no output \(QuotedName.text(names[3]))",
        do: own.isEmpty
          ? "declare it: outputs: in the job"
          : Suggestion.remedy(for: names[3], among: own, lead: "outputs: "))
    }
  }

  private static func needs(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard let job = file.job(at: found.site.path) else { return [] }
    return chains(found, of: "needs").compactMap { names, offset in
      let needed = job.needs.compactMap(\.string)
      guard !needed.contains(where: { $0.lowercased() == names[1].lowercased() }) else {
        return nil
      }
      return Fault(
        found.position(offset), "the job \(job.quoted) doesn't need \(QuotedName.text(names[1]))",
        do: file.job(names[1]) != nil
          ? "add it to needs:"
          : Suggestion.remedy(for: names[1], among: needed, lead: "it needs "))
    }
  }

  private static func matrix(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard file.kind == .workflow, let job = file.job(at: found.site.path) else { return [] }
    let used = chains(found, of: "matrix")
    guard !used.isEmpty else { return [] }
    let matrix = job.node["strategy"]?["matrix"]
    guard let matrix else {
      return used.prefix(1).map {
        Fault(
          found.position($0.offset), "the job \(job.quoted) has no matrix",
          do: "add strategy: with one, or write the value")
      }
    }
    guard let keys = MatrixKeys.all(of: matrix) else { return [] }
    return used.compactMap { names, offset in
      guard !keys.contains(where: { $0.lowercased() == names[1].lowercased() }) else { return nil }
      return Fault(
        found.position(offset), "the matrix has no \(QuotedName.text(names[1]))",
        do: Suggestion.remedy(for: names[1], among: keys, lead: "it has "))
    }
  }

  private static func inputs(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    var used = chains(found, of: "inputs").map { ($0.names[1], $0.offset) }
    used += found.chains.filter {
      $0.names.count > 3 && $0.names[1...2] == ["event", "inputs"] && $0.names[3] != "*"
    }.map { ($0.names[3], $0.offset) }
    guard !used.isEmpty else { return [] }
    let lists =
      file.kind == .action
      ? [file.root["inputs"]]
      : ["workflow_call", "workflow_dispatch"].map { file.triggers.filters(of: $0)?["inputs"] }
    let names = lists.flatMap { ($0?.entries ?? []).map { $0.key.text ?? "" } }
    return used.compactMap { name, offset in
      guard !names.contains(where: { $0.lowercased() == name.lowercased() }) else { return nil }
      return Fault(
        found.position(offset), "there is no input \(QuotedName.text(name))",
        do: names.isEmpty
          ? "declare it below inputs:"
          : Suggestion.remedy(for: name, among: names, lead: "inputs: "))
    }
  }

  private static func variables(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    let used = chains(found, of: "env")
    guard !used.isEmpty else { return [] }
    let job = file.job(at: found.site.path)
    let steps = job?.steps ?? (file.kind == .action ? file.steps : [])
    let nodes = [file.root["env"], job?.node["env"]] + steps.map { $0.node["env"] }
    let names = nodes.flatMap { ($0?.entries ?? []).map { $0.key.text ?? "" } }
    return used.compactMap { chain, offset in
      let name = chain[1]
      guard !names.contains(where: { $0.lowercased() == name.lowercased() }),
        let nearest = Suggestion.nearest(to: name, among: names),
        !steps.contains(where: { $0.script.contains("\(name)=") })
      else { return nil }
      return Fault(
        found.position(offset), "nothing sets the variable \(QuotedName.text(name))",
        do: "did you mean \"\(nearest)\"?")
    }
  }

  private static func services(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard let job = file.job(at: found.site.path) else { return [] }
    return chains(found, of: "job").compactMap { names, offset in
      guard names.count > 2, names[1] == "services", names[2] != "*",
        !job.services.contains(where: { $0.id.lowercased() == names[2].lowercased() })
      else { return nil }
      return Fault(
        found.position(offset), "the job \(job.quoted) has no service \(QuotedName.text(names[2]))",
        do: Suggestion.remedy(for: names[2], among: job.services.map(\.id), lead: "services: "))
    }
  }
}

/// The names that a matrix has.
enum MatrixKeys {
  /// - Returns: `nil` where a part of it is known only in a run.
  static func all(of matrix: YAMLNode) -> [String]? {
    guard let entries = matrix.entries else { return nil }
    var keys: [String] = []
    for entry in entries {
      let name = entry.key.text ?? ""
      switch name {
      case "exclude": continue
      case "include":
        guard let combinations = entry.value.elements else { return nil }
        for combination in combinations {
          guard let members = combination.entries else { return nil }
          keys += members.map { $0.key.text ?? "" }
        }
      default: keys.append(name)
      }
    }
    return keys
  }
}

/// The outputs that a step has, as far as that can be known.
struct StepOutputs {
  let names: [String]
  let title: String
  let isSure: Bool

  static func known(of step: CheckedStep) -> StepOutputs? {
    if let use = step.use {
      guard let interface = use.interface, !hasOwn.contains(use.reference.name ?? "") else {
        return nil
      }
      return StepOutputs(
        names: interface.outputs.map { $0.lowercased() }, title: interface.title, isSure: true)
    }
    return written(by: step)
  }

  /// Actions whose outputs depend on what they are given.
  private static let hasOwn: Set<String> = ["hashicorp/setup-terraform"]

  /// What a script writes to `$GITHUB_OUTPUT`, where all of that is plain.
  private static func written(by step: CheckedStep) -> StepOutputs? {
    let lines = step.lines.map(\.text)
    let title = step.quoted
    guard lines.contains(where: { $0.contains("GITHUB_OUTPUT") }) else { return nil }
    var names: [String] = []
    var hasBlock = false
    for line in lines {
      if let match = line.firstMatch(
        of: /(?:echo|printf)\s+(?:-[a-z]+\s+)?["']?([A-Za-z_][A-Za-z0-9_-]*)(?:=|<<)/)
      {
        names.append(String(match.1).lowercased())
      } else if line.contains("GITHUB_OUTPUT") && !line.hasPrefix("}") && !line.hasPrefix("done") {
        hasBlock = true
      }
    }
    return hasBlock || names.isEmpty ? nil : StepOutputs(names: names, title: title, isSure: false)
  }
}
