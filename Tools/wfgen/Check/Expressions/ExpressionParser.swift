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
    let expression = try parser.binary(0)
    guard parser.token == .end else { throw parser.unexpected() }
    return expression
  }

  private init(lexer: ExpressionLexer) { self.lexer = lexer }

  private mutating func advance() throws(ExpressionFault) {
    (token, offset) = try lexer.next()
  }

  private static let levels: [Set<String>] = [
    ["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="],
  ]

  private mutating func binary(_ level: Int) throws(ExpressionFault) -> Expression {
    guard level < ExpressionParser.levels.count else { return try unary() }
    var left = try binary(level + 1)
    while case .mark(let mark) = token, ExpressionParser.levels[level].contains(mark) {
      let start = offset
      try advance()
      let right = try binary(level + 1)
      left = Expression(kind: .binary(mark, left, right), offset: start)
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
      let start = offset
      if mark == "." {
        try advance()
        if case .word(let name) = token {
          value = Expression(kind: .property(value, name), offset: offset)
        } else if token == .mark("*") {
          value = Expression(kind: .every(value), offset: start)
        } else {
          throw unexpected(wanted: "a name")
        }
        try advance()
      } else if mark == "[" {
        value = try index(of: value, from: start)
      } else {
        break
      }
    }
    return value
  }

  private mutating func index(
    of value: Expression, from start: Int
  ) throws(ExpressionFault) -> Expression {
    try nested { parser throws(ExpressionFault) in
      try parser.advance()
      if parser.token == .mark("*") {
        try parser.advance()
        try parser.expect("]")
        return Expression(kind: .every(value), offset: start)
      }
      let index = try parser.binary(0)
      try parser.expect("]")
      if let name = index.string {
        return Expression(kind: .property(value, name), offset: index.offset)
      }
      return Expression(kind: .index(value, index), offset: start)
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
        let inner = try parser.binary(0)
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
        arguments.append(try parser.binary(0))
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
