import JSON
import Testing
import YAMLReader

@Suite("reading") struct ReadingTests {
  @Test func first() throws {
    let node = try YAMLParser.parseOne(Array("a: &x {b: 1}\nc:\n  - *x\n  - no\n".utf8))
    #expect(node.json == ["a": ["b": 1], "c": [["b": 1], "no"]])
    #expect(node["c"]?.elements?[1].position == TextPosition(offset: 27, line: 4, column: 5))
  }
}
