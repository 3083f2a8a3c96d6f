extension HCL.Expression {
  /// The expression with each reference in it, as `var.size`, replaced by what it is mapped to.
  package func mapReferences(_ transform: (String) -> HCL.Expression) -> HCL.Expression {
    func mapped(_ value: HCL.Expression) -> HCL.Expression { value.mapReferences(transform) }
    switch self {
    case .string, .number, .bool, .null: return self
    case .reference(let path): return transform(path)
    case .template(let parts): return .template(parts.map { $0.mapReferences(transform) })
    case .heredoc(let parts): return .heredoc(parts.map { $0.mapReferences(transform) })
    case .list(let values): return .list(values.map(mapped))
    case .object(let members): return .object(members.map { $0.mapReferences(transform) })
    case .call(let function, let arguments, let expands):
      return .call(function, arguments.map(mapped), expands: expands)
    case .attribute(let value, let attribute): return .attribute(mapped(value), attribute)
    case .index(let value, let key): return .index(mapped(value), mapped(key))
    case .splat(let value): return .splat(mapped(value))
    case .unary(let symbol, let value): return .unary(symbol, mapped(value))
    case .binary(let left, let symbol, let right):
      return .binary(mapped(left), symbol, mapped(right))
    case .conditional(let condition, let value, let otherwise):
      return .conditional(mapped(condition), then: mapped(value), otherwise: mapped(otherwise))
    case .comprehension(let loop): return .comprehension(loop.mapReferences(transform))
    }
  }
}

extension HCL.Body {
  /// The body with the references of all its expressions, however deep, mapped.
  package func mapReferences(_ transform: (String) -> HCL.Expression) -> HCL.Body {
    HCL.Body(
      items.map { item in
        switch item {
        case .attribute(let name, let value): .attribute(name, value.mapReferences(transform))
        case .block(let block):
          .block(
            HCL.Block(
              block.type, labels: block.labels, body: block.body.mapReferences(transform)))
        case .comment, .blank: item
        }
      })
  }
}

extension HCL.TemplatePart {
  fileprivate func mapReferences(_ transform: (String) -> HCL.Expression) -> HCL.TemplatePart {
    switch self {
    case .text: self
    case .interpolation(let value): .interpolation(value.mapReferences(transform))
    }
  }
}

extension HCL.Member {
  fileprivate func mapReferences(_ transform: (String) -> HCL.Expression) -> HCL.Member {
    var member = self
    member.value = value.mapReferences(transform)
    if case .expression(let key) = key {
      member.key = .expression(key.mapReferences(transform))
    }
    return member
  }
}

extension HCL.Comprehension {
  fileprivate func mapReferences(_ transform: (String) -> HCL.Expression) -> HCL.Comprehension {
    var loop = self
    loop.collection = collection.mapReferences(transform)
    loop.key = key?.mapReferences(transform)
    loop.value = value.mapReferences(transform)
    loop.condition = condition?.mapReferences(transform)
    return loop
  }
}
