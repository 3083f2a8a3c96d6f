/// A `<<-EOT` heredoc: lines are indented with the code, and the parser takes that back.
struct HCLHeredoc {
  /// The lines, written: interpolations printed, `${` escaped.
  private let lines: [String]
  /// Whether every line that is not blank is indented by itself. Then the parser would take that
  /// away as well, so that the text must stand at the margin, after `<<EOT`.
  private let isIndented: Bool

  /// - Returns: `nil` for what is no heredoc, or can't be printed as one and is quoted instead.
  init?(_ expression: HCL.Expression) {
    guard case .heredoc(let parts) = expression, let lines = Self.lines(of: parts) else {
      return nil
    }
    self.lines = lines
    isIndented = lines.filter { !Self.isBlank($0) }
      .allSatisfy { $0.unicodeScalars.first.map(\.properties.isWhitespace) ?? true }
  }

  /// The parts with a newline at the end.
  static func wholeLines(_ parts: [HCL.TemplatePart]) -> [HCL.TemplatePart] {
    if case .text(let text)? = parts.last(where: { $0 != .text("") }), text.hasSuffix("\n") {
      return parts
    }
    return parts + [.text("\n")]
  }

  private static func lines(of parts: [HCL.TemplatePart]) -> [String]? {
    let flat = HCLFlat()
    let parts = flat.joined(wholeLines(parts))
    var text = ""
    for (index, part) in parts.enumerated() {
      switch part {
      case .text(let literal):
        guard literal.unicodeScalars.allSatisfy(isPrintable) else { return nil }
        text += HCLQuoting.heredoc(literal, before: index + 1 < parts.count ? .interpolation : .end)
      case .interpolation(let expression): text += flat.interpolation(expression)
      }
    }
    var lines = text.lines
    lines.removeLast()
    let marked = lines.allSatisfy { line in line.isEmpty || (" " + line).first == " " }
    return marked && !lines.allSatisfy(isBlank) ? lines : nil
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\t" || !Invisible.contains(scalar)
  }

  private static func isBlank(_ line: String) -> Bool {
    line.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// The heredoc, its closing marker at a level of indentation; no newline at the end.
  func text(level: Int) -> String {
    let margin = String(repeating: " ", count: isIndented ? 0 : 2 * (level + 1))
    // Blank lines count for nothing when the parser takes indentation away, and keep theirs.
    let body = lines.map { Self.isBlank($0) ? $0 : margin + $0 }
    return (isIndented ? "<<" : "<<-") + marker + "\n" + body.joined(separator: "\n") + "\n"
      + String(repeating: " ", count: 2 * level) + marker
  }

  /// `EOT`, or the first of `EOT1`, `EOT2`, … that is no line of the text.
  private var marker: String {
    let words = Set(
      lines.map { line in
        let start = line.drop(while: \.isWhitespace)
        return String(start.trimmingEnd())
      })
    let candidates = ["EOT"] + (1...(words.count + 1)).map { "EOT\($0)" }
    return candidates.first { !words.contains($0) } ?? "EOT"
  }
}
