/// Characters that a reader of a file can't see, or that change how others are seen.
enum Invisible {
  /// Controls, line and paragraph separators, the byte-order mark, and bidirectional controls
  /// (Unicode Technical Report 36 §3.5).
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff: true
    default: false
    }
  }

  /// `\u` and four digits, or `\U` and eight beyond the basic plane (which none of the set is).
  static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return digits.count <= 4
      ? "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      : "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
