/// Reads an expression. Precedence, loosest first: `||`, `&&`, equality, comparison, `!`.
struct ExpressionParser {
  private var lexer: ExpressionLexer
  private var token: ExpressionLexer.Token = .end
  private var offset = 0
  private var depth = 0

  /// GitHub's own limit for what is nested in one another.
  private static let depth = 50
  /// GitHub's own limit for the length of an expression, in characters.
  private static let length = 21_000

  static func parse(_ text: String) throws(ExpressionFault) -> Expression {
    guard text.utf8.count <= length else {
      throw ExpressionFault(
        offset: 0, message: "the expression has more than \(length) characters",
        remedy: "split it, or do it in a script")
    }
    var parser = ExpressionParser(lexer: ExpressionLexer(text))
    try parser.advance()
    if parser.token == .end {
      throw ExpressionFault(
        offset: 0, message: "the expression is empty", remedy: "write one, or take it out")
    }
    let expression = try parser.logic()
    guard parser.token == .end else { throw parser.unexpected() }
    return expression
  }

  private init(lexer: ExpressionLexer) { self.lexer = lexer }

  private mutating func advance() throws(ExpressionFault) {
    (token, offset) = try lexer.next()
  }

  /// An expression, unless too many are in one another: walks call themselves once a level.
  private func made(
    _ kind: Expression.Kind, at start: Int
  ) throws(ExpressionFault) -> Expression {
    let expression = Expression(kind: kind, offset: start)
    guard expression.height <= ExpressionParser.height else {
      throw ExpressionFault(
        offset: start, message: "the expression goes on for too long",
        remedy: "split it, or do it in a script")
    }
    return expression
  }

  private static let height = 100

  private mutating func logic(_ mark: String = "||") throws(ExpressionFault) -> Expression {
    let start = offset
    var parts = [try mark == "||" ? logic("&&") : comparison(0)]
    while token == .mark(mark) {
      try advance()
      parts.append(try mark == "||" ? logic("&&") : comparison(0))
    }
    return parts.count == 1 ? parts[0] : try made(.logic(parts), at: start)
  }

  private static let comparisons: [Set<String>] = [["==", "!="], ["<", "<=", ">", ">="]]

  private mutating func comparison(_ level: Int) throws(ExpressionFault) -> Expression {
    guard level < ExpressionParser.comparisons.count else { return try unary() }
    var left = try comparison(level + 1)
    while case .mark(let mark) = token, ExpressionParser.comparisons[level].contains(mark) {
      try advance()
      let right = try comparison(level + 1)
      left = try made(.comparison(mark, left, right), at: left.offset)
    }
    return left
  }

  private mutating func unary() throws(ExpressionFault) -> Expression {
    guard token == .mark("!") else { return try postfix() }
    let start = offset
    return try nested { parser throws(ExpressionFault) in
      try parser.advance()
      return Expression(kind: .not(try parser.unary()), offset: start)
    }
  }

  private mutating func nested(
    _ body: (inout ExpressionParser) throws(ExpressionFault) -> Expression
  ) throws(ExpressionFault) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionParser.depth else {
      throw ExpressionFault(
        offset: offset, message: "the expression is nested more than 50 levels deep",
        remedy: "nest it less")
    }
    return try body(&self)
  }

  /// A value and what follows it: `.name`, `.*`, `[index]`.
  private mutating func postfix() throws(ExpressionFault) -> Expression {
    var value = try primary()
    while case .mark(let mark) = token {
      if mark == "." {
        try advance()
        if case .word(let name) = token {
          value = try made(.property(value, name), at: value.offset)
        } else if token == .mark("*") {
          value = try made(.every(value), at: value.offset)
        } else {
          throw unexpected(wanted: "a name")
        }
        try advance()
      } else if mark == "[" {
        value = try index(of: value)
      } else {
        break
      }
    }
    return value
  }

  private mutating func index(of value: Expression) throws(ExpressionFault) -> Expression {
    try nested { parser throws(ExpressionFault) in
      try parser.advance()
      if parser.token == .mark("*") {
        try parser.advance()
        try parser.expect("]")
        return try parser.made(.every(value), at: value.offset)
      }
      let index = try parser.logic()
      try parser.expect("]")
      if let name = index.string {
        return try parser.made(.property(value, name), at: value.offset)
      }
      return try parser.made(.index(value, index), at: value.offset)
    }
  }

  private mutating func primary() throws(ExpressionFault) -> Expression {
    let start = offset
    switch token {
    case .string(let text):
      try advance()
      return Expression(kind: .string(text), offset: start)
    case .number:
      try advance()
      return Expression(kind: .number, offset: start)
    case .word(let word):
      try advance()
      return try named(word, at: start)
    case .mark("("):
      return try nested { parser throws(ExpressionFault) in
        try parser.advance()
        let inner = try parser.logic()
        try parser.expect(")")
        return inner
      }
    default: throw unexpected(wanted: "a value")
    }
  }

  private mutating func named(
    _ word: String, at start: Int
  ) throws(ExpressionFault) -> Expression {
    switch word {
    case "true", "false": return Expression(kind: .bool(word == "true"), offset: start)
    case "null": return Expression(kind: .null, offset: start)
    case "NaN", "Infinity": return Expression(kind: .number, offset: start)
    default: break
    }
    guard token == .mark("(") else { return Expression(kind: .context(word), offset: start) }
    return try nested { parser throws(ExpressionFault) in
      try parser.advance()
      var arguments: [Expression] = []
      while parser.token != .mark(")") {
        if !arguments.isEmpty { try parser.expect(",") }
        arguments.append(try parser.logic())
      }
      try parser.advance()
      return Expression(kind: .call(word, arguments), offset: start)
    }
  }

  private mutating func expect(_ mark: String) throws(ExpressionFault) {
    guard token == .mark(mark) else { throw unexpected(wanted: "\"\(mark)\"") }
    try advance()
  }

  private func unexpected(wanted: String = "an operator or the end") -> ExpressionFault {
    let found =
      switch token {
      case .end: "the end"
      case .word(let word): "\"\(word.prefix(40))\""
      case .string: "a text"
      case .number: "a number"
      case .mark(let mark): "\"\(mark)\""
      }
    return ExpressionFault(
      offset: offset, message: "expected \(wanted), found \(found)",
      remedy: "write it as GitHub's expressions are: a.b == 'text' && f(c)")
  }
}
