import JSON

/// The lines of `%TAG` before a document. libyaml compares each with every one above it, so that
/// some hundred kilobytes of them would take it minutes.
enum Directives {
  /// More than any document has.
  private static let limit = 64

  /// - Throws: ``YAMLFault`` where there are too many.
  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, places: PlaceCursor
  ) throws(YAMLFault) {
    var count = 0
    var isLineStart = true
    for index in start..<bytes.count {
      if isLineStart, bytes[index] == UInt8(ascii: "%") { count += 1 }
      // What begins with a dash is no directive, and mostly the document that they are for.
      if isLineStart, bytes[index] == UInt8(ascii: "-") { count = 0 }
      isLineStart = bytes[index] == 0x0A || bytes[index] == 0x0D
      guard count <= limit else {
        throw YAMLFault(
          position: places.position(ofByte: index),
          message: "more than \(limit) lines here begin with %; a document has few directives")
      }
    }
  }
}
