/// HashiCorp's configuration language, as far as Terraform's `.tf` and `.tfvars` files use it.
///
/// A tree of values is built and printed once by ``HCL/File/text``. What is printed is a fixed point
/// of `terraform fmt`. Sources of the rules: HCL native syntax specification (hashicorp/hcl,
/// `hclsyntax/spec.md`), `hclwrite/format.go` for spacing, indentation and alignment, and the
/// Terraform style guide (developer.hashicorp.com/terraform/language/style) for blank lines.
/// All were checked against terraform 1.11.4.
package enum HCL {
  /// A whole file.
  package struct File: Equatable, Sendable {
    package var body: Body

    package init(_ body: Body) { self.body = body }
    package init(@BodyBuilder _ body: () -> Body) { self.body = body() }

    /// The text of the file: UTF-8, ends with one newline; empty where the body is empty.
    package var text: String {
      var text = TextBuffer(capacity: 10_000)
      HCLLayout().write(body, level: 0, to: &text)
      return text.text
    }
  }

  /// What stands between two braces, or in a file, in order.
  ///
  /// Every item has a static and a chained form of one name, so that in a builder closure lines
  /// that begin with a dot (which Swift reads as one chain) mean what they seem to mean:
  ///
  ///     HCL.block("resource", "digitalocean_vpc", "main") {
  ///       .attribute("name", .reference("var.vpc_name"))
  ///       .attribute("region", .reference("var.region"))
  ///     }
  package struct Body: Equatable, Sendable {
    /// In the order they are printed.
    package var items: [Item]

    package init(_ items: [Item] = []) { self.items = items }
    package init(@BodyBuilder _ body: () -> Body) { self = body() }

    /// Whether there are no items at all, not even blank lines.
    package var isEmpty: Bool { items.isEmpty }
  }

  /// One item of a body.
  package enum Item: Equatable, Sendable {
    /// `name = value`. The name is printed as it is: an HCL identifier.
    case attribute(String, Expression)
    case block(Block)
    /// Full-line comments, a `#` line for each line of the text.
    case comment(String)
    /// One empty line. Those at the edges of a body and repeated ones are not printed.
    case blank
  }

  /// `type "label" "label" { … }`. Labels are always quoted.
  package struct Block: Equatable, Sendable {
    package var type: String
    /// Without quotes.
    package var labels: [String]
    package var body: Body

    package init(_ type: String, labels: [String] = [], body: Body = Body()) {
      self.type = type
      self.labels = labels
      self.body = body
    }
  }

  /// A body of one block. Blocks are set off by blank lines, which need not be asked for.
  package static func block(
    _ type: String, _ labels: String..., @BodyBuilder body: () -> Body = { Body() }
  ) -> Body {
    Body([.block(Block(type, labels: labels, body: body()))])
  }

  /// Collects the items of a body; takes `if`, `switch` and `for`.
  @resultBuilder
  package enum BodyBuilder {
    package static func buildExpression(_ body: Body) -> Body { body }
    package static func buildExpression(_ bodies: [Body]) -> Body { buildArray(bodies) }
    package static func buildBlock(_ bodies: Body...) -> Body { buildArray(bodies) }
    package static func buildOptional(_ body: Body?) -> Body { body ?? Body() }
    package static func buildEither(first body: Body) -> Body { body }
    package static func buildEither(second body: Body) -> Body { body }
    package static func buildArray(_ bodies: [Body]) -> Body {
      bodies.count == 1 ? bodies[0] : Body(bodies.flatMap { $0.items })
    }
  }
}

extension HCL.Body {
  /// A body of one attribute.
  package static func attribute(_ name: String, _ value: HCL.Expression) -> Self {
    Self([.attribute(name, value)])
  }

  /// A body of one block.
  package static func block(
    _ type: String, _ labels: String..., @HCL.BodyBuilder body: () -> HCL.Body = { HCL.Body() }
  ) -> Self {
    Self([.block(HCL.Block(type, labels: labels, body: body()))])
  }

  /// A body of one comment.
  package static func comment(_ text: String) -> Self { Self([.comment(text)]) }

  /// A body of one blank line.
  package static var blank: Self { Self([.blank]) }

  /// The body, and an attribute after it.
  package consuming func attribute(_ name: String, _ value: HCL.Expression) -> Self {
    items.append(.attribute(name, value))
    return self
  }

  /// The body, and a block after it.
  package consuming func block(
    _ type: String, _ labels: String..., @HCL.BodyBuilder body: () -> HCL.Body = { HCL.Body() }
  ) -> Self {
    items.append(.block(HCL.Block(type, labels: labels, body: body())))
    return self
  }

  /// The body, and a comment after it.
  package consuming func comment(_ text: String) -> Self {
    items.append(.comment(text))
    return self
  }

  /// The body, and a blank line after it.
  package var blank: Self { self + .blank }

  /// The items of one body after those of another.
  package static func + (left: Self, right: Self) -> Self { Self(left.items + right.items) }
}
