import Emit

/// Expressions that variables, resources and tests are made of.
extension HCL.Expression {
  /// `var.name`
  static func variable(_ name: String) -> HCL.Expression { .reference("var.\(name)") }

  /// `alltrue([for item in collection : condition])`
  static func all(
    _ item: String, in collection: HCL.Expression, _ condition: HCL.Expression
  ) -> HCL.Expression {
    .call("alltrue", [.forList(item, in: collection, value: condition)])
  }

  /// `can(regex(pattern, value))`
  static func matches(_ pattern: String, _ value: HCL.Expression) -> HCL.Expression {
    .call("can", [.call("regex", [.string(pattern), value])])
  }

  /// Whether a value is a block in CIDR notation: `can(cidrhost(value, 0))`
  static func isBlock(_ value: HCL.Expression) -> HCL.Expression {
    .call("can", [.call("cidrhost", [value, 0])])
  }

  /// The conditions joined by `&&`; `true` where there are none.
  static func every(_ conditions: HCL.Expression...) -> HCL.Expression {
    guard let first = conditions.first else { return true }
    return conditions.dropFirst().reduce(first) { .binary($0, .and, $1) }
  }

  /// Whether a value is one of some: `contains([…], value)`
  static func oneOf(_ values: [HCL.Expression], _ value: HCL.Expression) -> HCL.Expression {
    .call("contains", [.list(values), value])
  }

  /// Whether a number is whole and in a range.
  static func isWhole(
    _ value: HCL.Expression, in range: ClosedRange<Int>
  ) -> HCL.Expression {
    .every(
      .binary(value, .equal, .call("floor", [value])),
      .binary(value, .greaterOrEqual, .number(range.lowerBound)),
      .binary(value, .lessOrEqual, .number(range.upperBound)))
  }

  /// Whether a number is a port (RFC 6335 §6; 0 is none).
  static func isPort(_ value: HCL.Expression) -> HCL.Expression {
    .isWhole(value, in: 1...65_535)
  }

  /// The first port of a text such as `8000-9000` or `80`, as a number.
  static func firstPort(_ range: HCL.Expression) -> HCL.Expression {
    .call("tonumber", [.index(.call("split", ["-", range]), 0)])
  }

  /// The last port of such a text.
  static func lastPort(_ range: HCL.Expression) -> HCL.Expression {
    .call("tonumber", [.index(.call("reverse", [.call("split", ["-", range])]), 0)])
  }

  /// `length(value) operator number`
  static func count(
    _ value: HCL.Expression, _ symbol: HCL.BinaryOperator, _ number: Int
  ) -> HCL.Expression {
    .binary(.call("length", [value]), symbol, .number(number))
  }

  /// A tag at DigitalOcean: the provider's own pattern.
  static func isTag(_ value: HCL.Expression) -> HCL.Expression {
    .matches("^[A-Za-z0-9:_-]{1,255}$", value)
  }
}
