import Model
import Platform

/// The files beside a compose file that say which variables there are: `.env.example` and the like,
/// and `.env` itself.
struct VariableTemplates {
  struct Template {
    let path: String
    /// Each variable with its line; those in comments (`# NAME=`) aren't among them.
    let lines: [(name: String, line: Int)]
  }

  /// Those that are meant to be copied, in order of path.
  private(set) var templates: [Template] = []
  /// What is known of variables; a template's value where nothing else is.
  private(set) var values: [String: String] = [:]
  /// Names that are mentioned, in comments too.
  private var names: Set<String> = []

  /// - Parameters:
  ///   - folder: Of the compose file.
  ///   - others: Further files of variables that it names.
  init(folder: String, others: [String] = []) {
    add(filesIn: folder)
    if templates.isEmpty { add(filesIn: ComposePath.join(folder, "..")) }
    for path in others { read(path, isTemplate: false) }
  }

  private mutating func add(filesIn folder: String) {
    for name in ComposePath.files(in: folder) where VariableTemplates.isVariables(name) {
      read(ComposePath.join(folder, name), isTemplate: VariableTemplates.isTemplate(name))
    }
  }

  /// Whether somebody sets the variable, or is told to.
  func knows(_ name: String) -> Bool {
    names.contains(name) || ComposeEnvironment.isForeign(name) || name == "CI"
      || name.hasPrefix("CI_") || name.hasPrefix("GITHUB_")
  }

  private static let endings = ["example", "sample", "template", "dist", "tpl", "defaults", "tmpl"]

  /// `.env.example`, `.env.staging.example`, `example.env`, `env.sample`.
  static func isTemplate(_ name: String) -> Bool {
    let parts = name.lowercased().split { $0 == "." || $0 == "-" || $0 == "_" }.map(String.init)
    return parts.contains("env") && parts.contains(where: endings.contains)
  }

  static func isVariables(_ name: String) -> Bool {
    name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") || isTemplate(name)
  }

  private mutating func read(_ path: String, isTemplate: Bool) {
    guard let text = ComposePath.text(path) else { return }
    var lines: [(name: String, line: Int)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let (name, value, isComment) = VariableTemplates.assignment(line) else { continue }
      names.insert(name)
      if isComment { continue }
      lines.append((name, index + 1))
      if values[name] == nil || !isTemplate { values[name] = value }
    }
    if isTemplate { templates.append(Template(path: path, lines: lines)) }
  }

  /// `NAME=VALUE`, also behind `export`, and behind `#`.
  private static func assignment(
    _ line: Substring
  ) -> (name: String, value: String, isComment: Bool)? {
    var rest = line.drop { $0 == " " || $0 == "\t" }
    let isComment = rest.first == "#"
    rest = rest.drop { $0 == "#" || $0 == " " }
    if rest.hasPrefix("export ") { rest = rest.dropFirst(7) }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard !name.isEmpty, rest.dropFirst(name.count).first == "=" else { return nil }
    var value = rest.dropFirst(name.count + 1)
    while value.last?.isWhitespace == true { value = value.dropLast() }
    for quote in ["\"", "'"] where value.hasPrefix(quote) && value.hasSuffix(quote) {
      value = value.dropFirst().dropLast()
    }
    return (String(name), String(value), isComment)
  }
}
