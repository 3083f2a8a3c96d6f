/// The help of a command, for a terminal.
struct HelpPage {
  private let chain: CommandChain
  private let width: Int
  private let isStyled: Bool
  private var text = ""

  /// - Parameters:
  ///   - width: In columns; more than 100 is not used, less than 40 not heeded.
  ///   - isStyled: Whether headings are bold.
  init(_ chain: CommandChain, width: Int, isStyled: Bool) {
    self.chain = chain
    self.width = min(max(width, 40), 100)
    self.isStyled = isStyled
  }

  /// The help, whole lines.
  var rendered: String {
    var page = self
    page.write()
    return page.text
  }

  private mutating func write() {
    let command = chain.command
    let effective = chain.resolvingDefaults
    line(command.summary)
    usage()
    discussion(command.discussion)
    section(
      "Commands",
      command.subcommands.map {
        ($0.name, $0.summary + ($0.name == command.defaultSubcommand ? " (the default)" : ""))
      })
    section("Arguments", effective.command.arguments.map { ($0.name, $0.details) })
    section("Options", effective.options.map { (HelpPage.entry($0), $0.details) })
    examples(
      chain.commands.count == effective.commands.count
        ? command.examples : command.examples + effective.command.examples)
    section("Exit status", chain.exitMeanings.map { ($0.status, $0.meaning) })
    if !command.subcommands.isEmpty {
      line()
      prose("Run `\(chain.title) COMMAND --help` for the options of a command.", indent: 0)
    }
  }

  private static func entry(_ option: Option) -> String {
    (option.short.map { "-\($0), " } ?? "    ") + option.form
  }

  private mutating func usage() {
    line()
    let opening = "Usage: "
    for (index, synopsis) in Synopsis.lines(for: chain).enumerated() {
      let lines = TextWrap.lines(synopsis.text, width: width - opening.count)
      for (part, words) in lines.enumerated() {
        let isFirst = index == 0 && part == 0
        let margin = isFirst ? heading("Usage:") + " " : String(repeating: " ", count: 7)
        line(margin + (part == 0 ? "" : "  ") + words)
      }
    }
  }

  private mutating func discussion(_ text: String) {
    for paragraph in TextWrap.paragraphs(text) {
      line()
      switch paragraph {
      case .prose(let text): prose(text, indent: 0)
      case .verbatim(let lines): lines.forEach { line($0) }
      }
    }
  }

  /// A list of terms, with what they mean in a second column.
  private mutating func section(_ title: String, _ entries: [(term: String, meaning: String)]) {
    guard !entries.isEmpty else { return }
    line()
    line(heading("\(title):"))
    let widest = width / 3
    let terms = entries.map(\.term.count).filter { $0 <= widest }
    let column = (terms.max() ?? 8) + 4
    for (term, meaning) in entries {
      var margin = "  \(term)"
      if margin.count + 2 > column {
        line(margin)
        margin = ""
      }
      for words in TextWrap.lines(meaning, width: width - column) {
        line(margin + String(repeating: " ", count: column - margin.count) + words)
        margin = ""
      }
    }
  }

  private mutating func examples(_ examples: [Example]) {
    guard !examples.isEmpty else { return }
    line()
    line(heading("Examples:"))
    for example in examples {
      prose("\(example.summary):", indent: 2)
      example.lines.forEach { line("    \($0)") }
    }
  }

  private mutating func prose(_ text: String, indent: Int) {
    for words in TextWrap.lines(text, width: width - indent) {
      line(String(repeating: " ", count: indent) + words)
    }
  }

  private func heading(_ text: String) -> String {
    isStyled ? "\u{1b}[1m\(text)\u{1b}[0m" : text
  }

  private mutating func line(_ words: String = "") {
    text += words
    text += "\n"
  }
}

extension Command {
  /// The help of the command that names lead to.
  ///
  /// - Parameters:
  ///   - path: The names below the tool; empty for the tool itself.
  ///   - width: In columns; at most 100 are used.
  ///   - isStyled: Whether headings are bold.
  package func help(for path: [String] = [], width: Int = 80, isStyled: Bool = false) -> String {
    HelpPage(CommandChain(self).descending(path), width: width, isStyled: isStyled).rendered
  }
}
