/// Prose for a column of given width.
enum TextWrap {
  /// The lines of `text`, broken at white space; a word longer than `width` gets a line of its own.
  ///
  /// - Parameter width: In characters; at least 1.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      let count = word.count
      if length > 0, length + 1 + count > width {
        lines.append(line)
        line = ""
        length = 0
      }
      if length > 0 {
        line += " "
        length += 1
      }
      line += word
      length += count
    }
    if length > 0 { lines.append(line) }
    return lines
  }

  /// The paragraphs of `text`, which empty lines separate.
  static func paragraphs(_ text: String) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var lines: [Substring] = []
    let all: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in all + [""] {
      if !line.allSatisfy(\.isWhitespace) {
        lines.append(line)
      } else if !lines.isEmpty {
        paragraphs.append(Paragraph(lines))
        lines = []
      }
    }
    return paragraphs
  }

  enum Paragraph: Equatable {
    case prose(String)
    /// Lines to be shown as they are.
    case verbatim([String])

    fileprivate init(_ lines: [Substring]) {
      if lines.allSatisfy({ $0.first == " " }) {
        self = .verbatim(lines.map(String.init))
      } else {
        self = .prose(lines.joined(separator: " "))
      }
    }
  }
}
