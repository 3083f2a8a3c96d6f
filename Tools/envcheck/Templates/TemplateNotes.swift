import Diagnostics
import JSON
import Model

/// What a person should know of the templates.
struct TemplateNotes {
  let stack: Stack

  var findings: [Finding] {
    let lines = TemplateLines(stack: stack, environment: stack.composeEnvironments.first)
    return stack.variables.enumerated().flatMap { index, variable in
      let place = JSONPointer().appending("variables").appending(index)
      var findings: [Finding] = []
      if lines.leavesOut(variable) {
        findings.append(
          Finding(
            tool: EnvcheckGenerator.name, rule: "unwritable-value", severity: .note,
            message:
              "templates leave \(variable.name) out: no form of quoting says its value alike "
              + "to compose, dotenv and a shell",
            remedy: "take a value without a single quote beside one of \" $ ` \\, and without a "
              + "backslash at its end",
            pointer: place))
      }
      if variable.isSecret(in: stack), let prefix = Self.publicPrefix(of: variable.name) {
        findings.append(
          Finding(
            tool: EnvcheckGenerator.name, rule: "public-secret", severity: .warning,
            message:
              "\(variable.name) is secret, and \(prefix) builds it into pages that everybody "
              + "reads",
            remedy: "name it otherwise, or say that it is no secret", pointer: place))
      }
      return findings
    }
  }

  /// Prefixes by which bundlers put variables into pages (documentation of Next.js, Vite, Create
  /// React App, Expo, Gatsby and Nuxt).
  private static func publicPrefix(of name: String) -> String? {
    ["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "EXPO_PUBLIC_", "GATSBY_", "NUXT_PUBLIC_", "PUBLIC_"]
      .first(where: name.hasPrefix)
  }
}
