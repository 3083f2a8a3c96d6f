/// How wide text is at most, in whole pixels, whichever sans-serif font a viewer has.
struct TextMetrics {
  /// In pixels.
  let size: Int
  let isBold: Bool

  /// - Complexity: O(n)
  func width(of text: some StringProtocol) -> Int {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + TextMetrics.width(of: $1, isBold) }
    return (thousandths * size + 999) / 1000
  }

  /// The lines that a text needs within a width: broken between words, a word that is too long for a
  /// line after one of its `/`, `,`, `.`, `-` or `_`, else anywhere. What doesn't fit into the last
  /// line is cut off, with an ellipsis in its place.
  ///
  /// - Parameter limit: The most lines, at least 1.
  func lines(of text: String, within width: Int, limit: Int) -> [String] {
    var lines = [""]
    for word in text.split(whereSeparator: \.isWhitespace) {
      var rest = word
      while !rest.isEmpty {
        let line = lines[lines.count - 1]
        let joint = line.isEmpty ? "" : " "
        if self.width(of: line + joint + rest) <= width {
          lines[lines.count - 1] = line + joint + rest
          break
        }
        if line.isEmpty {
          let part = head(of: rest, within: width)
          lines[lines.count - 1] = String(part)
          rest = rest[part.endIndex...]
        }
        lines.append("")
      }
    }
    if lines.last == "" && lines.count > 1 { lines.removeLast() }
    guard lines.count > limit else { return lines }
    let kept = lines[..<(limit - 1)]
    return kept + [shortened(lines[(limit - 1)...].joined(separator: " "), within: width)]
  }

  /// As much of a text as fits before an ellipsis.
  func shortened(_ text: String, within width: Int) -> String {
    if self.width(of: text) <= width { return text }
    var short = text[...]
    while !short.isEmpty && self.width(of: short) + self.width(of: "…") > width {
      short.removeLast()
    }
    return short.trimmingEnd() + "…"
  }

  /// As much of a word as fits, at least a character, and whole parts of it where there are some.
  private func head(of word: Substring, within width: Int) -> Substring {
    var end = word.startIndex
    var joint: Substring.Index?
    while end < word.endIndex {
      let next = word.index(after: end)
      if end > word.startIndex && self.width(of: word[..<next]) > width { break }
      if "/,.-_".contains(word[end]) { joint = next }
      end = next
    }
    return word[..<(end == word.endIndex ? end : joint ?? end)]
  }
}

extension TextMetrics {
  /// In thousandths of the font's size. ASCII is as wide as in DejaVu Sans, the widest of the usual
  /// fonts; other letters are as wide as the widest of their kind in it.
  private static func width(of scalar: Unicode.Scalar, _ isBold: Bool) -> Int {
    switch scalar.value {
    case 32...126: (isBold ? bold : regular)[Int(scalar.value) - 32]
    case 0..<32, 127: 700
    case 0x300...0x36f, 0x200b...0x200f, 0xfe00...0xfe0f: 0
    case 0x2026: 1000
    case 0xa0...0xff: 1150
    default: 1600
    }
  }

  private static let regular = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732, 685, 989, 686,
    611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
  ]

  private static let bold = [
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 581, 1000, 774, 763, 734, 831, 684,
    684, 821, 837, 373, 373, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771,
    725, 726, 458, 366, 458, 838, 500, 500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666,
    343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
  ]
}
