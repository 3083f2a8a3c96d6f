extension Diagram {
  /// The diagram as a flowchart of Mermaid (mermaid.js.org/syntax/flowchart), as GitHub shows it.
  package var mermaid: String {
    let index = DiagramIndex(self)
    var lines = [
      "flowchart TB",
      "  accTitle: \(MermaidText.line(title))",
      "  accDescr: \(MermaidText.line(summary))",
    ]
    lines += index.top.flatMap { Diagram.mermaid($0, in: index, margin: "  ") }
    lines += index.links.map { link in
      let arrow = link.edge.style == .solid ? "-->" : "-.->"
      let label = link.edge.label.isEmpty ? "" : "|\"\(MermaidText.label([link.edge.label]))\"|"
      return "  n\(link.from) \(arrow)\(label) n\(link.to)"
    }
    return (lines + Diagram.mermaidClasses(in: index)).joined(separator: "\n") + "\n"
  }

  private static func mermaid(
    _ number: Int, in index: DiagramIndex, margin: String
  ) -> [String] {
    let entry = index.entries[number]
    let label = "\"\(MermaidText.label(entry.node.texts))\""
    guard let children = entry.children else {
      let isStore = entry.node.kind == .store
      return ["\(margin)n\(number)" + (isStore ? "[(\(label))]" : "[\(label)]")]
    }
    return ["\(margin)subgraph n\(number)[\(label)]"]
      + children.flatMap { mermaid($0, in: index, margin: margin + "  ") } + ["\(margin)end"]
  }

  /// Colours that are readable on a light page and on a dark one.
  private static func mermaidClasses(in index: DiagramIndex) -> [String] {
    Kind.allCases.flatMap { kind -> [String] in
      let numbers = index.entries.indices.filter { index.entries[$0].node.kind == kind }
      guard !numbers.isEmpty else { return [] }
      let colours = Palette.light[kind]
      let dash = kind == .gate ? ",stroke-dasharray:6 4" : ""
      return [
        "  classDef \(kind.rawValue) fill:\(colours.fill),stroke:\(colours.stroke),color:\(Palette.light.text)\(dash)",
        "  class \(numbers.map { "n\($0)" }.joined(separator: ",")) \(kind.rawValue)",
      ]
    }
  }
}

/// Text in Mermaid. Its entity codes (`#34;`, of decimal numbers) are resolved last of all, so that
/// what they stand for is never read as syntax, Markdown, HTML or a formula.
enum MermaidText {
  /// A label between quotes, of one or more lines.
  static func label(_ lines: [String]) -> String { lines.map(line).joined(separator: "<br/>") }

  /// - Returns: One line, whatever the text has.
  static func line(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "\t", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result += " "
      case "\0"..."\u{1f}", "\u{7f}"..."\u{9f}": result += "\u{fffd}"
      case ".", "-", "+", ")":
        // `1. ` and `- ` would begin a list.
        let isMarker = next == " " && scalars[..<index].allSatisfy { " "..."9" ~= $0 }
        result += isMarker ? "#\(scalar.value);" : String(scalar)
      // Not before `#`: Mermaid takes `style: …#…;` for a line of its own.
      case ":" where next == " ": result += ":"
      case "a"..."z", "A"..."Z", "0"..."9", " ", ",", "/", "(", "@", "'", "=":
        result.unicodeScalars.append(scalar)
      case "\u{80}"... where !Invisible.contains(scalar) && !"ﬂ°¶ß".unicodeScalars.contains(scalar):
        result.unicodeScalars.append(scalar)
      default: result += "#\(scalar.value);"
      }
    }
    return result
  }
}
