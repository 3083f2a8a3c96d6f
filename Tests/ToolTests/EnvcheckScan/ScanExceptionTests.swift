import JSON
import TestKit
import Testing

@testable import envcheck

@Suite("envcheck scan, exceptions") struct ScanExceptionTests {
  static let line = "api_key = \"\(SecretTests.key)\"\n"
  static let other = "client_secret = \"\(String(SecretTests.key.reversed()))\"\n"

  private func scan(_ options: String, in folder: TemporaryDirectory) throws -> Program.Run {
    try Tools.shell(
      "envcheck scan --format human \(options)", directory: folder.path("tree"),
      environment: ["XDG_CACHE_HOME": folder.path("cache")])
  }

  @Test("a baseline lets secrets stand wherever they move, and finds new ones") func baseline()
    throws
  {
    let folder = try TemporaryDirectory()
    try folder.write(Self.line, to: "tree/a.py")
    let written = try scan("--write-baseline ../known.json", in: folder)
    #expect(written.status == 0 && written.output.isEmpty)
    #expect(written.error == "envcheck: 1 known secret in ../known.json\n")
    let text = try folder.read("known.json")
    #expect(!text.contains(SecretTests.key) && !text.contains("a.py"))
    try folder.write("\n\n" + Self.line, to: "tree/moved/b.py")
    let run = try scan("--baseline ../known.json", in: folder)
    #expect(run.status == 0 && run.error.contains("known already: 2"), "\(run.output)\(run.error)")
    try folder.write(Self.other, to: "tree/c.py")
    #expect(
      try scan("--baseline ../known.json", in: folder).output.hasPrefix("envcheck: warning: c.py:1")
    )
    let again = try scan("--baseline ../known.json --write-baseline ../known.json", in: folder)
    #expect(again.error == "envcheck: 2 known secrets in ../known.json\n")
    let salts = try [text, folder.read("known.json")].map {
      try JSONParser.parse(Array($0.utf8))["salt"]
    }
    #expect(salts[0] == salts[1])
  }

  @Test(
    "a broken baseline is refused, with its place",
    arguments: [
      ("{", "known.json:1:"),
      ("{\"salt\": 1, \"secrets\": []}", "/salt: expected 32 hexadecimal digits"),
      ("{\"salt\": \"\(String(repeating: "0", count: 32))\"}", "the key \"secrets\" is missing"),
    ])
  func brokenBaseline(_ row: (text: String, message: String)) throws {
    let folder = try TemporaryDirectory()
    try folder.write(row.text, to: "tree/known.json")
    let run = try scan("--baseline known.json", in: folder)
    #expect(run.status == 2 && run.error.contains(row.message), "\(run.error)")
  }

  @Test(".gitleaksignore names places") func ignoredPlaces() throws {
    let folder = try TemporaryDirectory()
    try folder.write("\n" + Self.line + Self.other, to: "tree/src/a.py")
    try folder.write("# known\nsrc/a.py:generic-api-key:2\n", to: "tree/.gitleaksignore")
    let run = try scan("", in: folder)
    #expect(run.output.split(separator: "\n").count == 1 && run.output.contains("src/a.py:3:"))
    let outside = try Tools.shell(
      "envcheck scan --format human tree", directory: folder.path,
      environment: ["XDG_CACHE_HOME": folder.path("cache")])
    #expect(outside.output.split(separator: "\n").count == 1, "\(outside.output)")
  }

  /// A configuration, and the rules that are found then in ``line``, ``other`` and `SHOP-0123456789`.
  static let settings: [(String, [String])] = [
    ("[extend]\nuseDefault = true\n", ["generic-api-key", "generic-api-key"]),
    ("title = \"none\"\n", []),
    (
      "[extend]\nuseDefault = true\n[[rules]]\nid = \"shop\"\nregex = '''SHOP-([0-9]{10})'''\n"
        + "keywords = [\"shop\"]\n", ["generic-api-key", "generic-api-key", "shop"]
    ),
    (
      "[extend]\nuseDefault = true\ndisabledRules = [\n  \"generic-api-key\", # too many\n]\n", []
    ),
    (
      "[extend]\nuseDefault = true\n[allowlist]\nregexes = ['''^\(SecretTests.key)$''']\n",
      ["generic-api-key"]
    ),
    (
      "[extend]\nuseDefault = true\n[[allowlists]]\nregexTarget = \"line\"\nregexes = ['client']\n",
      ["generic-api-key"]
    ),
    ("[extend]\nuseDefault = true\n[[allowlists]]\npaths = ['''\\.py$''']\n", []),
    (
      "[extend]\nuseDefault = true\n[[allowlists]]\ncondition = \"AND\"\npaths = ['''\\.py$''']\n"
        + "stopwords = [\"\(SecretTests.key.prefix(8).lowercased())\"]\n", ["generic-api-key"]
    ),
    (
      "[extend]\nuseDefault = true\n[[allowlists]]\ntargetRules = [\"shop\"]\npaths = ['a']\n",
      ["generic-api-key", "generic-api-key"]
    ),
    (
      "[[rules]]\nid = \"shop\"\nregex = \"(?P<a>SHOP)-(\\\\d+)\"\nsecretGroup = 2\nentropy = 3\n"
        + "[[rules.allowlists]]\nstopwords = [\"99\"]\n", ["shop"]
    ),
    ("[[rules]]\nid = \"shop\"\nregex = 'SHOP-([0-9]+)'\npath = 'b\\.py'\n", []),
    ("[[rules]]\nid = \"shop\"\nregex = 'SHOP-([0-9]+)'\nentropy = 3.5\n", []),
  ]

  @Test(".gitleaks.toml is obeyed", arguments: settings)
  func configuration(_ row: (text: String, rules: [String])) throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.line + Self.other + "SHOP-0123456789\n", to: "tree/a.py")
    try folder.write(row.text, to: "tree/.gitleaks.toml")
    let run = try Tools.shell(
      "envcheck scan --format ndjson a.py --config .gitleaks.toml", directory: folder.path("tree"),
      environment: ["XDG_CACHE_HOME": folder.path("cache")])
    let rules = try run.output.split(separator: "\n").map { line in
      try JSONParser.parse(Array(line.utf8))["rule"]?.string ?? ""
    }
    #expect(rules == row.rules, "\(run.error)")
    #expect(run.status == (row.rules.isEmpty ? 0 : 1))
  }

  @Test(
    "a broken .gitleaks.toml is refused, with its place",
    arguments: [
      ("a = 1\nb\n", "envcheck: error: .gitleaks.toml:2: expected \"=\""),
      ("a = {b = 1}\n", "an inline table isn't read here; write it as a table of its own"),
      (
        "[[rules]]\nid = 'x'\nregex = '''(a'''\n",
        "the rule x: missing closing parenthesis, at byte 2"
      ),
      ("[[rules]]\nregex = 'a'\n", "rule 1 has no id"),
      ("[allowlist]\npaths = ['[']\n", "an allowlist: missing terminating ]"),
      ("a = '''b\n", "a string isn't closed"), ("a = 1\na = 2\n", "the key \"a\" is there twice"),
    ])
  func brokenConfiguration(_ row: (text: String, message: String)) throws {
    let folder = try TemporaryDirectory()
    try folder.write(row.text, to: "tree/.gitleaks.toml")
    let run = try scan("", in: folder)
    #expect(run.status == 2 && run.error.contains(row.message), "\(run.error)")
  }

  @Test("a pattern that never ends is told, and the rest is looked at") func catastrophic() throws {
    let folder = try TemporaryDirectory()
    let text = "[extend]\nuseDefault = true\n[[rules]]\nid = \"bad\"\nregex = '''(x+x+)+y'''\n"
    try folder.write(text, to: "tree/.gitleaks.toml")
    try folder.write(String(repeating: "x", count: 5000) + "y\n", to: "tree/z/x.txt")
    try folder.write(String(repeating: "x", count: 5000) + "\n" + Self.line, to: "tree/z/a.txt")
    let run = try scan("z --config .gitleaks.toml", in: folder)
    #expect(run.output.contains("z/a.txt:2:"), "\(run.output)\(run.error)")
    #expect(run.status == 1 || run.error.contains("the pattern of bad gave up"))
  }

  @Test("values of local variables are found elsewhere, whatever their shape") func known() throws {
    let folder = try TemporaryDirectory()
    let value = "correct horse battery"
    try folder.write(
      "# local\nexport ADMIN_PASSWORD=\"\(value)\"\nMODE=development\n", to: "tree/.env")
    try folder.write("ADMIN_PASSWORD=\(value)\n", to: "tree/.env.example")
    try folder.write("see \(value) there; development\n", to: "tree/docs/notes.md")
    let run = try scan("", in: folder)
    #expect(
      run.output.split(separator: "\n").map { $0.split(separator: ";")[0] } == [
        "envcheck: error: .env.example:1:16: the value of ADMIN_PASSWORD in .env (21 bytes)",
        "envcheck: error: docs/notes.md:1:5: the value of ADMIN_PASSWORD in .env (21 bytes)",
      ], "\(run.output)")
  }

  @Test("files of variables are read by their secrets and the passwords of their URLs")
  func variables() {
    let text = """
      A=1
      API_KEY='s3cret value'
      export TOKEN = x
      #SECRET=abcdefgh
      DATABASE_URL="postgres://shop:abc:def9@db/shop"
      SECRET=${OTHER_SECRET}
      """
    let found = KnownValues.secrets(in: Array(text.utf8))
    #expect(found.map(\.name) == ["API_KEY", "DATABASE_URL"])
    #expect(
      found.map { String(decoding: $0.value, as: UTF8.self) } == ["s3cret value", "abc:def9"])
    #expect(KnownValues.isOfVariables(".env.local") && !KnownValues.isOfVariables(".env.example"))
  }
}
