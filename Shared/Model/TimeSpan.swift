import JSON

/// A span of time, written as a whole number and a unit: `500ms`, `10s`, `5m`, `1h`.
///
/// The field's own notation: Go durations, compose files and HAProxy all read it.
package struct TimeSpan: Hashable, Comparable, Sendable {
  package let milliseconds: Int

  package init(milliseconds: Int) { self.milliseconds = milliseconds }

  package static func seconds(_ count: Int) -> TimeSpan { TimeSpan(milliseconds: count * 1000) }
  package static func minutes(_ count: Int) -> TimeSpan { seconds(count * 60) }

  /// Whole seconds, rounded up: no deadline becomes shorter than it was written.
  package var seconds: Int { (milliseconds + 999) / 1000 }

  package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension TimeSpan: CustomStringConvertible {
  /// Seconds where they are whole: `60s`, `1500ms`.
  package var description: String {
    milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
  }
}

extension TimeSpan {
  /// - Returns: `nil` where the text is no span, or one of more than a day.
  package init?(_ text: String) {
    let digits = text.utf8.prefix { Forms.isDigit($0) }
    let factors = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000]
    guard (1...6).contains(digits.count), let count = Int(Substring(digits)),
      let factor = factors[String(text.dropFirst(digits.count))], count * factor <= 86_400_000
    else { return nil }
    milliseconds = count * factor
  }

  package static let shape = Shape<String>.text(
    TextForm(
      "a span of time, as \"500ms\", \"10s\", \"5m\" or \"1h\", at most 24h",
      pattern: "^[0-9]{1,6}(ms|s|m|h)$", lengths: 2...8
    ) { TimeSpan($0) != nil }
  ).map { TimeSpan($0) ?? .seconds(0) }
}
