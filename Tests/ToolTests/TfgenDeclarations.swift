/// A variable or an output as its block in emitted text says it, read back by the line.
///
/// White space and commas of expressions, which differ between one line and several, are left out.
struct HCLDeclaration {
  let name: String
  private var attributes: [String: String] = [:]

  /// An attribute's value; empty where there is none.
  subscript(_ attribute: String) -> String { attributes[attribute] ?? "" }

  static func all(of type: String, in text: String) -> [HCLDeclaration] {
    text.split(separator: "\n}\n").compactMap { block in
      guard let start = block.firstRange(of: "\(type) \"") else { return nil }
      return HCLDeclaration(block[start.upperBound...].split(separator: "\n"))
    }
  }

  private init(_ lines: [Substring]) {
    name = String(lines[0].prefix { $0 != "\"" })
    var current = ""
    for line in lines.dropFirst().prefix(while: { !$0.hasPrefix("  validation") }) {
      let sides = line.split(separator: "=", maxSplits: 1)
      if line.dropFirst(2).first?.isLetter == true, sides.count == 2 {
        current = sides[0].filter { $0 != " " }
        attributes[current] = String(sides[1].drop { $0 == " " })
      } else {
        attributes[current, default: ""] += line
      }
    }
    for (name, text) in attributes {
      attributes[name] = name == "description" ? Self.unquoted(text) : Self.plain(text)
    }
  }

  private static func unquoted(_ text: String) -> String { String(text.dropFirst().dropLast()) }

  private static func plain(_ text: String) -> String {
    text.filter { !$0.isWhitespace && $0 != "," }
  }

  /// The cells of the table below a heading; code without its marks.
  static func rows(below heading: String, in readme: String) -> [[String]] {
    let section = readme.split(separator: "\n## ").first { $0.hasPrefix("\(heading)\n") } ?? ""
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { cell in
          let text = String(cell.dropFirst().dropLast())
          return text.hasPrefix("`")
            ? plain(unquoted(text)) : text.filter { $0 != "\\" && text != " " }
        }
    }
  }
}
