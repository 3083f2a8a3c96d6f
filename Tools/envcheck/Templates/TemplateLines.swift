import Emit
import JSON
import Model

/// What templates say of a variable.
struct TemplateLines {
  private let stack: Stack
  private let environment: ComposeEnvironment?
  private let values: TemplateValues

  init(stack: Stack, environment: ComposeEnvironment?) {
    self.stack = stack
    self.environment = environment
    values = TemplateValues(stack: stack, environment: environment)
  }

  static func opening(_ summary: String, copyTo file: String) -> [DotenvFile.Item] {
    [
      .comment(
        "\(summary)\nCopy it to \(file), which git ignores. Secrets here are dummies that begin with\n"
          + "\(TemplateValues.dummy); docs/SECRETS_MANAGEMENT.md says where real ones live.")
    ]
  }

  /// With a blank line between two variables.
  static func spaced(_ variables: [[DotenvFile.Item]]) -> [DotenvFile.Item] {
    Array(variables.joined(separator: [.blank]))
  }

  /// What it is for, what it takes, what it is elsewhere, and its entry.
  func items(for variable: Variable) -> [DotenvFile.Item] {
    let comments = [variable.summary, form(of: variable), elsewhere(variable)]
    return comments.filter { !$0.isEmpty }.map(DotenvFile.Item.comment)
      + TemplateLines.entry(
        variable.name, values.value(of: variable), isSecret: variable.isSecret(in: stack))
  }

  /// The entry; or, where no form says the value to compose, dotenv and a shell alike, a comment.
  static func entry(_ name: String, _ value: String, isSecret: Bool = false) -> [DotenvFile.Item] {
    if let entry = DotenvFile.Entry(name, value) { return [.entry(entry)] }
    return [
      .comment(
        "\(name) is left out: compose, dotenv and sh don't read its value alike. Set it by other means"
          + (isSecret ? "." : ", to the rest of this line: \(value)"))
    ]
  }

  /// Whether a template leaves the variable's value out.
  func leavesOut(_ variable: Variable) -> Bool {
    DotenvFile.Entry(variable.name, values.value(of: variable)) == nil
  }

  /// `Type: port (1 to 65535). Required. Secret. Read by api.`
  private func form(of variable: Variable) -> String {
    var words = ["Type: \(variable.kind.rawValue)" + range(of: variable)]
    words.append(variable.isRequired ? "Required" : "Optional")
    if variable.isSecret(in: stack) { words.append("Secret") }
    words.append("Read by " + stack.readers(of: variable).joined(separator: ", "))
    return words.joined(separator: ". ") + "."
  }

  private func range(of variable: Variable) -> String {
    switch variable.kind {
    case .choice: return " (" + variable.values.joined(separator: ", ") + ")"
    case .boolean: return " (true, false)"
    case .port: return " (1 to 65535)"
    case .duration: return " (as 500ms, 30s, 5m)"
    case .url, .email: return ""
    case .string, .integer, .number:
      let unit = variable.kind == .string ? " characters" : ""
      switch (variable.minimum, variable.maximum) {
      case (let low?, let high?): return " (\(low) to \(high)\(unit))"
      case (let low?, nil): return " (at least \(low)\(unit))"
      case (nil, let high?): return " (at most \(high)\(unit))"
      case (nil, nil): return ""
      }
    }
  }

  /// `Elsewhere: info (staging-local, staging).`; nothing for secrets, of which no value is known.
  private func elsewhere(_ variable: Variable) -> String {
    let own = values.value(of: variable)
    var others: [(value: String, names: [String])] = []
    for other in stack.environments where other.name != environment?.name {
      guard let value = variable.value(in: other.name), value != own else { continue }
      if let index = others.firstIndex(where: { $0.value == value }) {
        others[index].names.append(other.name)
      } else {
        others.append((value, [other.name]))
      }
    }
    guard !others.isEmpty else { return "" }
    let texts = others.map { "\($0.value) (\($0.names.joined(separator: ", ")))" }
    return "Elsewhere: " + texts.joined(separator: ", ") + "."
  }
}
