import JSON
import TestKit
import Testing

@testable import Model

/// The decoder and the schema come from one description; here an independent validator says
/// whether they mean the same.
@Suite("Schema and decoder") struct SchemaAgreementTests {
  private static let validator = """
    import json, sys, jsonschema
    schema = json.load(open(sys.argv[1]))
    check = jsonschema.Draft202012Validator(schema)
    for line in sys.stdin:
        print(int(check.is_valid(json.loads(line))))
    """

  @Test("agree on fixtures that were changed at random") func agreement() throws {
    guard let python = Judge.find("python3") else { return }
    let folder = try TemporaryDirectory()
    try folder.write(
      String(decoding: JSONPrinter.pretty(Stack.schema), as: UTF8.self), to: "schema.json")
    let names = try Checkout.names(in: "Tests/Fixtures/stacks").map {
      "Tests/Fixtures/stacks/\($0)"
    }
    let documents = try (names + ["infrastructure/stack.json"]).map {
      try JSONParser.parse(try Checkout.bytes($0))
    }
    var random = SeededGenerator(seed: 12)
    let changed = (0..<3000).map { Self.change(documents[$0 % documents.count], &random) }
    let lines = changed.map { String(decoding: JSONPrinter.compact($0), as: UTF8.self) }
    let run = try Program.run(
      python, ["-c", Self.validator, folder.path("schema.json")],
      input: lines.joined(separator: "\n") + "\n")
    try #require(run.status == 0, "\(run.error)")
    let verdicts = run.output.split(separator: "\n")
    try #require(verdicts.count == lines.count)
    var refused = 0
    for ((document, line), verdict) in zip(zip(changed, lines), verdicts) {
      var decoding = Decoding()
      _ = Stack.shape.decode(document, &decoding)
      refused += decoding.problems.isEmpty ? 0 : 1
      #expect(decoding.problems.isEmpty == (verdict == "1"), "\(decoding.problems)\n\(line)")
    }
    // Both verdicts occur, so that agreeing means something.
    #expect(refused > 1000 && refused < 2900)
  }

  /// The document with one value, key or member changed somewhere.
  private static func change(
    _ json: JSONValue, _ random: inout SeededGenerator
  ) -> JSONValue {
    switch json {
    case .object(let object)
    where !object.members.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
      var members = object.members.map { ($0.name, $0.value) }
      let index = Int.random(in: 0..<members.count, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: members.remove(at: index)
      case 1: members[index].0 += "s"
      default: members[index].1 = change(members[index].1, &random)
      }
      return .object(JSONObject(members))
    case .array(var elements) where !elements.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
      let index = Int.random(in: 0..<elements.count, using: &random)
      elements[index] = change(elements[index], &random)
      return .array(elements)
    case .string(let text): return string(text, &random)
    case .number: return numbers.randomElement(using: &random) ?? .null
    default: return values.randomElement(using: &random) ?? .null
    }
  }

  private static let numbers: [JSONValue] = [
    0, 1, 2, 9, 10, 11, 100, 101, 1024, 65_535, 65_536, -1, .number(JSONNumber(validated: "1.5")),
    .number(JSONNumber(validated: "3.0")), "3000",
  ]

  private static let values: [JSONValue] = [
    nil, true, false, 0, 7, "", "x", "a-b", "A", [], ["x"], [:], ["x": 1], "10s", "10.0.0.0/16",
  ]

  private static let texts = [
    "", "x", "X", "a-b", "a--b", "-a", "a-", "1a", "a.b", "a/b", "../a", "a/..", ".", "/a", "a b",
    "é", "10s", "5m", "s", "10.0.0.0/16", "10.0.0.0/33", "postgres:17", "postgres", "A_B", "A-B",
    "api.example.com", "a@b.c", "#alerts", "25%", "0%", "101%", "01", "02:00", "24:00", "all",
    "80-90", "90-80", "pnpm@10", "pnpm@", "bun", "20.1", "20.", "node x", "node  x", "x;y", "$x",
    "@a/b", "@a", "owner/name", "cache.host", "cache.hosts", ".env", ".env.x", "x.env", "127.0.0.1",
    "256.0.0.1", "eth-0", "nyc3", "ghcr.io", "h:1", "a:b:c", String(repeating: "a", count: 33),
  ]

  private static func string(_ text: String, _ random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: values.randomElement(using: &random) ?? .null
    case 1: .string(text + "-")
    case 2: .string(text + text)
    default: .string(texts.randomElement(using: &random) ?? "")
    }
  }
}
