import TestKit

/// Texts that a pattern matches, drawn by chance. It knows what shapes of tokens are made of: characters,
/// classes, groups, alternatives and counts.
struct PatternSample {
  private var pattern: Substring
  private var generator: SeededGenerator

  /// A text that the whole pattern matches.
  static func text(of pattern: String, seed: UInt64) -> String {
    var sample = PatternSample(pattern: pattern[...], generator: SeededGenerator(seed: seed))
    return sample.alternatives()
  }

  private mutating func alternatives() -> String {
    var choices = [sequence()]
    while pattern.first == "|" {
      pattern.removeFirst()
      choices.append(sequence())
    }
    return choices.randomElement(using: &generator) ?? ""
  }

  private mutating func sequence() -> String {
    var text = ""
    while let first = pattern.first, first != "|", first != ")" {
      let start = pattern
      let piece = atom()
      let (least, most) = counts()
      let rest = pattern
      let count = Int.random(in: least...most, using: &generator)
      guard count > 0 else { continue }
      text += piece
      for _ in 1..<max(count, 1) {
        pattern = start
        text += atom()
      }
      pattern = rest
    }
    return text
  }

  private mutating func atom() -> String {
    switch pattern.removeFirst() {
    case "(": group()
    case "[": characterClass()
    case "\\": escape()
    case let character: String(character)
    }
  }

  private mutating func group() -> String {
    if pattern.hasPrefix("?!") {
      _ = pattern.firstIndex(of: ")").map { pattern = pattern[pattern.index(after: $0)...] }
      return ""
    }
    if pattern.hasPrefix("?i:") { pattern.removeFirst(3) }
    if pattern.hasPrefix("?:") { pattern.removeFirst(2) }
    let text = alternatives()
    pattern.removeFirst()
    return text
  }

  private mutating func escape() -> String {
    let character = pattern.removeFirst()
    return character == "d" ? String(Int.random(in: 0...9, using: &generator)) : String(character)
  }

  private mutating func characterClass() -> String {
    var scalars: [Unicode.Scalar] = []
    let isNegated = pattern.first == "^"
    while let character = pattern.popFirst(), character != "]" {
      let escaped = character == "\\" ? pattern.removeFirst() : character
      guard let first = escaped.unicodeScalars.first else { continue }
      if pattern.first == "-", pattern.dropFirst().first != "]" {
        pattern.removeFirst()
        guard let last = pattern.removeFirst().unicodeScalars.first else { continue }
        scalars += (first.value...last.value).compactMap(Unicode.Scalar.init)
      } else {
        scalars.append(first)
      }
    }
    if isNegated {
      scalars = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".unicodeScalars)
    }
    return scalars.randomElement(using: &generator).map { String($0) } ?? ""
  }

  private mutating func counts() -> (Int, Int) {
    switch pattern.first {
    case "?":
      pattern.removeFirst()
      return (0, 1)
    case "+":
      pattern.removeFirst()
      return (1, 8)
    case "{":
      let words = pattern.dropFirst().prefix { $0 != "}" }
      pattern.removeFirst(words.count + 2)
      let numbers = words.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      let least = (numbers[0] ?? 0)
      return (least, numbers.count == 1 ? least : numbers[1] ?? least + 20)
    default: return (1, 1)
    }
  }
}
