extension SourceFile {
  /// Functions and initializers with a body of several lines: the number of the first line, and how
  /// many lines there are up to the closing brace.
  ///
  /// Goes by indentation, which swift-format sees to: the body ends at the next brace that stands as
  /// far in as the function does. What is left of a long signature may stand there before.
  var functions: [(number: Int, count: Int)] {
    let code = code.filter { !$0.text.isEmpty }
    return code.indices.compactMap { start in
      let (number, text) = code[start]
      guard text.declaresFunction else { return nil }
      let rest = code[(start + 1)...].prefix { indent(of: $0.number) >= indent(of: number) }
      let end = rest.first { line in
        indent(of: line.number) == indent(of: number)
          && !["->", ")", "where ", "{"].contains { line.text.hasPrefix($0) }
      }
      guard let end, end.text.hasPrefix("}") else { return nil }
      return (number, end.number - number + 1)
    }
  }

  /// How far in a line stands, in spaces.
  private func indent(of number: Int) -> Int {
    lines[number - 1].prefix { $0 == " " }.count
  }
}

extension Substring {
  /// Whether a line opens with modifiers and attributes, if any, and then `func` or `init`.
  fileprivate var declaresFunction: Bool {
    for word in split(separator: " ") {
      if word == "func" || ["init(", "init?(", "init<"].contains(where: word.hasPrefix) {
        return true
      }
      guard word.hasPrefix("@") || Substring.modifiers.contains(word) else { return false }
    }
    return false
  }

  private static let modifiers: Set<Substring> = [
    "package", "internal", "fileprivate", "private", "static", "class", "final", "mutating",
    "nonmutating", "override", "convenience", "required", "consuming", "borrowing", "nonisolated",
    "indirect", "isolated",
  ]
}
