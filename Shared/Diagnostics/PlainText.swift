/// Text for people's terminals and logs.
package enum PlainText {
  /// `text` on one line, with nothing in it that a terminal would obey.
  ///
  /// Control characters (C0, DEL, C1), line separators and bidirectional controls become Swift
  /// escapes (`\n`, `\u{1b}`): names and values from outside can neither forge a line nor colour
  /// it (CWE-117, CWE-150, CVE-2021-42574).
  package static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    for scalar in text.unicodeScalars {
      if isObeyed(scalar) {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1f, 0x7f...0x9f: true
    case 0x200e, 0x200f, 0x061c: true
    case 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
}
