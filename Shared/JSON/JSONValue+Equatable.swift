extension JSONValue: Equatable {
  /// Strings are equal by code points, numbers by their text, objects whatever their order.
  ///
  /// It keeps what is still to compare itself: depth costs no machine stack.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    var pending: [(JSONValue, JSONValue)] = []
    guard areEqual(left, right, butFor: &pending) else { return false }
    while let (left, right) = pending.popLast() {
      guard areEqual(left, right, butFor: &pending) else { return false }
    }
    return true
  }

  /// Whether two values are equal if their parts are, which are added to `pending`.
  private static func areEqual(
    _ left: JSONValue, _ right: JSONValue, butFor pending: inout [(JSONValue, JSONValue)]
  ) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.number(let left), .number(let right)): return left == right
    case (.string(let left), .string(let right)): return ExactString.areEqual(left, right)
    case (.array(let left), .array(let right)):
      guard left.count == right.count else { return false }
      pending.append(contentsOf: zip(left, right))
      return true
    case (.object(let left), .object(let right)):
      return left.pairValues(with: right, into: &pending)
    default: return false
    }
  }
}

extension JSONObject: Equatable {
  /// Objects are unordered (RFC 8259 §1): equal when they have equal members.
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    JSONValue.object(left) == JSONValue.object(right)
  }

  /// Adds the values of equal names.
  ///
  /// - Returns: Whether both have the same names.
  fileprivate func pairValues(
    with other: JSONObject, into pairs: inout [(JSONValue, JSONValue)]
  ) -> Bool {
    guard members.count == other.members.count else { return false }
    if zip(members, other.members).allSatisfy({ ExactString.areEqual($0.name, $1.name) }) {
      pairs.append(contentsOf: zip(members, other.members).map { ($0.value, $1.value) })
      return true
    }
    let others = Dictionary(
      other.members.map { (ExactString($0.name), $0.value) },
      uniquingKeysWith: { first, _ in first })
    for member in members {
      guard let value = others[ExactString(member.name)] else { return false }
      pairs.append((member.value, value))
    }
    return true
  }
}
