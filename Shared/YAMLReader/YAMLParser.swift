import JSON

/// What a text may ask of its reader.
package struct YAMLLimits: Sendable {
  /// The most collections in one another. Values are destroyed and converted recursively: stay below
  /// some thousands.
  package var depth: Int
  /// The most bytes of a text.
  package var bytes: Int
  /// The most nodes of a text, counting those that aliases stand for each time: a bound for what
  /// walks a document.
  package var nodes: Int

  /// The product's limits, unless others are given.
  package init(depth: Int = 256, bytes: Int = 64 << 20, nodes: Int = 2_000_000) {
    self.depth = depth
    self.bytes = bytes
    self.nodes = nodes
  }
}

/// Why a text is no YAML, or none that is safe to read, and where.
package struct YAMLFault: Error, Equatable {
  /// Where to look first.
  package let position: TextPosition
  /// What is wrong, and what to do. It repeats no text but keys and the names of aliases: a value
  /// may be a secret.
  package let message: String

  /// A fault found elsewhere than in the parser.
  package init(position: TextPosition, message: String) {
    self.position = position
    self.message = message
  }
}

extension YAMLFault: CustomStringConvertible {
  /// `LINE:COLUMN: MESSAGE`.
  package var description: String { "\(position): \(message)" }
}

/// Reads YAML as libyaml does, which is 1.1 with most of 1.2's syntax. Stricter than it: the text is
/// UTF-8, a key is a scalar and unique in its mapping, and a merge key takes mappings.
package enum YAMLParser {
  /// The documents of a text, in order; none where it holds at most comments.
  ///
  /// - Parameter bytes: A byte order mark may come first.
  /// - Throws: ``YAMLFault`` for the first thing in the text that is wrong.
  package static func parse(
    _ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()
  ) throws(YAMLFault) -> [YAMLNode] {
    try read(bytes, limits: limits, isOne: false)
  }

  /// The one document that a text holds.
  ///
  /// - Throws: ``YAMLFault``, also where there is no document, or more than one.
  package static func parseOne(
    _ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()
  ) throws(YAMLFault) -> YAMLNode {
    guard let document = try read(bytes, limits: limits, isOne: true).first else {
      let found = bytes.isEmpty ? "the text is empty" : "the text holds nothing but comments"
      throw YAMLFault(
        position: TextPosition(offset: 0, in: bytes), message: "\(found); write a value")
    }
    return document
  }

  private static func read(
    _ bytes: [UInt8], limits: YAMLLimits, isOne: Bool
  ) throws(YAMLFault) -> [YAMLNode] {
    guard bytes.count <= limits.bytes else {
      throw YAMLFault(
        position: TextPosition(offset: 0, in: bytes),
        message: "the text has \(bytes.count) bytes, and at most \(limits.bytes) are read; "
          + "split it")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes.starts(with: mark) ? mark.count : 0
    guard start < bytes.count else { return [] }
    return try bytes.withUnsafeBufferPointer { (buffer) throws(YAMLFault) in
      let places = PlaceCursor(buffer, from: start)
      try Directives.check(buffer, from: start, places: places)
      var builder = YAMLBuilder(
        events: YAMLEvents(buffer, from: start), places: places, limits: limits)
      return try builder.documents(isOne: isOne)
    }
  }
}
