import JSON
import TestKit
import Testing

@testable import Health

/// The decoder and the schema come from one description; here an independent validator says
/// whether they mean the same.
@Suite("The configuration's schema and its decoder") struct SchemaTests {
  private static let validator = """
    import json, sys, jsonschema
    check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
    for line in sys.stdin:
        print(int(check.is_valid(json.loads(line))))
    """

  private static let texts = [
    "", "a", "a:1", "a:01", "a:65535", "a:65536", "[::1]:80", "[]:80", "-a:1", "env:A", "env:a",
    "env:", "file:/a", "file:/", "file:a", "http://a", "http://a:0", "https://[::1]:8/x?y", "5s",
    "1d",
    "0ms", "health", "/", "/a b", "127.0.0.1:53", "verify", "critical", "local",
  ]
  private static let values: [JSONValue] =
    texts.map(JSONValue.string) + [nil, true, 0, 1, 100, 101, 70_000, -1, [], [:]]

  @Test("agree on every key with every kind of value") func agreement() throws {
    guard let python = Judge.find("python3") else { return }
    let folder = try TemporaryDirectory()
    try folder.write(
      String(decoding: JSONPrinter.pretty(HealthConfiguration.schema), as: UTF8.self),
      to: "schema.json")
    let document = try JSONParser.parse(Array(ConfigurationTests.everyKind.utf8))
    let changed = Self.changes(of: document)
    let lines = changed.map { String(decoding: JSONPrinter.compact($0), as: UTF8.self) }
    let run = try Program.run(
      python, ["-c", Self.validator, folder.path("schema.json")],
      input: lines.joined(separator: "\n") + "\n")
    try #require(run.status == 0, "\(run.error)")
    let verdicts = run.output.split(separator: "\n")
    try #require(verdicts.count == lines.count)
    var accepted = 0
    for ((document, line), verdict) in zip(zip(changed, lines), verdicts) {
      var decoding = Decoding()
      _ = HealthConfiguration.shape.decode(document, &decoding)
      accepted += decoding.problems.isEmpty ? 1 : 0
      #expect(decoding.problems.isEmpty == (verdict == "1"), "\(decoding.problems)\n\(line)")
    }
    // Both verdicts occur, so that agreeing means something.
    #expect(accepted > 100 && accepted < changed.count - 1000)
  }

  /// The document with each member left out, renamed, and given each of the values.
  private static func changes(of json: JSONValue) -> [JSONValue] {
    switch json {
    case .object(let object):
      let members = object.members.map { ($0.name, $0.value) }
      return members.indices.flatMap { index -> [JSONValue] in
        func with(_ change: (inout [(String, JSONValue)]) -> Void) -> JSONValue {
          var changed = members
          change(&changed)
          return .object(JSONObject(changed))
        }
        return [with { $0.remove(at: index) }, with { $0[index].0 += "s" }]
          + (values + changes(of: members[index].1)).map { value in with { $0[index].1 = value } }
      }
    case .array(let elements):
      return elements.indices.flatMap { index in
        changes(of: elements[index]).map { value in
          var changed = elements
          changed[index] = value
          return .array(changed)
        }
      }
    default: return []
    }
  }
}
