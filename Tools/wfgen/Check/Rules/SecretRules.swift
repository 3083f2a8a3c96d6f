import Diagnostics
import JSON
import YAMLReader

/// Secrets where they can be read. No message repeats one.
enum SecretRules {
  static let all: [CheckRule] = [
    CheckRule(
      "secret-in-script", .error,
      "a secret pasted into a script, where quotes, logs and lists of processes show it",
      .expression(pasted)),
    CheckRule(
      "secret-argument", .warning, "a secret in a command line, which the list of processes shows",
      .step(arguments)),
    CheckRule("unquoted-secret", .warning, "a secret's variable without quotes", .step(unquoted)),
    CheckRule("printed-secret", .error, "a secret that a script prints, or traces", .step(printed)),
    CheckRule(
      "all-secrets", .error, "all secrets at once, or one that is chosen in the run",
      .expression(everything)),
    CheckRule(
      "wide-secret", .warning, "a secret in the variables of a whole workflow", .file(wide)),
    CheckRule(
      "ungated-secret", .note, "a secret in a job without an environment, which nobody approves",
      .job(ungated)),
    CheckRule(
      "literal-secret", .error,
      "a password, token or key written out (a note for a service of tests)", .file(literals)),
  ]

  private static func secrets(_ found: FoundExpression) -> [(names: [String], offset: Int)] {
    found.chains.filter { $0.names[0] == "secrets" }
  }

  private static func pasted(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard found.key == "run", file.step(at: found.site.path) != nil else { return [] }
    return secrets(found).prefix(1).map { names, offset in
      Fault(
        found.position(offset),
        "the secret \(QuotedName.text(names.last ?? "")) becomes a part of the script",
        do: "give it to env: and write \"$NAME\" in the script")
    }
  }

  /// The variables of a step that hold secrets: of its own, its job's, and the workflow's.
  private static func names(_ step: CheckedStep, _ file: CheckedFile) -> [String] {
    let nodes = [step.node["env"], step.job.flatMap(file.job)?.node["env"], file.root["env"]]
    return nodes.flatMap { $0?.entries ?? [] }.compactMap { entry in
      guard let value = entry.value.string, value.contains("${{") else { return nil }
      let isSecret = value.contains("secrets.") || value.contains("github.token")
      return isSecret ? entry.key.text : nil
    }
  }

  private static let flags = [
    "-p", "--password", "--token", "--secret", "--api-key", "--apikey", "--auth", "--pass",
    "--access-token", "--secret-key", "--passphrase", "--auth-token", "-u",
  ]

  private static func arguments(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let run = step.run else { return [] }
    let names = names(step, file)
    return step.lines.compactMap { index, text in
      let words = text.split(separator: " ").map(String.init)
      let isGiven = words.indices.contains { position in
        let parts = words[position].split(separator: "=", maxSplits: 1).map(String.init)
        guard let flag = parts.first, flags.contains(flag) else { return false }
        let value =
          parts.count > 1 ? parts[1] : position + 1 < words.count ? words[position + 1] : ""
        return names.contains { value.contains("$\($0)") || value.contains("${\($0)}") }
      }
      let isHeader =
        (text.contains("curl ") || text.contains("wget "))
        && names.contains { text.contains("$\($0)") || text.contains("${\($0)}") }
        && (text.contains("-H ") || text.contains("--header"))
      guard isGiven && !isHeader else { return nil }
      return Fault(
        file.source.line(index, of: run) ?? run.position,
        "the list of processes shows the secret of this command line",
        do: "give it on standard input, or by a variable that the program knows")
    }
  }

  private static func unquoted(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let run = step.run else { return [] }
    let names = names(step, file)
    return step.lines.compactMap { index, text in
      guard let name = names.first(where: { ShellText(text).hasUnquoted($0) }) else { return nil }
      return Fault(
        file.source.line(index, of: run) ?? run.position,
        "the shell splits $\(name) at spaces, and expands its stars", do: "write \"$\(name)\"")
    }
  }

  private static func printed(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let run = step.run else { return [] }
    let names = names(step, file)
    guard !names.isEmpty else { return [] }
    return step.lines.compactMap { index, text in
      let place = file.source.line(index, of: run) ?? run.position
      if ["set -x", "set -ex", "set -eux", "set -xe", "set -euxo pipefail", "set -exuo pipefail"]
        .contains(where: { text.hasPrefix($0) })
      {
        return Fault(
          place, "the trace of the script shows secrets, in forms that aren't masked",
          do: "take x out of set")
      }
      if text == "env" || text == "printenv" || text == "export -p" {
        return Fault(place, "it prints every variable, secrets among them", do: "take it out")
      }
      let isPrinting = text.hasPrefix("echo ") || text.hasPrefix("printf ")
      guard isPrinting, !text.contains("|"), !text.contains(">"), !text.contains("::add-mask::"),
        names.contains(where: { text.contains("$\($0)") || text.contains("${\($0)}") })
      else { return nil }
      return Fault(
        place, "it prints a secret; only whole values are masked in logs", do: "take it out")
    }
  }

  private static func everything(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    secrets(found).compactMap { names, offset in
      guard names.count == 1 || names[1] == "*" else { return nil }
      let isDynamic = names.count > 1
      return Fault(
        found.position(offset),
        isDynamic
          ? "which secret it is shows only in the run, so the job gets them all"
          : "every secret of the repository is handed on",
        do: "name the one that is needed: secrets.NAME")
    }
  }

  private static func wide(_ file: CheckedFile) -> [Fault] {
    (file.root["env"]?.entries ?? []).compactMap { entry in
      guard let text = entry.value.string, text.contains("${{"), text.contains("secrets."),
        file.jobs.count > 1 || (file.jobs.first?.steps.count ?? 0) > 1
      else { return nil }
      return Fault(
        entry.key.position, "every step of every job gets the secret, actions of others among them",
        do: "set it in the step that needs it")
    }
  }

  private static func ungated(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard job.node.entry("environment") == nil, job.call == nil else { return [] }
    // What a caller hands on is gated there, if anywhere.
    let handed = (file.triggers.filters(of: "workflow_call")?["secrets"]?.entries ?? [])
      .map { ($0.key.text ?? "").uppercased() }
    let first = file.expressions(in: job).lazy.compactMap { found in
      secrets(found).first {
        $0.names.count > 1 && !(handed + ["GITHUB_TOKEN"]).contains($0.names[1].uppercased())
      }
      .map { (found.position($0.offset), $0.names[1]) }
    }.first
    guard let (place, name) = first else { return [] }
    return [
      Fault(
        place, "every run of the job \(job.quoted) gets \(QuotedName.text(name))",
        do: "keep it in an environment, and name that: environment:")
    ]
  }

  private static func literals(_ file: CheckedFile) -> [Fault] {
    let services = file.jobs.flatMap(\.services).flatMap { service in
      (service.node["env"]?.entries ?? []).map { ($0, true) }
    }
    let others =
      ([file.root["env"]] + file.jobs.map { $0.node["env"] }
      + file.steps.flatMap { [$0.node["env"], $0.node["with"]] })
      .flatMap { ($0?.entries ?? []).map { ($0, false) } }
    let credentials = file.jobs.flatMap { job in
      ([job.node["container"]?["credentials"]] + job.services.map { $0.node["credentials"] })
        .flatMap { ($0?.entries ?? []).filter { $0.key.text == "password" }.map { ($0, false) } }
    }
    let known = Set(services.filter { isSecret($0.0) }.compactMap { $0.0.value.string })
    return (services + others + credentials).compactMap { entry, isService in
      guard isSecret(entry), let text = entry.value.string else { return nil }
      let isOfTests = isService || known.contains(text)
      return Fault(
        entry.value.position,
        "the value of \(QuotedName.text(entry.key.text ?? "")) is written out",
        do: isOfTests
          ? "make one in the run, or take it from a secret"
          : "take it from a secret: ${{ secrets.NAME }}",
        severity: isOfTests && !SecretWords.isToken(text) ? .note : nil)
    }
  }

  private static func isSecret(_ entry: YAMLNode.Entry) -> Bool {
    guard let text = entry.value.string, !text.contains("${{"), !text.contains("$") else {
      return false
    }
    return SecretWords.isToken(text)
      || (SecretWords.isName(entry.key.text ?? "") && SecretWords.isValue(text))
  }
}

/// Names and values that only secrets have.
enum SecretWords {
  private static let endings = [
    "PASSWORD", "PASSWD", "_PASS", "_PWD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY",
    "SECRET_KEY", "ACCESS_KEY", "ENCRYPTION_KEY", "PASSPHRASE", "REDISCLI_AUTH",
  ]
  private static let exceptions = [
    "ALLOW", "RANDOM", "ENABLE", "DISABLE", "REQUIRE", "PUBLIC", "HAS_", "CANCEL", "ID_TOKEN",
  ]

  static func isName(_ name: String) -> Bool {
    let name = name.uppercased().replacing("-", with: "_")
    return endings.contains { name.hasSuffix($0) } && !exceptions.contains { name.contains($0) }
  }

  static func isValue(_ text: String) -> Bool {
    !text.isEmpty
      && !["true", "false", "none", "null", "yes", "no", "0", "1"].contains(text.lowercased())
      && !text.hasPrefix("/") && !text.hasPrefix("./") && !text.contains("://")
  }

  static func isToken(_ text: String) -> Bool {
    let shapes = [
      "ghp_", "gho_", "ghs_", "github_pat_", "sk_live_", "sk-ant-", "xoxb-", "glpat-", "AKIA",
      "dop_v1_", "npm_",
    ]
    return text.utf8.count >= 20 && !text.contains(" ") && shapes.contains { text.hasPrefix($0) }
  }
}

/// One line of a shell's script.
struct ShellText {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Whether a variable stands outside of quotes, where the shell splits it into words.
  func hasUnquoted(_ name: String) -> Bool {
    var quote: Character?
    var index = text.startIndex
    var word = ""
    while index < text.endIndex {
      let character = text[index]
      if character == "\\" {
        index = text.index(index, offsetBy: 2, limitedBy: text.endIndex) ?? text.endIndex
        continue
      }
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "$", isVariable(name, at: index), !isAssignment(word) {
        return true
      }
      word = character.isWhitespace ? "" : word + String(character)
      index = text.index(after: index)
    }
    return false
  }

  /// What is assigned isn't split.
  private func isAssignment(_ word: String) -> Bool {
    word.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*=.*/) != nil || text.hasPrefix("[[")
  }

  private func isVariable(_ name: String, at index: String.Index) -> Bool {
    let rest = text[text.index(after: index)...]
    if rest.hasPrefix("{\(name)}") { return true }
    guard rest.hasPrefix(name) else { return false }
    let next = rest.dropFirst(name.count).first
    return next.map { !($0.isLetter || $0.isNumber || $0 == "_") } ?? true
  }
}
