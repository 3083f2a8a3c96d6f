extension Diagram {
  /// The diagram in the language of Graphviz (graphviz.org/doc/info/lang.html).
  package var dot: String {
    let index = DiagramIndex(self)
    var lines = [
      "digraph \(DotText.quoted([title])) {",
      "  graph [compound=true, rankdir=TB, newrank=true, fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, tooltip=\(DotText.quoted([summary]))];",
      "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica,Arial,sans-serif\", fontsize=11];",
      "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, color=\"\(Palette.light.line)\"];",
    ]
    lines += index.top.flatMap { Diagram.dot($0, in: index, margin: "  ") }
    lines += index.links.map { Diagram.dot($0, in: index) }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func dot(_ number: Int, in index: DiagramIndex, margin: String) -> [String] {
    let entry = index.entries[number]
    let kind = entry.node.kind
    let colours = Palette.light[kind]
    let look =
      "fillcolor=\"\(colours.fill)\", color=\"\(colours.stroke)\", label=\(DotText.quoted(entry.node.texts, isLeft: entry.isGroup))"
    guard let children = entry.children else {
      let shape = kind == .store ? "shape=cylinder, style=filled, " : ""
      return ["\(margin)n\(number) [\(shape)\(look)];"]
    }
    let style = kind == .gate ? "filled,dashed" : "filled,rounded"
    return [
      "\(margin)subgraph cluster_n\(number) {",
      "\(margin)  graph [style=\"\(style)\", labeljust=l, \(look)];",
    ] + children.flatMap { dot($0, in: index, margin: margin + "  ") } + ["\(margin)}"]
  }

  /// An arrow to a group goes to its first node, and ends at its frame.
  private static func dot(_ link: DiagramIndex.Link, in index: DiagramIndex) -> String {
    var attributes: [String] = []
    if !link.edge.label.isEmpty {
      attributes.append("label=\(DotText.quoted([link.edge.label]))")
    }
    if link.edge.style == .dashed { attributes.append("style=dashed") }
    let target = index.leaves(of: link.to)[0]
    if target != link.to { attributes.append("lhead=cluster_n\(link.to)") }
    let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
    return "  n\(link.from) -> n\(target)\(list);"
  }
}

/// Text in dot.
enum DotText {
  /// A quoted label: `\` and `&` would begin escapes and HTML entities.
  ///
  /// - Parameter isLeft: Whether its lines begin at the left; in the middle otherwise.
  static func quoted(_ lines: [String], isLeft: Bool = false) -> String {
    let lines = lines.map(escaped)
    return "\"" + (isLeft ? lines.map { $0 + "\\l" }.joined() : lines.joined(separator: "\\n"))
      + "\""
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      case "\t", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result += " "
      case "\0"..."\u{1f}", "\u{7f}"..."\u{9f}": result += "\u{fffd}"
      case _ where Invisible.contains(scalar): result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
