import JSON

/// An expression of a file, and where it stands.
struct FoundExpression {
  /// What GitHub makes of its text.
  enum Reading {
    case expression(Expression)
    case broken(ExpressionFault)
  }

  let site: ExpressionSite
  let reading: Reading
  /// The text around it: what stands outside of every `${{ }}` of the value.
  let surroundings: String
  /// Its own text.
  let text: String
  /// Where its text begins in the file.
  let start: TextPosition
  let source: SourceText
  /// What it names of contexts, and the functions that it calls.
  let chains: [(names: [String], offset: Int)]
  let calls: [(name: String, arguments: [Expression], offset: Int)]

  private init(
    _ site: ExpressionSite, _ reading: Reading, in surroundings: String, text: String,
    from start: TextPosition, _ source: SourceText
  ) {
    self.site = site
    self.reading = reading
    self.surroundings = surroundings
    self.text = text
    self.start = start
    self.source = source
    if case .expression(let expression) = reading {
      chains = expression.chains
      calls = expression.calls
    } else {
      chains = []
      calls = []
    }
  }

  var expression: Expression? {
    if case .expression(let expression) = reading { expression } else { nil }
  }

  /// Where something of it is.
  func position(_ offset: Int) -> TextPosition {
    source.position(start, plus: offset)
  }

  /// The key that it is the value of; of an element of a list that of the list.
  var key: String { site.path.last { Int($0) == nil } ?? "" }

  /// Every expression of a text that may have them.
  static func all(in site: ExpressionSite, _ source: SourceText) -> [FoundExpression] {
    guard let text = site.node.string else { return [] }
    guard text.contains("${{") else {
      return site.isCondition ? [whole(text, site, source)] : []
    }
    let found = ExpressionText(text)
    var expressions = found.pieces.map { piece in
      FoundExpression(
        site, read(String(piece.text)), in: found.rest, text: String(piece.text),
        from: source.expression(piece.number, of: site.node), source)
    }
    if let number = found.unclosed {
      let fault = ExpressionFault(
        offset: 0, message: "\"${{\" is never closed", remedy: "close it with }}")
      expressions.append(
        FoundExpression(
          site, .broken(fault), in: found.rest, text: "",
          from: source.expression(number, of: site.node), source))
    }
    return expressions
  }

  private static func whole(
    _ text: String, _ site: ExpressionSite, _ source: SourceText
  ) -> FoundExpression {
    FoundExpression(
      site, read(text), in: "", text: text, from: source.content(of: site.node), source)
  }

  private static func read(_ text: String) -> Reading {
    do throws(ExpressionFault) {
      return .expression(try ExpressionParser.parse(text))
    } catch {
      return .broken(error)
    }
  }
}
