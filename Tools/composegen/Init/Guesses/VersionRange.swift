/// A range of versions as npm knows them, looked at by major versions only.
struct VersionRange: Sendable {
  /// Alternatives, of each the lowest and the highest major version that may be in it.
  private var alternatives: [ClosedRange<Int>] = []
  /// The version, where the range is one.
  private(set) var exact: String?

  private static let highest = 1_000

  init(_ text: String) {
    for part in text.split(separator: "|") {
      let words = part.split { $0 == " " || $0 == "," }.map(String.init)
      if let range = VersionRange.range(words) { alternatives.append(range) }
    }
    let plain = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    if (1...3).contains(parts.count),
      parts.allSatisfy({
        (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
      })
    {
      exact = String(plain)
    }
  }

  func hasReleases(ofMajor major: Int) -> Bool { alternatives.contains { $0.contains(major) } }

  private static func range(_ words: [String]) -> ClosedRange<Int>? {
    var low = 0
    var high = highest
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "-" {
        guard index < words.count, let upper = number(words[index]) else { return nil }
        high = min(high, upper.major)
        index += 1
        continue
      }
      var sign = String(word.prefix { "<>=^~".contains($0) })
      var rest = String(word.dropFirst(sign.count))
      if rest.isEmpty, index < words.count {
        rest = words[index]
        index += 1
      }
      if rest == "*" || rest == "x" || rest == "latest" || rest.hasPrefix("lts") { continue }
      guard let version = number(rest) else { return nil }
      let isLowerEnd = index < words.count && words[index] == "-"
      if sign.isEmpty && isLowerEnd { sign = ">=" }
      switch sign {
      case ">=": low = max(low, version.major)
      case ">": low = max(low, version.hasMinor ? version.major : version.major + 1)
      case "<": high = min(high, version.isWhole ? version.major - 1 : version.major)
      case "<=": high = min(high, version.major)
      default: (low, high) = (max(low, version.major), min(high, version.major))
      }
    }
    return low <= high ? low...high : nil
  }

  private typealias Number = (major: Int, hasMinor: Bool, isWhole: Bool)

  /// The major version; whether a minor one is said; whether all that is said behind is zero.
  private static func number(_ text: String) -> Number? {
    let parts = (text.hasPrefix("v") ? text.dropFirst() : text[...]).split(separator: ".")
    guard let first = parts.first, let major = Int(first), (0...highest).contains(major) else {
      return nil
    }
    return (major, parts.count > 1, parts.dropFirst().allSatisfy { ["0", "x", "*"].contains($0) })
  }
}
