/// The members of an object, in order; names are unique.
package struct JSONObject: Sendable {
  /// As they were read or added.
  package private(set) var members: [(name: String, value: JSONValue)]

  /// No members.
  package init() { members = [] }

  /// - Precondition: The names are unique.
  package init(_ members: [(String, JSONValue)]) { self.members = members.map { ($0, $1) } }

  /// For the parser, which has checked that the names are unique.
  init(unique members: [(name: String, value: JSONValue)]) { self.members = members }

  /// The member of a name: the same code points, not just the same looks (RFC 8259 §8.3).
  ///
  /// - Complexity: O(n).
  package subscript(name: String) -> JSONValue? {
    get { index(of: name).map { members[$0].value } }
    set {
      switch (index(of: name), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((name, value))
      case (nil, nil): break
      }
    }
  }

  private func index(of name: String) -> Int? {
    members.firstIndex { ExactString.areEqual($0.name, name) }
  }
}
