import JSON
import TestKit
import Testing

@Suite("envcheck scan") struct ScanCommandTests {
  static let secret = SecretTests.key
  static let line = "api_key = \"\(SecretTests.key)\"\n"

  private func scan(_ options: String, in folder: TemporaryDirectory, input: String = "")
    throws -> Program.Run
  {
    try Tools.shell(
      "envcheck scan \(options)", directory: folder.path("tree"), input: input,
      environment: ["XDG_CACHE_HOME": folder.path("cache")])
  }

  private func tree(_ files: [(String, String)]) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    for (name, text) in [("tree/README", "nothing\n")] + files { try folder.write(text, to: name) }
    return folder
  }

  @Test("says where a secret is, and never what it is") func human() throws {
    let folder = try tree([("tree/src/a.py", "import os\n" + Self.line)])
    let run = try scan("--format human", in: folder)
    #expect(run.status == 1)
    #expect(
      run.output
        == "envcheck: warning: src/a.py:2:12: secret value beside the name of a secret (32 bytes); "
        + "revoke it, and have it read from the environment\n")
    #expect(
      run.error == "envcheck: 1 secret in 2 files of 0.0 MB; passed over: 0 binary, 0 of others\n")
    #expect(!run.output.contains(Self.secret))
    #expect(try scan("--format human --show-secrets", in: folder).output.contains(Self.secret))
  }

  @Test("ends with 0 where there is nothing") func nothing() throws {
    let folder = try tree([])
    let run = try scan("", in: folder)
    #expect(run.status == 0 && run.output.isEmpty && run.error.isEmpty)
  }

  @Test("reports records and SARIF, without the secret") func formats() throws {
    let folder = try tree([("tree/a.env", "SERVICE_TOKEN=\(Self.secret)\n")])
    let record = try JSONParser.parse(Array(try scan("--format ndjson", in: folder).output.utf8))
    #expect(record["rule"]?.string == "generic-api-key")
    #expect(record["path"]?.string == "a.env")
    #expect(record["line"]?.integer == 1)
    let log = try scan("--format sarif", in: folder)
    #expect(
      log.output.contains("\"ruleId\": \"generic-api-key\"") && !log.output.contains(Self.secret))
  }

  @Test("keeps a fingerprint when lines move") func fingerprint() throws {
    let folder = try tree([("tree/a.py", Self.line)])
    let before = try JSONParser.parse(Array(try scan("--format ndjson", in: folder).output.utf8))
    try folder.write("\n\n" + Self.line, to: "tree/a.py")
    let after = try JSONParser.parse(Array(try scan("--format ndjson", in: folder).output.utf8))
    #expect(before["fingerprint"] == after["fingerprint"] && before["line"] != after["line"])
  }

  @Test("passes over others' packages, pictures, binary files and links") func passedOver() throws {
    let folder = try tree([
      ("tree/node_modules/a/b.js", Self.line), ("tree/.git/config", Self.line),
      ("tree/vendor/modules.txt", ""), ("tree/vendor/a/b.go", Self.line),
      ("tree/yarn.lock", Self.line), ("tree/a.png", Self.line), ("tree/a.bin", "\0" + Self.line),
    ])
    let run = try Tools.shell(
      "ln -s /etc/passwd link && ln -s . loop && mkfifo pipe && envcheck scan --format human",
      directory: folder.path("tree"), environment: ["XDG_CACHE_HOME": folder.path("cache")])
    #expect(run.status == 0, "\(run.output)")
    #expect(run.error.contains("passed over: 1 binary, 5 of others"), "\(run.error)")
  }

  @Test("finds what crosses the pieces of a large file, once, at its line") func pieces() throws {
    let lines = String(repeating: String(repeating: "-", count: 99) + "\n", count: 10_400)
    // A piece is 1 MiB: the second secret begins before its end, and ends behind it.
    let rest = String(
      repeating: "-", count: (1 << 20) - lines.utf8.count - Self.line.utf8.count - 20)
    let folder = try tree([
      ("tree/a.txt", lines + Self.line + rest + "\n" + Self.line + lines + Self.line)
    ])
    let run = try scan("--format human", in: folder)
    let places = run.output.split(separator: "\n").compactMap {
      $0.split(separator: ":").dropFirst(3).first
    }
    #expect(places == ["10401", "10403", "20804"], "\(run.output)")
  }

  @Test("looks at the rest where something can't be looked at, and ends with 3") func unreadable()
    throws
  {
    let folder = try tree([("tree/a.py", Self.line)])
    let run = try scan("a.py missing/b.py b.py --format human", in: folder)
    #expect(run.status == 3)
    #expect(run.output.contains("a.py:1"))
    #expect(run.error.contains("missing: can't open the folder: no such file or directory"))
    #expect(run.error.contains("envcheck: error: b.py: can't open: no such file or directory"))
  }

  @Test("reads standard input, as text or as records") func standardInput() throws {
    let folder = try tree([])
    let text = try scan("--format human -", in: folder, input: Self.line)
    #expect(text.status == 1 && text.output.hasPrefix("envcheck: warning: -:1:12: "))
    let record =
      #"{"record":"file","path":"a.py","content":"api_key = \"\#(Self.secret)\"\n","generator":"x"}"#
    let stack = #"{"record":"stack","stack":{}}"#
    let stream = try scan("-", in: folder, input: "\(stack)\n\(record)\n")
    #expect(stream.status == 1)
    #expect(stream.output.hasPrefix("\(stack)\n\(record)\n{\"record\":\"finding\""))
    #expect(stream.output.contains(#""path":"a.py","line":1"#))
  }

  @Test("finds nothing in what the generators write of the reference stack") func generated() throws
  {
    let folder = try TemporaryDirectory()
    let run = try Tools.shell(
      "tfgen --stack \(Tools.reference) | composegen | wfgen | envcheck template | "
        + "envcheck scan - --format human",
      environment: ["XDG_CACHE_HOME": folder.path("cache")])
    #expect(run.status == 0 && run.output.isEmpty, "\(run.output)\(run.error)")
  }

  @Test("takes a broken cache for none, and makes it anew") func cache() throws {
    let folder = try tree([("tree/a.py", Self.line)])
    #expect(try scan("", in: folder).status == 1)
    let spoil =
      "for f in cache/slipway/*; do head -c 5000 \"$f\" >x; mv x \"$f\"; done; ls cache/slipway"
    let names = try Tools.shell(spoil, directory: folder.path).output
    #expect(names.hasPrefix("patterns-") && names.split(separator: "\n").count == 1)
    #expect(try scan("", in: folder).status == 1)
    let size = try Tools.shell("stat -c %s cache/slipway/*", directory: folder.path).output
    #expect((Int(size.dropLast()) ?? 0) > 100_000)
    #expect(try scan("", in: folder).status == 1)
  }

  @Test(
    "refuses what can't be meant",
    arguments: [
      ("- a.py", "- stands for standard input, and nothing can be looked at beside it"),
      (
        "--staged a b",
        "--staged and --history look at one repository; name one folder in it, or none"
      ),
    ])
  func usage(_ row: (options: String, message: String)) throws {
    let run = try scan(row.options, in: tree([]))
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.error.contains(row.message), "\(run.error)")
  }
}
