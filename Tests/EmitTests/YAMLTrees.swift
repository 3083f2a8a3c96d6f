import TestKit
import Emit

/// Random values with text that bites.
struct YAMLTrees {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func style() -> YAML.Style {
    var style = YAML.Style()
    style.hasDocumentStart = random.chance(50)
    style.separatesTopLevel = random.chance(50)
    style.trailingCommentSpaces = 1 + random.below(2)
    style.header = random.chance(30) ? "one\n\ntwo" : nil
    return style
  }

  mutating func value(depth: Int) -> YAML {
    var value =
      switch depth > 0 ? random.below(10) : 9 {
      case 0...2: YAML.sequence((0..<random.below(5)).map { _ in self.value(depth: depth - 1) })
      case 3...6: mapping(depth: depth)
      case 7: YAML.flow((0..<random.below(5)).map { _ in scalar() })
      default: scalar()
      }
    if random.chance(10) {
      value = value.comment(random.pick(["c", "two\nlines", "", "# - a: b"]))
    }
    if random.chance(10) { value = value.trailing(random.pick(["v4.2.2", "a\nb", "#"])) }
    return random.chance(10) ? value.afterBlankLine : value
  }

  private mutating func mapping(depth: Int) -> YAML {
    var names: Set<String> = []
    let keys = (0..<random.below(6)).map { _ in text() }.filter { names.insert($0).inserted }
    return .mapping(keys.map { YAML.Entry(.text($0), value(depth: depth - 1)) })
  }

  private mutating func scalar() -> YAML {
    switch random.below(12) {
    case 0: .null
    case 1: .blank
    case 2: .bool(random.chance(50))
    case 3: .int(random.below(2_000_000) - 1_000_000)
    case 4:
      .float(Double(random.below(1_000_000)) * random.pick([1e-12, 1e-3, 0.1, 1, 1e15, -1e19]))
    default: .string(text())
    }
  }

  private static let bites = [
    "", "no", "on", "y", "null", "~", "1e3", "0755", "0x1f", "1_000", "12:30:45", ".inf", "=", "<<",
    "2001-12-14", "a: b", "# x", "*a", "&a", "!t", "%", "@", "`", "- x", "? ", "|", ">", "---",
    "...",
    "0o7", "1.", "+.5", "0b1", "190:20:30", "true", "2001-12-14 21:59:43.10 -5", "x: ", "{a", "[",
    "-",
  ]

  private static let pieces = [
    "a", "b", "no", "1", "0", ":", ": ", " ", "  ", "\n", "\n", "\n\n", "\t", "#", " #", "-", "- ",
    "?",
    "\"", "'", "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "~", "=", ".",
    "_",
    "+", "e", "x", "é", "日本", "👨‍👩‍👧", "\r", "\u{0}", "\u{7}", "\u{1b}", "\u{85}", "\u{a0}", "\u{2028}",
    "\u{feff}", "\u{fffe}", "\u{10ffff}", "${{ x }}", "$", "---", "\n---\n", "word ", "\u{200b}",
  ]

  private mutating func text() -> String {
    switch random.below(10) {
    case 0, 1: random.pick(Self.bites)
    case 2: (0..<random.below(60)).map { _ in "line of words\n" }.joined() + random.pick(["", "x"])
    case 3: String(repeating: "very long ", count: random.below(200))
    case 4, 5:
      (0..<(1 + random.below(5))).map { _ in random.pick(["run", "  in", "\tx", "", "a: b"]) + "\n"
      }
      .joined() + random.pick(["", "end", "\n", "\n\n"])
    case 6:
      (0..<random.below(12)).map { _ in random.pick(["0", "1", "7", ":", ".", "-", "_", "e", "+"]) }
        .joined()
    default: (0..<random.below(9)).map { _ in random.pick(Self.pieces) }.joined()
    }
  }
}

extension YAML {
  /// The value as JSON, for a judge to compare with.
  var json: String {
    switch plain {
    case .null, .blank, .noted: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .float(let number): number.description
    case .string(let text): Self.json(text)
    case .sequence(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{"
        + entries.map { entry in
          switch entry.key {
          case .text(let text), .plain(let text): Self.json(text) + ":" + entry.value.json
          }
        }.joined(separator: ",") + "}"
    }
  }

  private static func json(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "\"") { result, scalar in
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x85:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    } + "\""
  }
}
