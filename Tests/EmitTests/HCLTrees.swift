import TestKit
import Emit

/// Random trees of everything HCL can say.
struct HCLTrees {
  private var random: SeededGenerator
  /// How many names were given: no attribute may be there twice.
  private var names = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func file() -> HCL.File { HCL.File(body(depth: 3)) }

  private mutating func body(depth: Int) -> HCL.Body {
    HCL.Body((0..<random.below(9)).map { _ in item(depth: depth) })
  }

  private mutating func item(depth: Int) -> HCL.Item {
    switch random.below(10) {
    case 0: return .blank
    case 1: return .comment(random.pick(["a comment", "two\nlines", "", "trailing  ", "é # x"]))
    case 2 where depth > 0, 3 where depth > 0:
      let labels = (0..<random.below(3)).map { _ in
        random.pick(["digitalocean_vpc", "main", "日本", "👨‍👩‍👧", "a \"b\"", "a\\b", "a\u{a0}", ""])
      }
      return .block(HCL.Block(name(), labels: labels, body: body(depth: depth - 1)))
    default: return .attribute(name(), expression(depth: random.below(4)))
    }
  }

  private mutating func name() -> String {
    let first = random.pick(["a", "bc", "name", "region", "droplet_ids", "x", "long_name_of_it"])
    names += 1
    return first + String(names)
  }

  private mutating func text() -> String {
    switch random.below(8) {
    case 0: ""
    case 1: String(repeating: "word ", count: random.below(30))
    case 2: hostileText()
    default: random.pick(["nyc3", "10.0.0.0/16", "a b", "s-2vcpu-4gb", "日本", "👨‍👩‍👧"])
    }
  }

  /// Text of the pieces that bite, in normal form C (terraform normalises).
  mutating func hostileText() -> String {
    let pieces = [
      "$", "%", "{", "}", "${", "%{", "\"", "\\", "\n", "\n", " ", "  ", "\t", "a", "b", "EOT", "é",
      "日本", "👨‍👩‍👧", "#", "\u{7}", "\r", "~", "'", "\\n", "\u{a0}", "${a}", "%{if b}", "//", "\u{2028}",
    ]
    // Mostly without characters that make a heredoc impossible.
    let hasAll = random.chance(20)
    return (0..<random.below(14)).map { _ in
      let piece = random.pick(pieces)
      return !hasAll && ["\u{7}", "\r", "\u{2028}"].contains(piece) ? "x" : piece
    }.joined()
  }

  private mutating func expressions(depth: Int, atLeast least: Int = 0) -> [HCL.Expression] {
    (0..<(least + random.below(4))).map { _ in expression(depth: depth - 1) }
  }

  mutating func expression(depth: Int) -> HCL.Expression {
    if depth <= 0 { return leaf() }
    switch random.below(16) {
    case 0, 1: return .list(expressions(depth: depth))
    case 2, 3:
      return .object(
        expressions(depth: depth).map { value in
          HCL.Member(key(), value, comment: random.chance(5) ? "a comment = {\n\nx" : nil)
        })
    case 4, 5:
      return .call(random.pick(["merge", "f", "list", "templatefile"]), expressions(depth: depth))
    case 6:
      return .call("g", expressions(depth: depth, atLeast: 1), expands: true)
    case 7: return .unary(random.pick(HCL.UnaryOperator.allCases), expression(depth: depth - 1))
    case 8, 9:
      return .binary(
        expression(depth: depth - 1), random.pick(HCL.BinaryOperator.allCases),
        expression(depth: depth - 1))
    case 10, 11:
      return .conditional(
        expression(depth: depth - 1), then: expression(depth: depth - 1),
        otherwise: expression(depth: depth - 1))
    case 12: return comprehension(depth: depth)
    case 13: return postfix(depth: depth)
    case 14: return .template(parts(depth: depth))
    default: return .heredoc(parts(depth: depth))
    }
  }

  private mutating func leaf() -> HCL.Expression {
    switch random.below(8) {
    case 0: .number(random.pick(["0", "1.50", "1e3", "-7", "100"]))
    case 1: .bool(random.chance(50))
    case 2: .null
    case 3, 4:
      .reference(random.pick(["var.x", "digitalocean_vpc.main.id", "each.value", "local.a"]))
    default: .string(text())
    }
  }

  private mutating func parts(depth: Int) -> [HCL.TemplatePart] {
    (0..<random.below(5)).map { _ in
      random.chance(50)
        ? .text(random.chance(30) ? hostileText() : text() + "\n")
        : .interpolation(expression(depth: depth - 1))
    }
  }

  private mutating func key() -> HCL.Key {
    switch random.below(6) {
    case 0: .name(text())
    case 1: .expression(expression(depth: 1))
    default: .name(name())
    }
  }

  private mutating func comprehension(depth: Int) -> HCL.Expression {
    let isObject = random.chance(50)
    return .comprehension(
      HCL.Comprehension(
        random.chance(50) ? ["k", "v"] : ["v"], in: expression(depth: depth - 1),
        key: isObject ? expression(depth: 0) : nil, value: expression(depth: depth - 1),
        isGrouping: isObject && random.chance(30),
        where: random.chance(40) ? expression(depth: 1) : nil))
  }

  private mutating func postfix(depth: Int) -> HCL.Expression {
    // A literal has no attributes: the parser would take `1.a` for a number.
    let base =
      switch expression(depth: depth - 1) {
      case .number, .bool, .null: HCL.Expression.reference("var.y")
      case let other: other
      }
    return switch random.below(3) {
    case 0: .attribute(base, name())
    case 1: .index(base, expression(depth: 1))
    default: .splat(base)
    }
  }

  /// An expression over whole numbers, and what it comes to.
  mutating func arithmetic(depth: Int) -> (expression: HCL.Expression, value: Int) {
    if depth == 0 || random.chance(10) {
      let number = random.below(21) - 10
      return (.number(number), number)
    }
    let (left, a) = arithmetic(depth: depth - 1)
    let (right, b) = arithmetic(depth: depth - 1)
    switch random.below(6) {
    case 0, 1: return (.binary(left, .plus, right), a + b)
    case 2: return (.binary(left, .minus, right), a - b)
    case 3: return (.binary(left, .times, right), a * b)
    case 4: return (.unary(.negative, left), -a)
    default:
      let (third, c) = arithmetic(depth: depth - 1)
      let (symbol, holds): (HCL.BinaryOperator, Bool) =
        random.pick([(.less, a < b), (.greaterOrEqual, a >= b), (.equal, a == b)])
      let test = HCL.Expression.binary(left, symbol, right)
      return random.chance(50)
        ? (.conditional(test, then: right, otherwise: third), holds ? b : c)
        : (.conditional(.unary(.not, test), then: third, otherwise: left), holds ? a : c)
    }
  }
}
