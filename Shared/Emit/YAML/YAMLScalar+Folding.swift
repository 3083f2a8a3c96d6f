/// A text on one line, written over several (YAML 1.2.2 §7.3.1: a line break behind a backslash,
/// and the white space after it, are no part of the text; YAML 1.1 §9.2.1 says the same).
extension YAMLScalar {
  /// The lines of a text in double quotes, none longer than a width where that can be: broken after
  /// a space or a separator, else anywhere between two characters.
  ///
  /// - Parameters:
  ///   - head: What stands before the text on its first line.
  ///   - margin: The indentation of the others.
  static func folded(_ text: String, head: String, margin: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = head + "\""
    var rest = text.unicodeScalars.map { unit(of: $0) }[...]
    while !rest.isEmpty {
      let room = max(1, width - line.count - 1)
      var count = units(of: rest, in: room)
      if count < rest.count {
        let separator = rest.prefix(count).lastIndex { separators.contains($0) }
        count = separator.map { $0 - rest.startIndex + 1 } ?? count
      }
      line += rest.prefix(count).joined()
      rest = rest.dropFirst(count)
      if let first = rest.first {
        lines.append(line + "\\")
        // White space at the start of a line would be taken for indentation.
        line = margin
        if first == " " {
          line += "\\ "
          rest = rest.dropFirst()
        }
      }
    }
    return lines + [line + "\""]
  }

  /// Whether a text can be a line of a folded block, with nothing lost: no white space at its ends,
  /// nothing that isn't seen.
  static func isFoldable(_ line: String) -> Bool {
    let scalars = line.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return false }
    return first != " " && last != " " && scalars.allSatisfy(isVisible)
  }

  private static let separators: Set<String> = [" ", "@", ",", ";", "&", "|", "}"]

  /// How many of the units fit into so many columns; at least one.
  private static func units(of rest: ArraySlice<String>, in room: Int) -> Int {
    var used = 0
    var count = 0
    for unit in rest {
      used += unit.count
      if used > room { break }
      count += 1
    }
    return max(1, count)
  }

  /// One character as double quotes have it.
  private static func unit(of scalar: Unicode.Scalar) -> String {
    // By scalars: a mark that combines is one character with the quote before it.
    let quoted = doubleQuoted(String(scalar)).unicodeScalars
    return String(String.UnicodeScalarView(quoted.dropFirst().dropLast()))
  }
}
