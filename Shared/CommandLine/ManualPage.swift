/// The manual page of a tool, in section 1: `man` macros, no date, so that it is the same every day.
struct ManualPage {
  private let tool: CommandChain
  private let version: String
  private var lines: [String] = []

  init(_ tool: Command, version: String) {
    self.tool = CommandChain(tool)
    self.version = version
  }

  /// The page, whole lines.
  var rendered: String {
    var page = self
    page.write()
    return page.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write() {
    let command = tool.command
    let name = command.name
    lines.append(
      ".TH \(Roff.escaped(name.uppercased())) 1 \"\" \"\(Roff.escaped("\(name) \(version)"))\""
        + " \"User Commands\"")
    section("NAME")
    lines.append("\(Roff.escaped(name)) \\- \(Roff.escaped(command.summary))")
    synopsis()
    section("DESCRIPTION")
    if command.discussion.isEmpty { prose("\(command.summary).") }
    discussion(command.discussion, opening: nil)
    commands()
    options()
    section("EXIT STATUS")
    for meaning in tool.exitMeanings { term(Roff.bold(meaning.status), meaning.meaning) }
    for chain in tool.all.dropFirst() where !chain.command.exitMeanings.isEmpty {
      subsection(chain.typedTitle)
      for meaning in chain.exitMeanings { term(Roff.bold(meaning.status), meaning.meaning) }
    }
    examples()
    seeAlso()
  }

  private mutating func synopsis() {
    section("SYNOPSIS")
    for (index, synopsis) in Synopsis.lines(for: tool).enumerated() {
      if index > 0 { lines.append(".br") }
      lines.append(
        synopsis.words.map { word in
          switch word {
          case .literal(let text): Roff.bold(text)
          case .optionalLiteral(let text): "[\(Roff.bold(text))]"
          case .placeholder(let text): Roff.italic(text)
          }
        }.joined(separator: " "))
    }
  }

  private mutating func commands() {
    guard !tool.command.subcommands.isEmpty else { return }
    section("COMMANDS")
    for chain in tool.all.dropFirst() where chain.command.subcommands.isEmpty {
      let command = chain.command
      let isDefault = tool.resolvingDefaults.names == chain.names
      term(
        Roff.bold(chain.names.joined(separator: " ")),
        command.summary + (isDefault ? " (the default)." : "."))
      discussion(command.discussion, opening: ".IP")
      for argument in command.arguments {
        lines.append(".IP")
        lines.append("\(Roff.italic(argument.form)):")
        prose("\(argument.details).")
      }
    }
  }

  private mutating func options() {
    section("OPTIONS")
    if tool.command.subcommands.isEmpty {
      arguments(of: tool.command)
      tool.options.forEach { option($0) }
      return
    }
    for chain in tool.all.dropFirst() where !chain.command.options.isEmpty {
      subsection(chain.typedTitle)
      chain.command.options.forEach { option($0) }
    }
    subsection("Every command")
    (tool.command.options + Option.common).forEach { option($0) }
  }

  private mutating func arguments(of command: Command) {
    for argument in command.arguments {
      term(Roff.italic(argument.form), "\(argument.details).")
    }
  }

  private mutating func option(_ option: Option) {
    var form = option.short.map { "\(Roff.bold("-\($0)")), " } ?? ""
    form += Roff.bold(option.spelling)
    if let name = option.valueName {
      form += option.isValueOptional ? "[=\(Roff.italic(name))]" : " \(Roff.italic(name))"
    }
    term(form, "\(option.details).")
  }

  private mutating func examples() {
    let examples = tool.all.flatMap(\.command.examples)
    guard !examples.isEmpty else { return }
    section("EXAMPLES")
    for (index, example) in examples.enumerated() {
      if index > 0 { lines.append(".PP") }
      prose("\(example.summary):")
      verbatim(example.lines, indent: 4)
    }
  }

  private mutating func seeAlso() {
    let pages = tool.command.seeAlso
    guard !pages.isEmpty else { return }
    section("SEE ALSO")
    for (index, page) in pages.enumerated() {
      let name = page.prefix { $0 != "(" }
      let rest = page.dropFirst(name.count) + (index + 1 < pages.count ? "," : "")
      lines.append(Roff.bold(String(name)) + Roff.escaped(String(rest)))
    }
  }
}

extension ManualPage {
  private mutating func section(_ title: String) { lines.append(".SH \(title)") }

  private mutating func subsection(_ title: String) {
    lines.append(".SS \"\(Roff.escaped(title))\"")
  }

  /// - Parameter form: Escaped already.
  private mutating func term(_ form: String, _ meaning: String) {
    lines.append(".TP")
    lines.append(form)
    prose(meaning)
  }

  /// - Parameter opening: The macro that begins each paragraph; `nil` for `.PP` between them.
  private mutating func discussion(_ text: String, opening: String?) {
    for (index, paragraph) in TextWrap.paragraphs(text).enumerated() {
      if let opening { lines.append(opening) } else if index > 0 { lines.append(".PP") }
      switch paragraph {
      case .prose(let text): prose(text)
      case .verbatim(let lines): verbatim(lines, indent: 0)
      }
    }
  }

  private mutating func prose(_ text: String) {
    lines += TextWrap.lines(text, width: 72).map(Roff.escaped)
  }

  private mutating func verbatim(_ text: [String], indent: Int) {
    if indent > 0 { lines.append(".RS \(indent)") }
    lines.append(".nf")
    lines += text.map { line in
      let escaped = Roff.escaped(line)
      // A space at the beginning of a line would break it, which in .nf changes nothing, but lints.
      return escaped.utf8.first == UInt8(ascii: " ") ? "\\&" + escaped : escaped
    }
    lines.append(".fi")
    if indent > 0 { lines.append(".RE") }
  }
}

extension CommandChain {
  /// What names the command, every word of it: `tfgen generate`.
  var typedTitle: String { ([tool.name] + names).joined(separator: " ") }
}

extension Command {
  /// The manual page of the tool, for `man`.
  package func manual(version: String) -> String {
    ManualPage(self, version: version).rendered
  }
}
