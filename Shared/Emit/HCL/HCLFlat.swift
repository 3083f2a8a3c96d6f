/// Writes expressions on one line, with the spaces of hclwrite/format.go (`spaceAfterToken`).
struct HCLFlat {
  /// What indexing and attribute access bind with.
  static let postfixPrecedence = 8

  /// Whether a text has a `=` in it that `terraform fmt` would take for an assignment's.
  static func holdsAssignment(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "=")) && text.contains(" = ")
  }

  func text(_ expression: HCL.Expression) -> String {
    var line = TextBuffer(capacity: HCLLayout.width)
    write(expression, to: &line)
    return line.text
  }

  private func write(_ expression: HCL.Expression, to line: inout TextBuffer) {
    switch expression {
    case .string(let text): write(quoted: text, to: &line)
    case .template(let parts): write(template: parts, to: &line)
    case .heredoc(let parts): write(template: HCLHeredoc.wholeLines(parts), to: &line)
    case .number(let text), .reference(let text): line += text
    case .bool(let value): line += value ? "true" : "false"
    case .null: line += "null"
    case .list(let elements): write(elements, between: "[", and: "]", to: &line)
    case .object(let members): write(members, to: &line)
    case .call(let name, let arguments, let expands):
      line += name
      write(arguments, between: "(", and: expands ? "...)" : ")", to: &line)
    case .attribute(let base, let name):
      write(base, above: Self.postfixPrecedence, to: &line)
      line += "." + name
    case .index(let base, let key):
      write(indexed: base, to: &line)
      line += index(key)
    case .splat(let base):
      write(indexed: base, to: &line)
      line += "[*]"
    case .unary(let symbol, let operand):
      line += symbol.rawValue
      write(operand, above: Self.postfixPrecedence, to: &line)
    case .binary(let left, let symbol, let right):
      write(left, above: symbol.precedence, to: &line)
      line += " \(symbol.rawValue) "
      write(right, above: symbol.precedence + 1, to: &line)
    case .conditional(let condition, let then, let otherwise):
      write(choice: (condition, then, otherwise), to: &line)
    case .comprehension(let loop):
      line += loop.key == nil ? "[" : "{ "
      line += head(of: loop) + body(of: loop) + tail(of: loop)
      line += loop.key == nil ? "]" : " }"
    }
  }

  private func write(quoted text: String, to line: inout TextBuffer) {
    line += "\""
    line += HCLQuoting.escaped(text, before: .end)
    line += "\""
  }

  private func write(
    _ elements: [HCL.Expression], between open: String, and close: String, to line: inout TextBuffer
  ) {
    line += open
    for (index, element) in elements.enumerated() {
      if index > 0 { line += ", " }
      write(element, to: &line)
    }
    line += close
  }

  private func write(
    choice: (HCL.Expression, HCL.Expression, HCL.Expression), to line: inout TextBuffer
  ) {
    write(choice.0, above: 1, to: &line)
    line += " ? "
    write(choice.1, above: 1, to: &line)
    line += " : "
    write(choice.2, above: 1, to: &line)
  }

  private func write(_ members: [HCL.Member], to line: inout TextBuffer) {
    for (index, member) in members.enumerated() {
      line += index > 0 ? ", " : "{ "
      line += key(member.key).text
      line += " = "
      write(member.value, to: &line)
    }
    line += members.isEmpty ? "{}" : " }"
  }

  /// An operand, in parentheses where it binds less tightly than `precedence`.
  private func write(
    _ expression: HCL.Expression, above precedence: Int, to line: inout TextBuffer
  ) {
    let isApart = self.precedence(expression) < precedence
    if isApart { line += "(" }
    write(expression, to: &line)
    if isApart { line += ")" }
  }

  /// What stands before `[`. A quoted string gets parentheses: `terraform fmt` would put a space
  /// between.
  private func write(indexed base: HCL.Expression, to line: inout TextBuffer) {
    let text = operand(base, above: Self.postfixPrecedence)
    line += text.hasSuffix("\"") ? "(" + text + ")" : text
  }
}

// Parts of expressions.
extension HCLFlat {
  /// `for k, v in x : k => `
  func head(of loop: HCL.Comprehension) -> String {
    "for " + loop.names.joined(separator: ", ") + " " + after("in", loop.collection) + " : "
      + (loop.key.map { text($0) + " => " } ?? "")
  }

  /// `... if c`
  func tail(of loop: HCL.Comprehension) -> String {
    (loop.isGrouping ? "..." : "") + (loop.condition.map { " " + after("if", $0) } ?? "")
  }

  /// The value of a `for` on one line.
  func body(of loop: HCL.Comprehension) -> String {
    loop.key == nil ? text(loop.value) : signless(loop.value)
  }

  /// In parentheses where it begins with a minus, which `terraform fmt` takes for a binary one
  /// after `${`, `=>` and keywords.
  private func signless(_ expression: HCL.Expression) -> String {
    let text = text(expression)
    return text.hasPrefix("-") ? "(" + text + ")" : text
  }

  /// `terraform fmt` takes `in(` and `if(` for calls and `if[` for an index.
  private func after(_ keyword: String, _ expression: HCL.Expression) -> String {
    let text = signless(expression)
    return keyword + (text.hasPrefix("(") || keyword == "if" && text.hasPrefix("[") ? "" : " ")
      + text
  }

  /// An operand, in parentheses where it binds less tightly than `precedence`.
  func operand(_ expression: HCL.Expression, above precedence: Int) -> String {
    var line = TextBuffer(capacity: HCLLayout.width)
    write(expression, above: precedence, to: &line)
    return line.text
  }

  /// `[key]`. `terraform fmt` 1.11 loses an index of a bare keyword.
  func index(_ key: HCL.Expression) -> String {
    switch key {
    case .bool, .null: "[(" + text(key) + ")]"
    default: "[" + text(key) + "]"
    }
  }

  /// 0 for a conditional, 1 to 6 for binary operators, 7 for unary, 8 for all that needs no
  /// parentheses.
  func precedence(_ expression: HCL.Expression) -> Int {
    switch expression {
    case .conditional: return 0
    case .binary(_, let symbol, _): return symbol.precedence
    case .unary: return 7
    case .number(let text): return text.utf8.first == UInt8(ascii: "-") ? 7 : 8
    case .template(let parts):
      if case .some(let whole) = wholeInterpolation(of: joined(parts)) { return precedence(whole) }
      return Self.postfixPrecedence
    default: return Self.postfixPrecedence
    }
  }

  /// A key as it is written, and its width in grapheme clusters. The quotes are tokens of their
  /// own for `terraform fmt`, so that a combining mark after one counts.
  func key(_ key: HCL.Key) -> (text: String, width: Int) {
    switch key {
    case .name(let name) where HCL.isBareKey(name): return (name, name.utf8.count)
    case .name(let name):
      let escaped = HCLQuoting.escaped(name, before: .end)
      return ("\"" + escaped + "\"", escaped.columns + 2)
    case .expression(.string(let name)): return self.key(.name(name))
    case .expression(let expression):
      let written = text(expression)
      let isQuoted = if case .template = expression { written.hasPrefix("\"") } else { false }
      return isQuoted ? (written, written.columns) : ("(\(written))", written.columns + 2)
    }
  }
}

// Templates.
extension HCLFlat {
  /// A quoted template; a single interpolation is unwrapped, as `terraform fmt` would.
  private func write(template parts: [HCL.TemplatePart], to line: inout TextBuffer) {
    let parts = joined(parts)
    if let whole = wholeInterpolation(of: parts) { return write(whole, to: &line) }
    line += "\""
    for (index, part) in parts.enumerated() {
      switch part {
      case .text(let text):
        line += HCLQuoting.escaped(text, before: index + 1 < parts.count ? .interpolation : .end)
      case .interpolation(let expression): line += interpolation(expression)
      }
    }
    line += "\""
  }

  /// `${…}`. `terraform fmt` sets braces of an object off, not those of the interpolation.
  func interpolation(_ expression: HCL.Expression) -> String {
    let text = signless(expression)
    return "${" + (text.hasPrefix("{") ? " " : "") + text + (text.hasSuffix("}") ? " " : "") + "}"
  }

  private func wholeInterpolation(of parts: [HCL.TemplatePart]) -> HCL.Expression? {
    guard parts.count == 1, case .interpolation(let expression) = parts[0] else { return nil }
    return expression
  }

  /// Neighbouring texts made one, empty ones left out.
  func joined(_ parts: [HCL.TemplatePart]) -> [HCL.TemplatePart] {
    parts.reduce(into: []) { result, part in
      switch (result.last, part) {
      case (_, .text("")): break
      case (.text(let before), .text(let after)): result[result.count - 1] = .text(before + after)
      default: result.append(part)
      }
    }
  }
}
