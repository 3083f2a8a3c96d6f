import Diagnostics
import JSON
import YAMLReader

/// What others write, in scripts that a run executes.
enum InjectionRules {
  static let all: [CheckRule] = [
    CheckRule(
      "script-injection", .error,
      "a title, branch or comment in a script: whoever writes it runs commands",
      .expression(injection)),
    CheckRule(
      "template-in-script", .warning,
      "another expression in a script, whose value becomes code (a note for what is harmless)",
      .expression(template)),
    CheckRule(
      "environment-injection", .error,
      "what others write, in `$GITHUB_ENV` or `$GITHUB_PATH`", .step(environment)),
    CheckRule(
      "unquoted-variable", .warning,
      "what somebody wrote or typed, in a variable without quotes", .step(unquoted)),
  ]

  /// Inputs of actions that are run as code.
  private static let code: [String: [String]] = [
    "actions/github-script": ["script"], "azure/cli": ["inlinescript"],
    "azure/powershell": ["inlinescript"], "appleboy/ssh-action": ["script"],
    "addnab/docker-run-action": ["run"], "nick-fields/retry": ["command"],
    "nick-invision/retry": ["command"],
  ]

  /// Whether the text around an expression is run.
  private static func isCode(_ found: FoundExpression, _ file: CheckedFile) -> Bool {
    guard let step = file.step(at: found.site.path) else { return false }
    if found.key == "run" { return true }
    guard found.site.path.dropLast().last == "with", let name = step.use?.reference.name else {
      return false
    }
    return code[name.lowercased()]?.contains(found.key.lowercased()) ?? false
  }

  private static func values(_ found: FoundExpression) -> [(names: [String], offset: Int)] {
    // What a comparison or a function of truth gives is true or false.
    guard let expression = found.expression else { return [] }
    return InjectionRules.values(of: expression)
  }

  private static func values(of part: Expression) -> [(names: [String], offset: Int)] {
    switch part.kind {
    case .logic(let parts): return parts.flatMap { values(of: $0) }
    case .comparison, .not: return []
    case .call(let name, let arguments):
      let gives = [
        "contains", "startswith", "endswith", "hashfiles", "success", "failure", "always",
        "cancelled",
      ]
      return gives.contains(name.lowercased()) ? [] : arguments.flatMap { values(of: $0) }
    default: return part.chains
    }
  }

  private static func injection(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard isCode(found, file) else { return [] }
    return values(found).compactMap { names, offset in
      guard Contexts.isForeign(names) else { return nil }
      return Fault(
        found.position(offset),
        "\(names.joined(separator: ".")) is what somebody wrote, and is run here",
        do: "give it to env: and write \"$NAME\" in the script")
    }
  }

  private static func template(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard isCode(found, file) else { return [] }
    return values(found).compactMap { names, offset in
      guard !Contexts.isForeign(names), names[0] != "secrets" else { return nil }
      let isHarmless = Contexts.isHarmless(names) || isOfMatrix(names, found, file)
      return Fault(
        found.position(offset), "\(names.joined(separator: ".")) becomes a part of the script",
        do: "give it to env: and write \"$NAME\" in the script",
        severity: isHarmless ? .note : nil)
    }
  }

  /// Values of a matrix that is written out, and of variables that are: nobody else decides on them.
  private static func isOfMatrix(
    _ names: [String], _ found: FoundExpression, _ file: CheckedFile
  ) -> Bool {
    let job = file.job(at: found.site.path)
    if names[0] == "env", names.count > 1 {
      let nodes = [file.step(at: found.site.path)?.node["env"], job?.node["env"], file.root["env"]]
      let value = nodes.lazy.compactMap { $0?[names[1]] }.first
      return value.map { $0.string?.contains("${{") != true } ?? false
    }
    guard names[0] == "matrix", let matrix = job?.node["strategy"]?["matrix"] else { return false }
    return MatrixKeys.all(of: matrix) != nil
  }

  /// The variables of a step whose values come from certain members of contexts.
  private static func variables(
    _ step: CheckedStep, _ file: CheckedFile, from isMeant: ([String]) -> Bool
  ) -> [String] {
    file.expressions(in: step).filter { found in
      found.site.path.dropLast().last == "env" && values(found).contains { isMeant($0.names) }
    }.compactMap(\.site.path.last)
  }

  private static func unquoted(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let run = step.run else { return [] }
    let names = variables(step, file) { chain in
      Contexts.isForeign(chain) || chain[0] == "inputs"
        || chain.starts(with: ["github", "event", "inputs"])
        || chain == ["github", "ref_name"]
    }
    if names.isEmpty { return [] }
    return step.lines.compactMap { index, text in
      guard !text.hasPrefix("for "),
        let name = names.first(where: { ShellText(text).hasUnquoted($0) })
      else { return nil }
      return Fault(
        file.source.line(index, of: run) ?? run.position,
        "the shell splits $\(name) at spaces, and expands its stars", do: "write \"$\(name)\"")
    }
  }

  private static func environment(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let run = step.run else { return [] }
    let variables = variables(step, file, from: Contexts.isForeign)
    return step.lines.compactMap { index, text in
      guard text.contains("GITHUB_ENV") || text.contains("GITHUB_PATH") else { return nil }
      guard variables.contains(where: { text.contains("$\($0)") || text.contains("${\($0)}") })
      else { return nil }
      return Fault(
        file.source.line(index, of: run) ?? run.position,
        "what somebody wrote becomes variables of all later steps",
        do: "write it to $GITHUB_OUTPUT, and check it first")
    }
  }
}
