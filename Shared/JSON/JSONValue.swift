/// A JSON value (RFC 8259 §3). Objects keep the order of their members; numbers keep their text.
package enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// The name of the value's kind, as an error message uses it.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The member of an object, or `nil` where there is none or this is no object.
  package subscript(key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  /// The value a pointer leads to, or `nil` (RFC 6901 §4).
  package subscript(pointer: JSONPointer) -> JSONValue? {
    var value = self
    for token in pointer.tokens {
      switch value {
      case .object(let object):
        guard let member = object[token] else { return nil }
        value = member
      case .array(let elements):
        guard let index = JSONPointer.index(token), index < elements.count else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }

  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  package var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var integer: Int? { if case .number(let number) = self { number.integer } else { nil } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(JSONObject(members))
  }
}

/// A number as it was written, so that it is printed as it was read (RFC 8259 §6).
package struct JSONNumber: Hashable, Sendable {
  /// The JSON text of the number, always valid.
  package let text: String

  /// For the parser, which has checked `text` against the grammar.
  package init(validated text: String) { self.text = text }

  package init(_ value: Int) { text = String(value) }

  /// - Returns: `nil` for infinities and NaN, which JSON can't say.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = value.description
  }

  /// The number where it is whole and fits, however written (`3`, `3.0`, `3e0`).
  package var integer: Int? { Int(text) ?? Double(text).flatMap { Int(exactly: $0) } }

  package var double: Double? { Double(text) }
}

/// The members of an object, in order; names are unique.
package struct JSONObject: Sendable {
  package private(set) var members: [(name: String, value: JSONValue)]

  package init() { members = [] }

  /// - Precondition: The names are unique.
  package init(_ members: [(String, JSONValue)]) { self.members = members.map { ($0, $1) } }

  package subscript(name: String) -> JSONValue? {
    get { members.first { $0.name == name }?.value }
    set {
      let index = members.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((name, value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONObject: Equatable {
  /// Objects are unordered (RFC 8259 §1): equal when they have equal members.
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count
      && left.members.allSatisfy { right[$0.name] == $0.value }
  }
}
