/// The state of a strict decoding: where it stands, and everything found wrong so far.
package struct Decoding {
  package private(set) var pointer = JSONPointer()
  package private(set) var problems: [Problem] = []

  package init() {}

  package mutating func report(_ kind: Problem.Kind) {
    problems.append(Problem(pointer: pointer, kind: kind))
  }

  /// Decodes the part of the value that `token` leads to.
  package mutating func descend<Result>(
    to token: String, _ body: (inout Decoding) -> Result
  ) -> Result {
    pointer.tokens.append(token)
    defer { pointer.tokens.removeLast() }
    return body(&self)
  }
}

/// One thing that is wrong with a document, and where.
package struct Problem: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// The value's JSON type is another: both as a message names them, `a string`.
    case wrongType(expected: String, found: String)
    case unknownKey(String, allowed: [String])
    case missingKey(String)
    /// The type is right and the value isn't. `found` is `nil` where the value may be private.
    case badValue(found: String?, expected: String, allowed: [String])
    /// Two elements of a list that must differ.
    case duplicate(String)
  }

  /// The value that is wrong; for keys, the object that has or lacks them.
  package let pointer: JSONPointer
  package let kind: Kind

  package init(pointer: JSONPointer, kind: Kind) {
    self.pointer = pointer
    self.kind = kind
  }

  /// Where a reader should look: the unknown key itself, else ``pointer``.
  package var place: JSONPointer {
    if case .unknownKey(let key, _) = kind { pointer.appending(key) } else { pointer }
  }
}
