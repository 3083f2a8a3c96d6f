extension Dockerfile {
  /// The text of the file; ends with one newline.
  package var text: String {
    var blocks: [[String]] = []
    let top =
      directives.map { "# \($0.name)=\(Self.oneLine($0.value))" }
      + (directives.isEmpty || comments.isEmpty ? [] : [""])
      + comments.flatMap(Self.comment)
    if !top.isEmpty { blocks.append(top) }
    let preamble = Self.lines(of: self.preamble)
    if !preamble.isEmpty { blocks.append(preamble) }
    blocks += stages.map(Self.lines(of:))
    let text = blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    // A comment of the form `# escape=x` on the first line would be a directive.
    return directives.isEmpty && Self.beginsLikeDirective(text) ? "#\n" + text : text
  }

  private static func beginsLikeDirective(_ text: String) -> Bool {
    let line = text.prefix { !$0.isNewline }.lowercased()
    guard line.hasPrefix("#"), let sign = line.firstIndex(of: "=") else { return false }
    let name = line[..<sign].dropFirst().filter { !$0.isWhitespace }
    return ["syntax", "escape", "check"].contains(name)
  }

  private static func lines(of stage: Stage) -> [String] {
    let platform = stage.platform.map { "--platform=\($0.quoted) " } ?? ""
    let name = stage.name.map { " AS \($0)" } ?? ""
    return (stage.comment.map(comment) ?? [])
      + ["FROM " + platform + stage.base.quoted + name]
      + lines(of: stage.instructions)
  }

  static func lines(of instructions: [Instruction]) -> [String] {
    var lines: [String] = []
    var needsBlank = false
    for instruction in instructions {
      if instruction == .blank {
        needsBlank = true
        continue
      }
      if needsBlank && (!lines.isEmpty) { lines.append("") }
      needsBlank = false
      lines += self.lines(of: instruction)
    }
    return lines
  }

  private static func lines(of instruction: Instruction) -> [String] {
    switch instruction {
    case .comment(let text): comment(text)
    case .blank: []
    case .excerpt(let excerpt): excerpt.lines
    case .arg(let name, let value): ["ARG " + name + (value.map { "=" + $0.quoted } ?? "")]
    case .env(let pairs): continued(["ENV"], pairs.map(text(of:)))
    case .label(let pairs): continued(["LABEL"], pairs.map(text(of:)))
    case .run(let command, let mounts): run(command, mounts)
    case .copy(let copy): [text(of: copy)]
    case .workdir(let path): ["WORKDIR " + path.unquoted]
    case .user(let user): ["USER " + user.unquoted]
    case .expose(let ports): ["EXPOSE " + ports.map(\.quoted).joined(separator: " ")]
    case .volume(let paths): ["VOLUME " + json(paths.map(\.unquoted))]
    case .healthcheck(let check): check.map(lines(of:)) ?? ["HEALTHCHECK NONE"]
    case .entrypoint(let command): ["ENTRYPOINT " + text(of: command)]
    case .cmd(let command): ["CMD " + text(of: command)]
    case .stopsignal(let signal): ["STOPSIGNAL " + signal.unquoted]
    case .shell(let words): ["SHELL " + json(words)]
    }
  }

  private static func comment(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      let trimmed = String(line.trimmingEnd())
      return trimmed.isEmpty ? "#" : "# " + trimmed
    }
  }

  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isLineBreak($0) ? " " : $0 }))
  }

  private static func text(of pair: Pair) -> String { pair.name + "=" + pair.value.quoted }

  /// Words on lines that are one for the builder.
  private static func continued(_ head: [String], _ rest: [String]) -> [String] {
    guard let first = rest.first else { return [] }
    var lines = [(head + [first]).joined(separator: " ")]
    for word in rest.dropFirst() {
      lines[lines.count - 1] += " \\"
      lines.append("    " + word)
    }
    return lines
  }
}

extension Dockerfile {
  private static func run(_ command: Command, _ mounts: [Mount]) -> [String] {
    continued(["RUN"], mounts.map(text(of:)) + words(of: command))
  }

  private static func text(of mount: Mount) -> String {
    let fields =
      ["type=\(mount.type)"]
      + mount.options.map { option in
        option.name + (option.value.map { "=" + $0 } ?? "")
      }
    // The list of fields is one of comma-separated values (RFC 4180).
    return "--mount="
      + fields.map { field in
        field.contains { $0 == "," || $0 == "\"" || $0 == " " }
          ? "\""
            + field.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\"" : field
      }.joined(separator: ",")
  }

  private static func text(of command: Command) -> String {
    switch command {
    case .exec(let words): json(words)
    case .shell(let parts):
      isLine(parts) ? parts.joined(separator: " && ") : json(shellWords(parts))
    }
  }

  /// The command, a line an element.
  private static func words(of command: Command) -> [String] {
    guard case .shell(let parts) = command, isLine(parts) else { return [text(of: command)] }
    return parts.enumerated().map { index, part in index == 0 ? part : "&& " + part }
  }

  /// Whether shell text survives the builder's own reading: lines, here-documents, trailing
  /// backslashes, flags, JSON and comments are the builder's.
  private static func isLine(_ parts: [String]) -> Bool {
    parts.allSatisfy { part in
      !part.unicodeScalars.contains(where: isLineBreak) && !part.contains("<<")
        && !part.hasSuffix("\\")
    } && !["-", "[", "#", " "].contains { parts.first?.hasPrefix($0) ?? false }
      && !parts.isEmpty
  }

  private static func shellWords(_ parts: [String]) -> [String] {
    ["/bin/sh", "-c", parts.joined(separator: " && ")]
  }

  private static func text(of copy: Copy) -> String {
    let flags = [
      copy.from.map { "--from=" + $0.quoted }, copy.owner.map { "--chown=" + $0.quoted },
      copy.mode.map { "--chmod=" + $0 }, copy.isLink ? "--link" : nil,
      copy.keepsParents ? "--parents" : nil,
    ]
    let paths = copy.sources + [copy.destination]
    let operands =
      paths.contains(where: \.hasSpace)
      ? json(paths.map(\.unquoted)) : paths.map(\.unquoted).joined(separator: " ")
    return (["COPY"] + flags.compactMap { $0 } + [operands]).joined(separator: " ")
  }

  private static func lines(of check: Healthcheck) -> [String] {
    let durations: [(String, Duration?)] = [
      ("interval", check.interval), ("timeout", check.timeout),
      ("start-period", check.startPeriod), ("start-interval", check.startInterval),
    ]
    var flags = durations.compactMap { name, value in value.map { "--\(name)=\(text(of: $0))" } }
    if let retries = check.retries { flags.append("--retries=\(retries)") }
    let command = "CMD " + text(of: check.command)
    if flags.isEmpty { return ["HEALTHCHECK " + command] }
    return continued(["HEALTHCHECK"], [flags.joined(separator: " "), command])
  }
}
