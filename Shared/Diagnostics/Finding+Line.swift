import JSON

extension Finding {
  /// The finding for people, on one line without its end:
  /// `tool: error: PATH:LINE:COLUMN: /pointer: message; remedy`.
  ///
  /// - Parameters:
  ///   - tool: Stands in for the tool's name where the finding has none.
  ///   - isColored: Whether the severity is set off with SGR sequences (ECMA-48 §8.3.117).
  package func line(tool fallback: String = "", isColored: Bool = false) -> String {
    let tool = self.tool.isEmpty ? fallback : self.tool
    var text = Label(severity).prefix(tool: tool, isColored: isColored)
    if let place { text += "\(PlainText.escaped(place)): " }
    if let pointer, !pointer.tokens.isEmpty {
      text += "\(PlainText.escaped(pointer.description)): "
    }
    text += PlainText.escaped(message)
    if let remedy { text += "; " + PlainText.escaped(remedy) }
    return text
  }

  /// `PATH:LINE:COLUMN`, as far as known.
  private var place: String? {
    let position = line.map { line in column.map { "\(line):\($0)" } ?? "\(line)" }
    switch (path, position) {
    case (let path?, let position?): return "\(path):\(position)"
    case (let path?, nil): return path
    case (nil, let position?): return "line \(position)"
    case (nil, nil): return nil
    }
  }
}

/// The word that opens a line for people, and its colour.
package struct Label: Sendable {
  /// `error`, `warning`, `note` or `hint`.
  package let word: String
  /// The SGR parameters.
  private let style: String

  /// The word and colour of a severity: red, yellow or cyan, bold.
  package init(_ severity: Severity) {
    word = severity.rawValue
    style =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
  }

  private init(word: String, style: String) {
    self.word = word
    self.style = style
  }

  /// What opens a line that says what to do next.
  package static let hint = Label(word: "hint", style: "1;36")

  /// `tool: word: `
  package func prefix(tool: String, isColored: Bool) -> String {
    let shown = isColored ? "\u{1b}[\(style)m\(word)\u{1b}[0m" : word
    return tool.isEmpty ? "\(shown): " : "\(PlainText.escaped(tool)): \(shown): "
  }
}
