/// The expressions in a text: what stands in `${{ }}`.
struct ExpressionText {
  struct Piece {
    /// What stands within the braces.
    let text: Substring
    /// Which `${{` of the text it is, from 0.
    let number: Int
    /// Bytes of the text before it, braces included.
    let offset: Int
  }

  private(set) var pieces: [Piece] = []
  /// What stands outside of all of them.
  private(set) var rest = ""
  /// The number of a `${{` that nothing closes.
  private(set) var unclosed: Int?

  /// Braces within single quotes close nothing, as GitHub has it.
  init(_ text: String) {
    var remaining = text[...]
    var number = 0
    while let start = remaining.firstRange(of: "${{") {
      rest += remaining[..<start.lowerBound]
      guard let end = ExpressionText.end(in: text[start.upperBound...]) else {
        unclosed = number
        return
      }
      pieces.append(
        Piece(
          text: text[start.upperBound..<end], number: number,
          offset: text.utf8.distance(from: text.startIndex, to: start.upperBound)))
      number += 1
      remaining = text[text.index(end, offsetBy: 2)...]
    }
    rest += remaining
  }

  private static func end(in text: Substring) -> Substring.Index? {
    var isQuoted = false
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == "'" {
        isQuoted.toggle()
      } else if !isQuoted, text[index] == "}", next < text.endIndex, text[next] == "}" {
        return index
      }
      index = next
    }
    return nil
  }
}
