/// Lays expressions and bodies out over lines.
///
/// Indentation is two spaces for each *line* with an open bracket, so every line that opens
/// brackets has them closed together, on one line (hclwrite/format.go, `formatIndent`).
struct HCLLayout {
  /// The longest line that lists, objects and calls are kept on, in grapheme clusters.
  static let width = 100

  let flat = HCLFlat()

  func indent(_ level: Int) -> String { String(repeating: "  ", count: level) }

  /// The value after `= `, at an indentation, the first line beginning in a column.
  ///
  /// - Parameter trailing: How many columns what follows on the last line takes.
  func value(
    _ expression: HCL.Expression, level: Int, column: Int, trailing: Int = 0
  ) -> String {
    if let heredoc = HCLHeredoc(expression) { return heredoc.text(level: level) }
    let line = flat.text(expression)
    let fits = column + line.columns + trailing <= Self.width
    if canBreak(expression) && (mustBreak(expression) || !fits) {
      return broken(expression, level: level, column: column)
    }
    return line
  }

  /// Whether an expression holds a comment, or a heredoc that is printed as one.
  func mustBreak(_ expression: HCL.Expression) -> Bool {
    func holds(_ part: HCL.Expression) -> Bool { HCLHeredoc(part) != nil || mustBreak(part) }
    switch expression {
    case .list(let elements): return elements.contains(where: holds)
    case .object(let members): return members.contains { $0.comment != nil || holds($0.value) }
    case .call(_, let arguments, _): return arguments.contains(where: holds)
    default: return false
    }
  }

  /// Whether there is a form over several lines.
  func canBreak(_ expression: HCL.Expression) -> Bool {
    switch expression {
    case .list(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    case .call(_, let arguments, _): !arguments.isEmpty
    case .comprehension, .binary, .conditional: true
    case .attribute(let base, _), .index(let base, _), .splat(let base), .unary(_, let base):
      canBreak(base)
    case .string, .template, .heredoc, .number, .bool, .null, .reference: false
    }
  }

  /// The form over several lines. Its first line always leaves a bracket open.
  func broken(_ expression: HCL.Expression, level: Int, column: Int) -> String {
    switch expression {
    case .list(let elements):
      "[\n" + rows(elements, level: level + 1, endsWithComma: true) + indent(level) + "]"
    case .object(let members): object(members, level: level)
    case .call(let name, let arguments, let expands):
      call(name, arguments, expands: expands, level: level, column: column)
    case .comprehension(let loop): comprehension(loop, level: level)
    case .conditional(let condition, let then, let otherwise):
      conditional(condition, then, otherwise, level: level, column: column)
    case .binary(_, let symbol, _): chain(expression, of: symbol, level: level)
    case .unary(let symbol, let operand):
      symbol.rawValue + grouped(operand, above: HCLFlat.postfixPrecedence, level, column + 1)
    case .attribute(let base, let name): primary(base, level, column) + "." + name
    case .index(let base, let key): primary(base, level, column) + flat.index(key)
    case .splat(let base): primary(base, level, column) + "[*]"
    case .string, .template, .heredoc, .number, .bool, .null, .reference: flat.text(expression)
    }
  }

  private func object(_ members: [HCL.Member], level: Int) -> String {
    var text = TextBuffer(capacity: 1000)
    write(members, level: level + 1, to: &text)
    return "{\n" + text.text + indent(level) + "}"
  }

  private func primary(_ base: HCL.Expression, _ level: Int, _ column: Int) -> String {
    grouped(base, above: HCLFlat.postfixPrecedence, level, column)
  }

  /// The broken form as an operand, in parentheses where precedence asks for them.
  private func grouped(
    _ operand: HCL.Expression, above precedence: Int, _ level: Int, _ column: Int
  ) -> String {
    switch operand {
    case .conditional(let condition, let then, let otherwise):
      return choice(condition, then, otherwise, level: level)
    case .binary(_, let symbol, _): return chain(operand, of: symbol, level: level)
    default:
      let text = broken(operand, level: level, column: column)
      return flat.precedence(operand) < precedence ? "(" + text + ")" : text
    }
  }

  /// Elements one a line, each with a comma; the lines end with a newline.
  private func rows(_ elements: [HCL.Expression], level: Int, endsWithComma: Bool) -> String {
    var text = ""
    for (index, element) in elements.enumerated() {
      text += indent(level) + value(element, level: level, column: 2 * level, trailing: 1)
      if index < elements.count - 1 || endsWithComma {
        // The marker that ends a heredoc stands alone on its line.
        text += HCLHeredoc(element) == nil ? "," : "\n" + indent(level) + ","
      }
      text += "\n"
    }
    return text
  }
}

extension HCLLayout {
  /// Brackets of a last argument that is a list, object, `for` or heredoc hug the parentheses.
  private func call(
    _ name: String, _ arguments: [HCL.Expression], expands: Bool, level: Int, column: Int
  ) -> String {
    let dots = expands ? "..." : ""
    let leading = arguments.dropLast()
    let opening = name + "(" + leading.map { flat.text($0) + ", " }.joined()
    let hugs =
      column + opening.columns < Self.width && !holdsAssignment(opening)
      && !leading.contains { HCLHeredoc($0) != nil || mustBreak($0) }
    guard hugs, let last = arguments.last, isHuggable(last, isOnly: leading.isEmpty) else {
      let body = rows(arguments, level: level + 1, endsWithComma: !expands)
      let isHeredocLast = arguments.last.map { HCLHeredoc($0) != nil } ?? false
      let end = isHeredocLast && expands ? "\n" + indent(level + 1) + dots : dots
      return name + "(\n" + body.dropLast() + end + "\n" + indent(level) + ")"
    }
    if let heredoc = HCLHeredoc(last) {
      return opening + heredoc.text(level: level) + "\n" + indent(level) + dots + ")"
    }
    return opening + broken(last, level: level, column: column + opening.columns) + dots + ")"
  }

  /// Whether the beginning of a line has a `=` in it. Were a bracket opened on the same line,
  /// `terraform fmt` would count as many closed as opened after the `=`, take the line for a whole
  /// assignment, and align it.
  func holdsAssignment(_ text: String) -> Bool { HCLFlat.holdsAssignment(text) }

  private func isHuggable(_ argument: HCL.Expression, isOnly: Bool) -> Bool {
    switch argument {
    case .list, .object, .comprehension: return canBreak(argument)
    case .heredoc: return HCLHeredoc(argument) != nil
    case .call(_, let arguments, _):
      guard isOnly, let last = arguments.last else { return false }
      return isHuggable(last, isOnly: arguments.count == 1)
    default: return false
    }
  }

  private func comprehension(_ loop: HCL.Comprehension, level: Int) -> String {
    let head = flat.head(of: loop)
    let tail = flat.tail(of: loop)
    let column = 2 * (level + 1) + head.columns
    let (open, close) = loop.key == nil ? ("[", "]") : ("{", "}")
    let line = flat.body(of: loop)
    let fits = column + line.columns + tail.columns <= Self.width
    let breaks = canBreak(loop.value) && !line.hasPrefix("(-") && (mustBreak(loop.value) || !fits)
    let value = breaks ? broken(loop.value, level: level + 1, column: column) : line
    // A broken value begins on a line of its own where the one of `for` has an assignment.
    let isApart = holdsAssignment(head) && value.utf8.contains(UInt8(ascii: "\n"))
    let start = isApart ? head.dropLast() + "\n" + indent(level + 1) : head
    return "\(open)\n" + indent(level + 1) + start + value + tail + "\n" + indent(level) + close
  }

  /// One branch opens brackets on the line of the condition, or else all parts get lines of their
  /// own in parentheses: `} : {` would be indented one level too deep.
  private func conditional(
    _ condition: HCL.Expression, _ then: HCL.Expression, _ otherwise: HCL.Expression,
    level: Int, column: Int
  ) -> String {
    let question = flat.operand(condition, above: 1) + " ? "
    let second = flat.operand(otherwise, above: 1)
    let fits = column + question.columns < Self.width && !holdsAssignment(question)
    if fits, canBreak(then), isHuggable(then, isOnly: true), !mustBreak(otherwise),
      2 * level + second.columns + 5 <= Self.width
    {
      let first = broken(then, level: level, column: column + question.columns)
      return question + first + " : " + second
    }
    let first = flat.operand(then, above: 1) + " : "
    let end = column + question.columns + first.columns
    if fits, canBreak(otherwise), isHuggable(otherwise, isOnly: true), !mustBreak(then),
      end < Self.width,
      !holdsAssignment(first)
    {
      return question + first + broken(otherwise, level: level, column: end)
    }
    return choice(condition, then, otherwise, level: level)
  }

  private func choice(
    _ condition: HCL.Expression, _ then: HCL.Expression, _ otherwise: HCL.Expression, level: Int
  ) -> String {
    let margin = indent(level + 1)
    return "(\n" + margin + operand(condition, above: 1, level: level + 1, trailing: 0)
      + "\n" + margin + "? " + operand(then, above: 1, level: level + 1, trailing: 0, after: 2)
      + "\n" + margin + ": " + operand(otherwise, above: 1, level: level + 1, trailing: 0, after: 2)
      + "\n" + indent(level) + ")"
  }

  /// `a && b && c` in parentheses, an operand a line.
  private func chain(
    _ expression: HCL.Expression, of symbol: HCL.BinaryOperator, level: Int
  ) -> String {
    var operands: [HCL.Expression] = []
    var rest = expression
    while case .binary(let left, symbol, let right) = rest {
      operands.insert(right, at: 0)
      rest = left
    }
    operands.insert(rest, at: 0)
    let lines = operands.enumerated().map { index, part in
      indent(level + 1)
        + operand(
          part, above: symbol.precedence + (index == 0 ? 0 : 1), level: level + 1, trailing: 3)
    }
    return "(\n" + lines.joined(separator: " \(symbol.rawValue)\n") + "\n" + indent(level) + ")"
  }

  /// An operand on a line of its own, after a marker of some columns.
  private func operand(
    _ part: HCL.Expression, above precedence: Int, level: Int, trailing: Int, after marker: Int = 0
  ) -> String {
    let line = flat.operand(part, above: precedence)
    let fits = 2 * level + marker + line.columns + trailing <= Self.width
    guard canBreak(part), mustBreak(part) || !fits else { return line }
    return grouped(part, above: precedence, level, 2 * level + marker)
  }
}
