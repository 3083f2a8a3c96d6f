import JSON
import Platform
import TestKit
import Testing

@Suite("Generators in pipes") struct PipeTests {
  @Test("a pipe writes what each tool writes alone") func alone() throws {
    let folder = try TemporaryDirectory()
    let piped = try Tools.shell(
      "tfgen < \(Tools.reference) | composegen | wfgen | envcheck template --out piped",
      directory: folder.path)
    #expect(piped.status == 0, "\(piped.error)")
    for generator in Tools.generators {
      let run = try Tools.shell(
        "\(generator) --stack \(Tools.reference) --out alone", directory: folder.path)
      #expect(run.status == 0, "\(run.error)")
    }
    let difference = try Program.run("diff", ["-r", "piped", "alone"], directory: folder.path)
    #expect(difference.status == 0, "\(difference.output)")
  }

  @Test("the order of tools doesn't change the tree") func order() throws {
    let folder = try TemporaryDirectory()
    var trees: Set<String> = []
    for (index, order) in Self.permutations(of: Tools.generators).enumerated() {
      let line = order.enumerated().map { $0 == 0 ? "\($1) < \(Tools.reference)" : $1 }
        .joined(separator: " | ")
      let run = try Tools.shell("\(line) --out tree-\(index)", directory: folder.path)
      #expect(run.status == 0, "\(order): \(run.error)")
      let tree = try Folder(path: folder.path("tree-\(index)"))
      trees.insert(try Self.digest(of: tree))
    }
    #expect(trees.count == 1)
  }

  private static func permutations(of words: [String]) -> [[String]] {
    if words.count < 2 { return [words] }
    return words.indices.flatMap { index -> [[String]] in
      var rest = words
      let word = rest.remove(at: index)
      return permutations(of: rest).map { [word] + $0 }
    }
  }

  private static func digest(of folder: Folder, prefix: String = "") throws -> String {
    let parts = try folder.entries().map { name, kind -> String in
      if kind == .folder { return try digest(of: folder.folder(name), prefix: "\(prefix)\(name)/") }
      let mode = try folder.entry(name)?.mode ?? 0
      return "\(prefix)\(name) \(mode) \(SHA256.hexDigest(try folder.read(name)))"
    }
    return SHA256.hexDigest(Array(parts.joined(separator: "\n").utf8))
  }

  @Test("jq lists the files") func listing() throws {
    let run = try Tools.shell(
      "tfgen < \(Tools.reference) | composegen | jq -r 'select(.record==\"file\").path'")
    #expect(run.status == 0)
    let paths = run.output.split(separator: "\n").map(String.init)
    #expect(paths.contains("terraform/modules/networking/main.tf"))
    #expect(paths.contains("application/apps/api/Dockerfile"))
    #expect(Set(paths).count == paths.count)
  }

  @Test("records that a tool doesn't know pass through it unchanged, in order") func passing()
    throws
  {
    let records = [
      #"{"record":"stack","stack":{"services":[{"name":"a"}],"project":{"name":"x"}}}"#,
      #"{ "record" : "probe", "b": 1.50, "a": "\u00e9" }"#, #"{"record":"event","event":"x"}"#,
    ]
    let run = try Tools.shell("wfgen", input: records.joined(separator: "\n") + "\n")
    #expect(run.status == 0, "\(run.error)")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(
      lines[0] == #"{"record":"stack","stack":{"project":{"name":"x"},"services":[{"name":"a"}]}}"#)
    #expect(lines[1] == records[1])
    #expect(lines[2] == records[2])
    #expect(lines[3].hasPrefix(#"{"record":"file","path":".github/workflows/ci-cd.yml""#))
  }

  @Test("without a stack in the stream there is nothing to do") func noStack() throws {
    let run = try Tools.shell("wfgen", input: #"{"record":"event","event":"x"}"# + "\n")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("wfgen: error: standard input: no stack in the stream"))
  }

  @Test("a second run writes nothing, and a check finds nothing") func idempotent() throws {
    let folder = try TemporaryDirectory()
    let line = "tfgen --stack \(Tools.reference) | composegen | wfgen | envcheck template"
    _ = try Tools.shell("\(line) --out .", directory: folder.path)
    let before = try folder.snapshot()
    let second = try Tools.shell("\(line) --out .", directory: folder.path)
    #expect(second.output.hasSuffix(" unchanged in .\n"), "\(second.output)")
    #expect(second.output.split(separator: "\n").count == 1)
    #expect(try folder.snapshot() == before)
    let check = try Tools.shell("\(line) --check .", directory: folder.path)
    #expect(check.status == 0 && check.output.isEmpty, "\(check.output)")
  }

  @Test("drift is shown as a diff that patch takes, and ends with 1") func drift() throws {
    let folder = try TemporaryDirectory()
    _ = try Tools.shell("wfgen --stack \(Tools.reference) --out .", directory: folder.path)
    let path = "application/.github/workflows/ci-cd.yml"
    let text = try folder.read(path)
    try folder.write(text.replacing("timeout-minutes: 15", with: "timeout-minutes: 99"), to: path)
    let check = try Tools.shell(
      "wfgen --stack \(Tools.reference) --check .", directory: folder.path)
    #expect(check.status == 1)
    #expect(
      check.output.contains("-    timeout-minutes: 99\n+    timeout-minutes: 15\n"),
      "\(check.output)")
    #expect(check.error.contains("1 of 3 files differ"))
    let patch = try Program.run(
      "patch", ["-s", "-p1"], directory: folder.path, input: check.output)
    #expect(patch.status == 0, "\(patch.output)")
    #expect(try folder.read(path) == text)
  }

  @Test("one environment alone is generated alone") func environment() throws {
    let run = try Tools.shell(
      "composegen --stack \(Tools.reference) --environment staging-local --format human")
    #expect(run.status == 0)
    #expect(run.output.contains("docker-compose.staging.yml"))
    #expect(!run.output.contains("docker-compose.yml"))
  }
}

@Suite("Requests to stop") struct StopTests {
  @Test("at any moment leave the old tree or the new one, and nothing else") func anyMoment() throws
  {
    let folder = try TemporaryDirectory()
    let names = ["one", "two"]
    for name in names {
      try folder.write(
        #"{"project":{"name":"\#(name)"},"services":[{"name":"api"}]}"#, to: "\(name).json")
      _ = try Tools.shell("tfgen --stack \(name).json --out \(name)", directory: folder.path)
    }
    let whole = try names.map { try Self.tree(folder, $0) }
    #expect(whole[0] != whole[1])
    var random = SeededGenerator(seed: 23)
    for round in 0..<40 {
      let delay = Double(Int.random(in: 0...90, using: &random)) / 1000
      _ = try Tools.shell(
        "timeout -s TERM \(delay + 0.001) tfgen --stack \(names[round % 2]).json --out tree",
        directory: folder.path)
      let tree = folder.exists("tree") ? try Self.tree(folder, "tree") : []
      #expect(tree.isEmpty || whole.contains(tree), "round \(round): \(tree.map { $0.prefix(60) })")
    }
  }

  /// What a folder has, without its own name.
  private static func tree(_ folder: TemporaryDirectory, _ name: String) throws -> [String] {
    try folder.snapshot().filter { $0.hasPrefix("\(name)/") && $0 != "\(name)/" }
      .map { String($0.dropFirst(name.count)) }
  }
}

@Suite("Same input, same bytes") struct DeterminismTests {
  private static let line = "tfgen --stack stack.json | composegen | wfgen | envcheck template"

  private func output(
    _ folder: TemporaryDirectory, directory: String? = nil, environment: [String: String] = [:]
  ) throws -> String {
    let run = try Tools.shell(
      Self.line.replacing("stack.json", with: folder.path("stack.json")),
      directory: directory ?? folder.path, environment: environment)
    #expect(run.status == 0, "\(run.error)")
    return SHA256.hexDigest(Array(run.output.utf8))
  }

  @Test("whatever the order of keys and the white space") func keys() throws {
    var random = SeededGenerator(seed: 3)
    let json = try JSONParser.parse(try Checkout.bytes("infrastructure/stack.json"))
    let folder = try TemporaryDirectory()
    var outputs: Set<String> = []
    for round in 0..<6 {
      let shuffled = round == 0 ? json : Self.shuffled(json, &random)
      let bytes = round % 2 == 0 ? JSONPrinter.pretty(shuffled) : JSONPrinter.compact(shuffled)
      try folder.write(String(decoding: bytes, as: UTF8.self), to: "stack.json")
      outputs.insert(try output(folder))
    }
    #expect(outputs.count == 1)
  }

  private static func shuffled(_ json: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
    switch json {
    case .object(let object):
      .object(
        JSONObject(
          object.members.shuffled(using: &random).map { ($0.name, shuffled($0.value, &random)) }))
    case .array(let elements): .array(elements.map { shuffled($0, &random) })
    default: json
    }
  }

  @Test("in another folder, time zone and language, and every time") func surroundings() throws {
    let folder = try TemporaryDirectory()
    try folder.write(try Checkout.read("infrastructure/stack.json"), to: "stack.json")
    var outputs: Set<String> = [try output(folder, directory: "/")]
    outputs.insert(
      try output(folder, environment: ["TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8"]))
    outputs.insert(try output(folder, environment: ["TZ": "America/New_York", "LC_ALL": "C"]))
    let count = Program.environment["CI"] == "true" ? 100 : 20
    for _ in 0..<count { outputs.insert(try output(folder)) }
    #expect(outputs.count == 1)
  }
}
