import Emit
import JSON
import Testing
import YAMLReader

@Suite("YAML under its own reader") struct YAMLReadingTests {
  @Test("random values read back equal", arguments: 0..<5) func roundTrip(_ seed: Int) throws {
    var trees = YAMLTrees(seed: UInt64(100 + seed))
    for _ in 0..<300 {
      let value = trees.value(depth: 4)
      var style = trees.style()
      style.width = seed.isMultiple(of: 2) ? nil : 60
      let text = value.text(style)
      let read = try YAMLParser.parseOne(Array(text.utf8)).json
      let written = try JSONParser.parse(Array(value.json.utf8))
      #expect(read.rounded == written.rounded, "\(text)")
    }
  }
}

extension JSONValue {
  /// With numbers that are equal where their values are, however written.
  fileprivate var rounded: JSONValue {
    switch self {
    case .number(let number): number.double.flatMap(JSONNumber.init).map(JSONValue.number) ?? self
    case .array(let elements): .array(elements.map(\.rounded))
    case .object(let object):
      .object(JSONObject(object.members.map { ($0.name, $0.value.rounded) }))
    default: self
    }
  }
}
