/// Writes expressions on one line, with the spaces of hclwrite/format.go (`spaceAfterToken`).
struct HCLFlat {
  /// What indexing and attribute access bind with.
  static let postfixPrecedence = 8

  func text(_ expression: HCL.Expression) -> String {
    switch expression {
    case .string(let text): return HCLQuoting.quoted(text)
    case .template(let parts): return template(parts)
    case .heredoc(let parts): return template(HCLHeredoc.wholeLines(parts))
    case .number(let text), .reference(let text): return text
    case .bool(let value): return value ? "true" : "false"
    case .null: return "null"
    case .list(let elements): return "[" + list(elements) + "]"
    case .object(let members):
      let pairs = members.map { key($0.key).text + " = " + text($0.value) }
      return pairs.isEmpty ? "{}" : "{ " + pairs.joined(separator: ", ") + " }"
    case .call(let name, let arguments, let expands):
      return name + "(" + list(arguments) + (expands ? "..." : "") + ")"
    case .attribute(let base, let name): return primary(base) + "." + name
    case .index(let base, let key): return indexed(base) + index(key)
    case .splat(let base): return indexed(base) + "[*]"
    case .unary(let symbol, let operand): return symbol.rawValue + primary(operand)
    case .binary(let left, let symbol, let right):
      return operand(left, above: symbol.precedence) + " \(symbol.rawValue) "
        + operand(right, above: symbol.precedence + 1)
    case .conditional(let condition, let then, let otherwise):
      return [condition, then, otherwise].map { operand($0, above: 1) }
        .joined(separator: " ? ", then: " : ")
    case .comprehension(let loop):
      let inner = head(of: loop) + body(of: loop) + tail(of: loop)
      return loop.key == nil ? "[\(inner)]" : "{ \(inner) }"
    }
  }

  private func list(_ elements: [HCL.Expression]) -> String {
    elements.map(text).joined(separator: ", ")
  }

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
    let text = text(expression)
    return self.precedence(expression) < precedence ? "(" + text + ")" : text
  }

  private func primary(_ expression: HCL.Expression) -> String {
    operand(expression, above: Self.postfixPrecedence)
  }

  /// What stands before `[`. A quoted string gets parentheses: `terraform fmt` would put a space
  /// between.
  private func indexed(_ base: HCL.Expression) -> String {
    let text = primary(base)
    return text.hasSuffix("\"") ? "(" + text + ")" : text
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
      return ("\"" + escaped + "\"", escaped.count + 2)
    case .expression(.string(let name)): return self.key(.name(name))
    case .expression(let expression):
      let written = text(expression)
      let isQuoted = if case .template = expression { written.hasPrefix("\"") } else { false }
      return isQuoted ? (written, written.count) : ("(\(written))", written.count + 2)
    }
  }
}

extension HCLFlat {
  /// A quoted template; a single interpolation is unwrapped, as `terraform fmt` would.
  private func template(_ parts: [HCL.TemplatePart]) -> String {
    let parts = joined(parts)
    if let whole = wholeInterpolation(of: parts) { return text(whole) }
    let inner = parts.enumerated().map { index, part in
      switch part {
      case .text(let text):
        return HCLQuoting.escaped(
          text, before: index + 1 < parts.count ? .interpolation : .end)
      case .interpolation(let expression): return interpolation(expression)
      }
    }
    return "\"" + inner.joined() + "\""
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

extension [String] {
  /// Three parts of a conditional.
  fileprivate func joined(separator first: String, then second: String) -> String {
    self[0] + first + self[1] + second + self[2]
  }
}
