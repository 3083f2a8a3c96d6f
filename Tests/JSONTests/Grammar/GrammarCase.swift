import Testing

/// A text and what it shows of the grammar.
struct GrammarCase: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]

  init(_ name: String, _ text: String) { self.init(name, bytes: Array(text.utf8)) }

  init(_ name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// A text around bytes that no Swift string can hold.
  init(_ name: String, _ head: String, _ bytes: [UInt8], _ tail: String) {
    self.init(name, bytes: Array(head.utf8) + bytes + Array(tail.utf8))
  }

  var testDescription: String { name }
}
