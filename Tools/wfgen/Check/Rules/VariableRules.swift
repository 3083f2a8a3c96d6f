import Diagnostics
import JSON
import YAMLReader

/// Variables of the environment.
enum VariableRules {
  static let all: [CheckRule] = [
    CheckRule("bad-variable", .error, "a name that no variable can have", .file(names)),
    CheckRule(
      "reserved-variable", .error, "a variable that GitHub sets itself, or that all programs need",
      .file(reserved)),
    CheckRule(
      "shadowed-variable", .warning, "a variable of a step or a job over another of the same name",
      .file(shadowed)),
    CheckRule(
      "unsecure-commands", .error, "`ACTIONS_ALLOW_UNSECURE_COMMANDS`", .file(unsecure)),
  ]

  /// Every mapping of variables.
  private static func variables(_ file: CheckedFile) -> [YAMLNode.Entry] {
    ([file.root["env"]] + file.jobs.map { $0.node["env"] } + file.steps.map { $0.node["env"] })
      .flatMap { $0?.entries ?? [] }
  }

  private static func names(_ file: CheckedFile) -> [Fault] {
    variables(file).compactMap { entry in
      let name = entry.key.text ?? ""
      guard
        name.isEmpty || name.contains(where: { " =&$".contains($0) })
          || name.first?.isNumber == true
      else { return nil }
      return Fault(
        entry.key.position, "\(QuotedName.text(name)) is no name of a variable",
        do: "use letters, digits and _, and begin with a letter or _")
    }
  }

  private static let needed: Set<String> = ["PATH", "HOME", "CI", "SHELL", "USER"]

  private static func reserved(_ file: CheckedFile) -> [Fault] {
    variables(file).compactMap { entry in
      let name = (entry.key.text ?? "").uppercased()
      let isOfGitHub =
        (name.hasPrefix("GITHUB_") && name != "GITHUB_TOKEN") || name.hasPrefix("RUNNER_")
      guard isOfGitHub || (needed.contains(name) && name == entry.key.text) else { return nil }
      if name == "CI", ["true", "1", "false", ""].contains(entry.value.string ?? "") { return nil }
      return Fault(
        entry.key.position,
        isOfGitHub ? "GitHub sets \(name) itself" : "\(name) is what programs are found by",
        do: name == "PATH" ? "write folders to $GITHUB_PATH" : "choose another name")
    }
  }

  private static func shadowed(_ file: CheckedFile) -> [Fault] {
    let top = file.root["env"]?.entries ?? []
    var faults: [Fault] = []
    for job in file.jobs {
      let own = job.node["env"]?.entries ?? []
      faults += own.compactMap { shadow($0, over: top, "the workflow's") }
      for step in job.steps {
        faults += (step.node["env"]?.entries ?? []).compactMap {
          shadow($0, over: own, "the job's") ?? shadow($0, over: top, "the workflow's")
        }
      }
    }
    return faults
  }

  private static func shadow(
    _ entry: YAMLNode.Entry, over others: [YAMLNode.Entry], _ whose: String
  ) -> Fault? {
    guard let other = others.first(where: { $0.key.text == entry.key.text }) else { return nil }
    let isSame = other.value.string == entry.value.string
    return Fault(
      entry.key.position,
      isSame
        ? "\(QuotedName.text(entry.key.text ?? "")) has \(whose) value already"
        : "\(QuotedName.text(entry.key.text ?? "")) hides \(whose) value, of line \(other.key.position.line)",
      do: isSame ? "take it out" : "set it in one place, or give it a name of its own",
      severity: isSame ? .note : nil)
  }

  private static func unsecure(_ file: CheckedFile) -> [Fault] {
    variables(file).filter { $0.key.text == "ACTIONS_ALLOW_UNSECURE_COMMANDS" }
      .map {
        Fault(
          $0.key.position, "what a program prints may set variables of all later steps",
          do: "take it out, and write to $GITHUB_ENV")
      }
  }
}
