/// An expression (docs.github.com, "Evaluate expressions in workflows and actions").
struct Expression {
  indirect enum Kind {
    case null
    case bool(Bool)
    case number
    case string(String)
    /// A context: `github`.
    case context(String)
    /// `a.b`, and `a['b']`, which is the same.
    case property(Expression, String)
    /// `a[b]`, where b is known only in a run.
    case index(Expression, Expression)
    /// `a.*`
    case every(Expression)
    case call(String, [Expression])
    case not(Expression)
    /// `a == b`, and the other comparisons.
    case comparison(String, Expression, Expression)
    /// `a && b && c`, or `a || b || c`.
    case logic([Expression])
  }

  let kind: Kind
  /// Where it begins: bytes from the start of the expression's text.
  let offset: Int
  /// Expressions in one another, itself among them.
  let height: Int

  init(kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
    height = 1 + (Expression.parts(of: kind).map(\.height).max() ?? 0)
  }
}

extension Expression {
  /// The expressions right below it.
  var parts: [Expression] { Expression.parts(of: kind) }

  private static func parts(of kind: Kind) -> [Expression] {
    switch kind {
    case .null, .bool, .number, .string, .context: []
    case .property(let base, _), .every(let base), .not(let base): [base]
    case .index(let base, let index): [base, index]
    case .call(_, let arguments): arguments
    case .comparison(_, let left, let right): [left, right]
    case .logic(let parts): parts
    }
  }

  /// Itself and everything below it, outermost first.
  var all: [Expression] { [self] + parts.flatMap(\.all) }

  /// The names from a context on: `["github", "event", "number"]`, `*` for all elements and
  /// what is known only in a run; `nil` where it doesn't start with a context.
  var chain: [String]? {
    switch kind {
    case .context(let name): [name.lowercased()]
    case .property(let base, let name): base.chain.map { $0 + [name] }
    case .index(let base, _), .every(let base): base.chain.map { $0 + ["*"] }
    default: nil
    }
  }

  /// The chains that aren't the beginning of longer ones, with where they are.
  var chains: [(names: [String], offset: Int)] {
    guard let chain else { return parts.flatMap(\.chains) }
    return [(chain, offset)] + inner.flatMap(\.chains)
  }

  /// Expressions in the brackets of a chain.
  private var inner: [Expression] {
    switch kind {
    case .property(let base, _), .every(let base): base.inner
    case .index(let base, let index): base.inner + [index]
    default: []
    }
  }

  /// The calls in it, outermost first.
  var calls: [(name: String, arguments: [Expression], offset: Int)] {
    all.compactMap { part in
      guard case .call(let name, let arguments) = part.kind else { return nil }
      return (name, arguments, part.offset)
    }
  }

  var string: String? { if case .string(let text) = kind { text } else { nil } }
}

/// Why a text is no expression, and where.
struct ExpressionFault: Error {
  /// Bytes from the start of the expression's text.
  let offset: Int
  let message: String
  let remedy: String
}
