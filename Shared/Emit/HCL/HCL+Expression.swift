extension HCL {
  /// An expression (hclsyntax/spec.md, "Expressions"). Parentheses that precedence asks for are
  /// the printer's business.
  package indirect enum Expression: Equatable, Sendable {
    /// A quoted string of exactly this text; nothing in it is an interpolation.
    case string(String)
    /// A quoted string with interpolations. A single whole interpolation is printed unwrapped.
    case template([TemplatePart])
    /// A string of whole lines, as `<<-EOT` where that keeps the text, else quoted.
    /// Its value always ends with a newline: one is added where the text has none.
    case heredoc([TemplatePart])
    /// A number as it is to be written: `1.50`, `1e3`, `-1`.
    case number(String)
    case bool(Bool)
    case null
    case list([Expression])
    case object([Member])
    /// `name(a, b)`; `expands` puts `...` after the last argument.
    case call(String, [Expression], expands: Bool = false)
    /// A traversal or keyword, printed as it is: `var.x`, `digitalocean_vpc.main.id`, `string`.
    case reference(String)
    /// `value.name`
    case attribute(Expression, String)
    /// `value[key]`
    case index(Expression, Expression)
    /// `value[*]`
    case splat(Expression)
    case unary(UnaryOperator, Expression)
    case binary(Expression, BinaryOperator, Expression)
    /// `condition ? then : otherwise`
    case conditional(Expression, then: Expression, otherwise: Expression)
    /// `[for … ]` or `{ for … }`
    case comprehension(Comprehension)
  }

  /// A piece of a template.
  package enum TemplatePart: Equatable, Sendable {
    /// Text that stands for itself.
    case text(String)
    /// `${…}`
    case interpolation(Expression)
  }

  /// One `key = value` of an object.
  package struct Member: Equatable, Sendable {
    package var key: Key
    package var value: Expression
    /// Lines of comment above it, without `#`. An object with comments takes several lines.
    package var comment: String?

    package init(_ key: Key, _ value: Expression, comment: String? = nil) {
      self.key = key
      self.value = value
      self.comment = comment
    }
  }

  /// The key of an object's member.
  package enum Key: Equatable, Sendable, ExpressibleByStringLiteral {
    /// This text; quoted unless it is an identifier.
    case name(String)
    /// A computed key; in parentheses unless it is a template.
    case expression(Expression)

    package init(stringLiteral value: String) { self = .name(value) }
  }

  /// A `for` expression.
  package struct Comprehension: Equatable, Sendable {
    /// One or two names: the value, or the key (index) and the value.
    package var names: [String]
    /// What is gone through.
    package var collection: Expression
    /// Where there is one, the result is an object.
    package var key: Expression?
    package var value: Expression
    /// `...`: values of equal keys are grouped. Only with a key.
    package var isGrouping: Bool
    /// Elements for which it is false are left out.
    package var condition: Expression?

    package init(
      _ names: [String], in collection: Expression, key: Expression? = nil, value: Expression,
      isGrouping: Bool = false, where condition: Expression? = nil
    ) {
      self.names = names
      self.collection = collection
      self.key = key
      self.value = value
      self.isGrouping = isGrouping
      self.condition = condition
    }
  }

  /// An operator before its operand; the raw value is its spelling.
  package enum UnaryOperator: String, CaseIterable, Sendable {
    case not = "!"
    case negative = "-"
  }

  /// An operator between two operands; the raw value is its spelling.
  package enum BinaryOperator: String, CaseIterable, Sendable {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case remainder = "%"

    /// Higher binds tighter (hclsyntax/spec.md, "Operations"). All operators group to the left.
    var precedence: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .equal, .notEqual: 3
      case .less, .lessOrEqual, .greater, .greaterOrEqual: 4
      case .plus, .minus: 5
      case .times, .divided, .remainder: 6
      }
    }
  }
}

extension HCL.Expression {
  /// A whole number.
  package static func number(_ value: Int) -> Self { .number(String(value)) }

  /// An object with the members in this order.
  package static func object(_ members: KeyValuePairs<HCL.Key, HCL.Expression>) -> Self {
    .object(members.map { HCL.Member($0.key, $0.value) })
  }

  /// A heredoc without interpolations.
  package static func heredoc(_ text: String) -> Self { .heredoc([.text(text)]) }

  /// `[for name in collection : value if condition]`
  package static func forList(
    _ names: String..., in collection: Self, value: Self, where condition: Self? = nil
  ) -> Self {
    .comprehension(HCL.Comprehension(names, in: collection, value: value, where: condition))
  }

  /// `{ for key, value in collection : key => value if condition }`
  package static func forObject(
    _ names: String..., in collection: Self, key: Self, value: Self, isGrouping: Bool = false,
    where condition: Self? = nil
  ) -> Self {
    .comprehension(
      HCL.Comprehension(
        names, in: collection, key: key, value: value, isGrouping: isGrouping, where: condition))
  }
}

/// Type constraints (developer.hashicorp.com/terraform/language/expressions/type-constraints).
extension HCL.Expression {
  /// `string`
  package static var stringType: Self { .reference("string") }
  /// `number`
  package static var numberType: Self { .reference("number") }
  /// `bool`
  package static var boolType: Self { .reference("bool") }
  /// `any`
  package static var anyType: Self { .reference("any") }

  /// `list(element)`
  package static func listType(_ element: Self) -> Self { .call("list", [element]) }
  /// `set(element)`
  package static func setType(_ element: Self) -> Self { .call("set", [element]) }
  /// `map(element)`
  package static func mapType(_ element: Self) -> Self { .call("map", [element]) }
  /// `tuple([first, second])`
  package static func tupleType(_ elements: [Self]) -> Self { .call("tuple", [.list(elements)]) }

  /// `object({ name = type })`
  package static func objectType(_ members: KeyValuePairs<HCL.Key, Self>) -> Self {
    .call("object", [.object(members)])
  }

  /// An optional attribute of an object type; `null` where no default is given.
  package static func optional(_ type: Self, default value: Self? = nil) -> Self {
    .call("optional", [type] + (value.map { [$0] } ?? []))
  }
}

/// Literals. In a string, `\(text)` stands for itself and `\(reference: "var.x")` is `${var.x}`:
///
///     .attribute("name", "\(reference: "var.project")-\(environment)-vpc")
extension HCL.Expression: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }

  package init(stringInterpolation: Interpolation) {
    let parts = stringInterpolation.parts
    let texts = parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
    self = texts.count == parts.count ? .string(texts.joined()) : .template(parts)
  }

  package struct Interpolation: StringInterpolationProtocol {
    var parts: [HCL.TemplatePart] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }
    package mutating func appendInterpolation(_ text: String) { parts.append(.text(text)) }
    package mutating func appendInterpolation(_ number: Int) { parts.append(.text("\(number)")) }
    package mutating func appendInterpolation(reference text: String) {
      parts.append(.interpolation(.reference(text)))
    }
    package mutating func appendInterpolation(expression: HCL.Expression) {
      parts.append(.interpolation(expression))
    }
  }

  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .number(value) }
  package init(arrayLiteral elements: Self...) { self = .list(elements) }
}
