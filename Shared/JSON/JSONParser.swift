/// What a document may ask of its reader.
package struct JSONLimits: Sendable {
  /// The most containers in one another. The runtime destroys values recursively: stay below
  /// some thousands.
  package var depth: Int
  /// The most bytes of one document, white space included.
  package var bytes: Int

  /// The product's limits, unless others are given.
  package init(depth: Int = 512, bytes: Int = 64 << 20) {
    self.depth = depth
    self.bytes = bytes
  }
}

/// Why a text is no JSON, and where.
package struct JSONSyntaxError: Error, Equatable {
  /// The offending byte, or the end of the input.
  package let position: TextPosition
  /// What was expected and what was found. It repeats no more of a string's text than one
  /// character: the text may be a secret.
  package let message: String

  /// An error made elsewhere than in the parser.
  package init(position: TextPosition, message: String) {
    self.position = position
    self.message = message
  }
}

extension JSONSyntaxError: CustomStringConvertible {
  /// `LINE:COLUMN: MESSAGE`.
  package var description: String { "\(position): \(message)" }
}

/// Reads JSON as RFC 8259 has it and nothing beside: no comments, no trailing commas, no byte
/// order mark, no text that is not UTF-8, no unpaired surrogates, and no name twice in an object.
package enum JSONParser {
  /// The one value that a document is.
  ///
  /// - Throws: ``JSONSyntaxError`` for the first thing in the text that is wrong.
  /// - Complexity: O(n); an object of n members takes O(n) look-ups of names.
  package static func parse(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONSyntaxError) -> JSONValue {
    try read(bytes, from: 0, limits: limits, isWhole: true).value
  }

  /// The one value that a document of a dialect is; positions are those of `bytes`.
  ///
  /// - Throws: ``JSONSyntaxError`` for the first thing in the text that is wrong in the dialect.
  package static func parse(
    _ bytes: [UInt8], dialect: JSONDialect, limits: JSONLimits = JSONLimits()
  ) throws(JSONSyntaxError) -> JSONValue {
    guard bytes.count <= limits.bytes else { return try parse(bytes, limits: limits) }
    do throws(JSONSyntaxError) {
      return try parse(dialect.plain(bytes), limits: limits)
    } catch {
      // A comment that is blank has as many bytes, but not as many characters.
      throw JSONSyntaxError(
        position: TextPosition(offset: error.position.offset, in: bytes), message: error.message)
    }
  }

  /// The first value at or behind a place, whatever follows it.
  ///
  /// - Parameters:
  ///   - start: An offset in `bytes`. Positions in errors count from the start of `bytes`.
  ///   - limits: For this value with the white space before it.
  /// - Returns: The value, and the offset behind its last byte.
  package static func parseFirst(
    _ bytes: [UInt8], from start: Int = 0, limits: JSONLimits = JSONLimits()
  ) throws(JSONSyntaxError) -> (value: JSONValue, end: Int) {
    try read(bytes, from: start, limits: limits, isWhole: false)
  }

  private static func read(
    _ bytes: [UInt8], from start: Int, limits: JSONLimits, isWhole: Bool
  ) throws(JSONSyntaxError) -> (value: JSONValue, end: Int) {
    let start = min(max(start, 0), bytes.count)
    let tooLarge = JSONFault(offset: start, kind: .size(limit: limits.bytes))
    if isWhole, bytes.count > limits.bytes { throw JSONSyntaxError(tooLarge, in: bytes) }
    // One byte more than is allowed: who reads up to there has read too much.
    let end = bytes.count - start > limits.bytes ? start + limits.bytes + 1 : bytes.count
    do throws(JSONFault) {
      let read = try bytes.withUnsafeBufferPointer { (buffer) throws(JSONFault) in
        try Self.read(buffer, from: start, to: end, depth: limits.depth, isWhole: isWhole)
      }
      guard read.end - start <= limits.bytes else { throw tooLarge }
      return read
    } catch {
      throw JSONSyntaxError(error.offset - start <= limits.bytes ? error : tooLarge, in: bytes)
    }
  }

  private static func read(
    _ buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, depth: Int, isWhole: Bool
  ) throws(JSONFault) -> (value: JSONValue, end: Int) {
    guard let base = buffer.baseAddress else {
      throw JSONFault(offset: 0, kind: .value(after: .nothing))
    }
    var reader = JSONReader(JSONCursor(base: base, end: end, offset: start), depthLimit: depth)
    let value = try reader.value()
    let valueEnd = reader.cursor.offset
    if isWhole { try reader.cursor.expectEnd() }
    return (value, valueEnd)
  }
}

extension JSONCursor {
  fileprivate mutating func expectEnd() throws(JSONFault) {
    skipSpace()
    guard offset == end else { throw JSONFault(offset: offset, kind: .documentEnd) }
  }
}
