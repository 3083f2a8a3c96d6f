/// An element of SVG 1.1, or text (w3.org/TR/SVG11). Printing escapes what is markup in XML.
package indirect enum SVG: Equatable, Sendable {
  case element(String, [Attribute], [SVG])
  case text(String)
  /// CSS, which goes in as it is.
  case style(String)

  package struct Attribute: Equatable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }

    package init(_ name: String, _ value: Int) { self.init(name, String(value)) }
  }

  /// The document, one element a line.
  package var document: String { lines(depth: 0).joined(separator: "\n") + "\n" }

  private func lines(depth: Int) -> [String] {
    let margin = String(repeating: "  ", count: depth)
    switch self {
    case .text(let text): return [margin + XMLText.escaped(text)]
    case .style(let rules):
      return ["\(margin)<style>"]
        + rules.split(separator: "\n").map { "\(margin)  \($0)" } + ["\(margin)</style>"]
    case .element(let name, let attributes, let children):
      let opening =
        margin + "<" + name
        + attributes.map { " \($0.name)=\"\(XMLText.escaped($0.value))\"" }.joined()
      if children.isEmpty { return [opening + "/>"] }
      // White space inside of text would be shown.
      if children.count == 1, case .text(let text) = children[0] {
        return ["\(opening)>\(XMLText.escaped(text))</\(name)>"]
      }
      return [opening + ">"] + children.flatMap { $0.lines(depth: depth + 1) }
        + ["\(margin)</\(name)>"]
    }
  }
}

/// Text in XML 1.0.
enum XMLText {
  /// What is markup becomes a reference, what XML has no place for (§2.2) the replacement character.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
      case _ where scalar.value < 0x20: result += "\u{fffd}"
      // What can't be seen is written so that readers of the file see it.
      case _ where Invisible.contains(scalar): result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
