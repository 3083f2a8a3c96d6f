extension HCL.Expression {
  /// The expression with every reference to a value replaced by one to another: `var.size` and
  /// `var.size.unit`, but not `var.sizes`.
  ///
  /// - Parameters:
  ///   - name: A traversal, as `var.size`.
  ///   - replacement: What it becomes, as `var.database_size`.
  package func replacing(_ name: String, with replacement: String) -> HCL.Expression {
    func changed(_ value: HCL.Expression) -> HCL.Expression {
      value.replacing(name, with: replacement)
    }
    func changed(_ parts: [HCL.TemplatePart]) -> [HCL.TemplatePart] {
      parts.map { part in
        if case .interpolation(let value) = part { .interpolation(changed(value)) } else { part }
      }
    }
    switch self {
    case .string, .number, .bool, .null: return self
    case .reference(let path):
      guard path == name || path.hasPrefix("\(name).") else { return self }
      return .reference(replacement + path.dropFirst(name.count))
    case .template(let parts): return .template(changed(parts))
    case .heredoc(let parts): return .heredoc(changed(parts))
    case .list(let values): return .list(values.map(changed))
    case .object(let members): return .object(members.map { $0.replacing(name, with: replacement) })
    case .call(let function, let arguments, let expands):
      return .call(function, arguments.map(changed), expands: expands)
    case .attribute(let value, let attribute): return .attribute(changed(value), attribute)
    case .index(let value, let key): return .index(changed(value), changed(key))
    case .splat(let value): return .splat(changed(value))
    case .unary(let symbol, let value): return .unary(symbol, changed(value))
    case .binary(let left, let symbol, let right):
      return .binary(changed(left), symbol, changed(right))
    case .conditional(let condition, let value, let otherwise):
      return .conditional(changed(condition), then: changed(value), otherwise: changed(otherwise))
    case .comprehension(let loop): return .comprehension(loop.replacing(name, with: replacement))
    }
  }
}

extension HCL.Member {
  fileprivate func replacing(_ name: String, with replacement: String) -> HCL.Member {
    var member = self
    member.value = value.replacing(name, with: replacement)
    if case .expression(let key) = key {
      member.key = .expression(key.replacing(name, with: replacement))
    }
    return member
  }
}

extension HCL.Comprehension {
  fileprivate func replacing(_ name: String, with replacement: String) -> HCL.Comprehension {
    var loop = self
    loop.collection = collection.replacing(name, with: replacement)
    loop.key = key?.replacing(name, with: replacement)
    loop.value = value.replacing(name, with: replacement)
    loop.condition = condition?.replacing(name, with: replacement)
    return loop
  }
}
