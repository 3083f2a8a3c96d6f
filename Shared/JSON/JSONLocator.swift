/// Finds where a value is written, in a text that has been read before.
package enum JSONLocator {
  /// Where the value begins that a pointer leads to: for a member the place of its name, for an
  /// element and for the whole document its first byte.
  ///
  /// - Parameter bytes: Valid JSON. In other text the answer means nothing, but comes.
  /// - Returns: `nil` where the document has no such place.
  package static func position(of pointer: JSONPointer, in bytes: [UInt8]) -> TextPosition? {
    let offset = bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      var cursor = JSONCursor(base: base, end: buffer.count, offset: 0)
      return cursor.offset(of: pointer)
    }
    return offset.map { TextPosition(offset: $0, in: bytes) }
  }
}

extension JSONCursor {
  fileprivate mutating func offset(of pointer: JSONPointer) -> Int? {
    skipSpace()
    guard offset < end else { return nil }
    var found = offset
    for token in pointer.tokens {
      switch byte {
      case UInt8(ascii: "{"):
        guard let name = offset(ofMember: token) else { return nil }
        found = name
        skipString()
        guard skip(UInt8(ascii: ":")) else { return nil }
        skipSpace()
      case UInt8(ascii: "["):
        guard let index = JSONPointer.index(token), moveToElement(index) else { return nil }
        found = offset
      default: return nil
      }
    }
    return found
  }

  /// Moves from an object's brace to the opening quote of a member's name.
  ///
  /// - Returns: Where that is; `nil` where the object has no such member.
  mutating func offset(ofMember wanted: String) -> Int? {
    var scratch = MoveStack<UInt8>(capacity: 64)
    offset += 1
    repeat {
      skipSpace()
      let start = offset
      guard byte == UInt8(ascii: "\""), let name = try? string(scratch: &scratch) else {
        return nil
      }
      if ExactString.areEqual(name, wanted) {
        offset = start
        return start
      }
      guard skip(UInt8(ascii: ":")) else { return nil }
      skipValue()
    } while skip(UInt8(ascii: ","))
    return nil
  }

  /// Moves from an array's bracket to the first byte of an element.
  private mutating func moveToElement(_ index: Int) -> Bool {
    offset += 1
    skipSpace()
    if byte == UInt8(ascii: "]") { return false }
    for _ in 0..<index {
      skipValue()
      guard skip(UInt8(ascii: ",")) else { return false }
    }
    skipSpace()
    return offset < end
  }

  /// Moves past white space and then one certain byte, if that is there.
  private mutating func skip(_ mark: UInt8) -> Bool {
    skipSpace()
    guard offset < end, byte == mark else { return false }
    offset += 1
    return true
  }

  /// Moves past the value here, or to the end of the text.
  private mutating func skipValue() {
    var depth = 0
    skipSpace()
    repeat {
      switch byte {
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        offset += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        offset += 1
      default: skipPlain(orByte: depth > 0)
      }
    } while depth > 0 && offset < end
  }

  /// Moves past a number or a literal; inside containers past anything that is no bracket.
  private mutating func skipPlain(orByte isInside: Bool) {
    if isInside { offset += 1; return }
    while offset < end {
      switch base[offset] {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x00...0x20: return
      default: offset += 1
      }
    }
  }

  /// Moves from an opening quote past the closing one.
  private mutating func skipString() {
    offset += 1
    while offset < end {
      _ = skipPlainText()
      guard offset < end else { return }
      switch base[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return
      case UInt8(ascii: "\\"): offset = min(offset + 2, end)
      default: offset += 1
      }
    }
  }
}
