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
        site: site, reading: read(String(piece.text)), surroundings: found.rest,
        text: String(piece.text), start: source.expression(piece.number, of: site.node),
        source: source)
    }
    if let open = found.open {
      let fault = ExpressionFault(
        offset: 0, message: "\"${{\" is never closed", remedy: "close it with }}")
      expressions.append(
        FoundExpression(
          site: site, reading: .broken(fault), surroundings: found.rest, text: "",
          start: source.expression(open, of: site.node), source: source))
    }
    return expressions
  }

  private static func whole(
    _ text: String, _ site: ExpressionSite, _ source: SourceText
  ) -> FoundExpression {
    FoundExpression(
      site: site, reading: read(text), surroundings: "", text: text,
      start: source.content(of: site.node), source: source)
  }

  private static func read(_ text: String) -> Reading {
    do throws(ExpressionFault) {
      return .expression(try ExpressionParser.parse(text))
    } catch {
      return .broken(error)
    }
  }
}
