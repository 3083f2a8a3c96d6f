import Emit

/// Texts in which `${{` begins an expression (docs.github.com, "Evaluate expressions").
enum WorkflowText {
  /// A text as an expression has it: `'it''s'`.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// A text that means itself.
  static func literal(_ text: String) -> YAML {
    let scalars = Array(text.unicodeScalars)
    let begins = zip(scalars, zip(scalars.dropFirst(), scalars.dropFirst(2))).contains {
      $0 == "$" && $1.0 == "{" && $1.1 == "{"
    }
    return .string(begins ? "${{ \(quoted(text)) }}" : text)
  }

  /// A variable of the repository or of the job's environment, else a text.
  static func variable(_ name: String, else text: String? = nil) -> String {
    "${{ vars.\(name)" + (text.map { " || \(quoted($0))" } ?? "") + " }}"
  }

  /// A secret of the repository or of the job's environment.
  static func secret(_ name: String) -> String { "${{ secrets.\(name) }}" }
}
