import JSON
import TestKit
import Testing
import YAMLReader

@Suite("YAML of any kind") struct FuzzTests {
  /// Texts to spoil: every construct that the reader knows.
  static let seeds = [
    "a: 1\nb:\n  - c: [d, \"e\\n\", 'f''g']\n    h: {i: j}\n  - |\n    k\n     l\n",
    "x: &x {a: 1, <<: {b: 2}}\ny: *x\nz:\n  <<: [*x, *x]\n? q\n: !!str 1\n",
    "%YAML 1.2\n%TAG !t! tag:t,\n---\n!t!a b\n...\n--- # c\n>-\n  é日本👨‍👩‍👧\n  \\\n",
    "on:\r\n  push: {branches: [main]}\r\njobs:\r\n  a:\r\n    run: >\r\n      b # c\r\n",
    "\u{FEFF}- - - a\n  -\n- \"\\u00e9\\x41\\U0001F600\"\n- ~\n- \u{2028}\u{85}b\n",
  ]

  static let pieces: [[UInt8]] =
    [
      "\n", "\r\n", "\r", "\t", " ", "  ", ": ", "- ", "? ", "[", "]", "{", "}", ",", "&x ", "*x",
      "!", "!!int ", "|", ">", "%", "@", "`", "'", "\"", "\\", "#", " #", "---\n", "...\n", "<<: ",
      "é", "\u{2028}", "\u{85}", "\u{FEFF}", "\0", "\u{7F}", "~", "0x",
    ].map { Array($0.utf8) } + [[0xC3], [0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0xFF]]

  @Test("is read or refused, with places that are in the text", arguments: 0..<8)
  func spoilt(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<2500 {
      let bytes = FuzzTests.spoil(
        Array(FuzzTests.pick(FuzzTests.seeds, &random).utf8), &random)
      do {
        for node in try YAMLParser.parse(bytes) {
          FuzzTests.expectPlaces(of: node, in: bytes)
          _ = JSONPrinter.compact(node.json)
        }
      } catch {
        #expect(FuzzTests.isPlace(error.position, in: bytes), "\(error) \(bytes)")
        #expect(!error.message.contains("while "), "\(error)")
      }
    }
  }

  private static func pick<Element>(
    _ elements: [Element], _ random: inout SeededGenerator
  ) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  private static func spoil(_ text: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0...3, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(start..<end)
      case 1:
        bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...start, using: &random))
      case 2: bytes.replaceSubrange(start..<end, with: pick(pieces, &random))
      default: bytes.insert(contentsOf: pick(pieces, &random), at: start)
      }
    }
    return bytes
  }

  private static func expectPlaces(of node: YAMLNode, in bytes: [UInt8]) {
    #expect(isPlace(node.position, in: bytes), "\(node.position) \(bytes)")
    switch node.content {
    case .scalar: break
    case .sequence(let elements): for element in elements { expectPlaces(of: element, in: bytes) }
    case .mapping(let entries):
      for entry in entries {
        expectPlaces(of: entry.key, in: bytes)
        expectPlaces(of: entry.value, in: bytes)
      }
    }
  }

  /// Whether line and column are those of the offset; a byte order mark in front is no column.
  private static func isPlace(_ place: TextPosition, in bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard place.offset >= start else { return place.offset == 0 && place.line == 1 }
    let expected = TextPosition(offset: place.offset - start, in: Array(bytes.dropFirst(start)))
    return place.offset <= bytes.count
      && (expected.line, expected.column) == (place.line, place.column)
  }
}
