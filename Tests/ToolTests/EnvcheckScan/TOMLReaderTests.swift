import JSON
import TestKit
import Testing

@testable import envcheck

@Suite("TOML of configurations") struct TOMLReaderTests {
  static let texts: [(String, JSONValue)] = [
    ("", [:]), ("# only\n\n", [:]), ("a = 1\n", ["a": 1]),
    ("a.b = true # yes\r\n", ["a": ["b": true]]),
    ("a = \"x\\n\\u00e4\\\"\"", ["a": "x\nä\""]), ("a = 'x\\n'", ["a": "x\\n"]),
    ("a = '''\nb'c\n'''", ["a": "b'c\n"]), ("a = \"\"\"b\"\"c\"\"\"", ["a": "b\"\"c"]),
    ("a = [1, [\n 'b', # c\n],\n]\n", ["a": [1, ["b"]]]), ("\"a b\" = false", ["a b": false]),
    ("[a]\nb = 1\n[a.c]\nd = 2", ["a": ["b": 1, "c": ["d": 2]]]),
    (
      "[[a]]\nb = 1\n[[a]]\nb = 2\n[[a.c]]\nd = 3\n", ["a": [["b": 1], ["b": 2, "c": [["d": 3]]]]]
    ),
  ]

  @Test("is read as JSON", arguments: texts)
  func documents(_ row: (text: String, json: JSONValue)) throws {
    #expect(try TOMLReader.read(Array(row.text.utf8)) == row.json)
  }

  @Test("that is broken is refused, never trapped on") func broken() {
    var generator = SeededGenerator(seed: 3)
    let pieces = [
      "[", "]", "a", "=", "'", "\"", "\n", ".", "#", "1", ",", "\\u12", "{", " ", "'''", "\"\"\"",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0..<12, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      do throws(TOMLReader.Fault) {
        _ = try TOMLReader.read(Array(text.utf8))
      } catch {
        #expect(error.line >= 1 && !error.message.isEmpty)
      }
    }
  }
}
