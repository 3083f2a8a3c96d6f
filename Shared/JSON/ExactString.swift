/// Text that equals other text only where the code points do, as JSON names do (RFC 8259 §8.3).
///
/// `String` holds canonically equivalent texts for equal: `"é"` in one scalar and in two.
package struct ExactString: Hashable, Sendable {
  package let text: String

  /// Compared as it is.
  package init(_ text: String) { self.text = text }

  package static func == (left: ExactString, right: ExactString) -> Bool {
    areEqual(left.text, right.text)
  }

  package func hash(into hasher: inout Hasher) {
    let count = text.utf8.withContiguousStorageIfAvailable { bytes in
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
      return bytes.count
    }
    hasher.combine(count)
  }

  /// Whether two texts have the same code points.
  package static func areEqual(_ left: String, _ right: String) -> Bool {
    // The comparison of `String` is quick to deny, and exact for ASCII of one length.
    left.utf8.count == right.utf8.count && left == right
      && (left.utf8Span.isKnownASCII || left.utf8.elementsEqual(right.utf8))
  }

  /// In the order of code points, which is that of the UTF-8 bytes.
  static func areInOrder(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// A number that equal texts share and most others don't: cheap, but easy to collide with.
  static func signature(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      let count = bytes.count
      guard count >= 8 else {
        return bytes.reduce(UInt64(count)) { $0 << 8 | UInt64($1) }
      }
      let raw = UnsafeRawBufferPointer(bytes)
      let first = raw.loadUnaligned(as: UInt64.self)
      let last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      return first &* 0x9E37_79B9_7F4A_7C15 ^ last ^ UInt64(truncatingIfNeeded: count)
    }
  }
}
