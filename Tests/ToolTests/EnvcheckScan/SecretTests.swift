import JSON
import Platform
import TestKit
import Testing

@testable import envcheck

@Suite("Secrets in texts") struct SecretTests {
  /// Values put together here, so that no scanner takes this file for what it is about.
  static let key = "Zf3D0LXCM3EI" + "MbgJpUNnkRtOfOueHznB"
  static let password = "k7Qp" + "-2vRx" + "9wTz"

  static let leaks: [(String, [String])] = [
    ("api_key = \"\(key)\"", ["generic-api-key"]),
    ("const clientSecret = '\(key)';", ["generic-api-key"]),
    ("SERVICE_TOKEN=\(key)", ["generic-api-key"]),
    ("export DB_PASSWORD=\(password)", ["generic-api-key"]),
    ("  password: \(password)", ["generic-api-key"]),
    ("$config['secret_key'] = '\(key)';", ["generic-api-key"]),
    ("postgres://shop:\(password)@db.internal:5432/shop", ["password-in-url"]),
    ("curl -u admin:\(password) https://host/", ["curl-auth-user"]),
    ("curl -H \"Authorization: Bearer \(key)\" https://host/", ["curl-auth-header"]),
  ]

  @Test("are found beside the names of secrets", arguments: leaks)
  func found(_ row: (text: String, kinds: [String])) throws {
    #expect(try ScanFixture().kinds(in: row.text) == row.kinds)
  }

  static let lookalikes = [
    "publicKey = \"\(key)\"", "csrf_token = \"\(key)\"", "api_key_name = \"\(key)\"",
    "tokenizer = \"\(key)\"", "primaryKey: \(key)", "password = process.env.PASSWORD2",
    "password = config.database.password1", "secret = getSecretFromVault1()",
    "API_KEY=your-api-key-goes-here-123", "token = \"xxxxxxxxxxxxxxxxxxxxxxxx1\"",
    "password: ${DB_PASSWORD_2024:-none}", "secret: {{ .Values.database.password1 }}",
    "key = \"abcdefghijklmnopqrstuvwxyz0123\"", "postgres://user:password@localhost/db",
    "postgres://$USER:$PASSWORD@localhost/db", "redis://cache:6379/0", "http://a:b@c",
    "secret_path = /run/secrets/database_password_1.txt", "authToken: loadTokenFromKeychain2",
    "commit = \"9c1185a5c5e9fc54612808977ee8f548b2258d31\"",
  ]

  @Test("aren't seen in what only looks like one", arguments: lookalikes)
  func harmless(_ text: String) throws {
    #expect(try ScanFixture().kinds(in: text).isEmpty)
  }

  @Test("stand where a comment allows them", arguments: ["envcheck:allow", "gitleaks:allow"])
  func allowed(_ comment: String) throws {
    let fixture = try ScanFixture()
    let line = "api_key = \"\(Self.key)\""
    #expect(fixture.kinds(in: "\(line) # \(comment)").isEmpty)
    #expect(fixture.kinds(in: "# \(comment)\n\(line)").count == 1)
  }

  @Test("have line and column, in characters") func places() throws {
    let secret = try #require(
      ScanFixture().secrets(in: "eins\nzwei\n  ä api_key = \"\(Self.key)\"\n").first)
    #expect(secret.line == 3)
    #expect(secret.column == 16)
    #expect(String(decoding: secret.value, as: UTF8.self) == Self.key)
  }

  @Test("in the form of words are told from random ones") func words() {
    #expect(Randomness.isWordy(Array("getUserAuthenticationToken".utf8)))
    #expect(Randomness.isWordy(Array("this-is-a-long-sentence".utf8)))
    #expect(!Randomness.isWordy(Array(Self.key.utf8)))
    var generator = SeededGenerator(seed: 7)
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
    let wordy = (0..<2000).count { _ in
      Randomness.isWordy((0..<32).map { _ in letters.randomElement(using: &generator) ?? 0 })
    }
    #expect(wordy < 10, "of 2000 random texts, \(wordy) were taken for words")
  }

  /// Samples of known kinds, a record a line with `kind` (tp or fp), `text` and, where it matters, `path`.
  /// They aren't part of the project: `SLIPWAY_SECRET_SAMPLES` says where a machine has them.
  @Test("of the collected samples are found, and their counterparts aren't") func samples() throws {
    guard let path = Program.environment["SLIPWAY_SECRET_SAMPLES"] else {
      return Judge.skip("the collection of secrets (SLIPWAY_SECRET_SAMPLES)", isOptional: true)
    }
    let bytes = try #require(try Files.read(path, limit: 16 << 20))
    let fixture = try ScanFixture()
    var counts: [String: (all: Int, hit: Int)] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let sample = try JSONParser.parse(Array(line))
      let kind = try #require(sample["kind"]?.string)
      let kinds = fixture.kinds(
        in: try #require(sample["text"]?.string), path: sample["path"]?.string ?? "sample.txt")
      counts[kind, default: (0, 0)].all += 1
      if !kinds.isEmpty { counts[kind, default: (0, 0)].hit += 1 }
    }
    let (secrets, others) = (try #require(counts["tp"]), try #require(counts["fp"]))
    #expect(secrets.hit * 1000 >= secrets.all * 995, "\(secrets)")
    #expect(others.hit * 100 <= others.all * 5, "\(others)")
  }
}

@Suite("Secrets in encodings") struct EncodedSecretTests {
  /// A token of GitHub's, drawn from its shape.
  static let token: String = {
    let kind = KindTable.current.kinds.first { $0.id == "github-pat" } ?? SecretKind()
    return ScanFixture.token(of: kind, seed: 5)
  }()

  @Test("are found in base64, however it is aligned", arguments: 0..<6) func base64(_ lead: Int)
    throws
  {
    let text = String(repeating: "#", count: lead) + "\n" + Self.token + "\nmore text"
    let encoded = String(decoding: Base64.encoded(Array(text.utf8)), as: UTF8.self)
    let found = try ScanFixture().secrets(in: "a: 1\n  data: \(encoded)\n")
    #expect(found.map { String(decoding: $0.value, as: UTF8.self) } == [Self.token])
    #expect(found.first?.line == 2 && found.first?.encoding?.name == "base64")
  }

  @Test("are found in hexadecimal, in percent-encoding, and in base64 of base64") func others()
    throws
  {
    let fixture = try ScanFixture()
    let digits = Self.token.utf8.map { String($0, radix: 16) }.joined()
    #expect(fixture.kinds(in: "x = \(digits)") == ["github-pat"])
    let url = "u=postgres%3A%2F%2Fshop%3A\(SecretTests.password)%40db.internal%2Fshop"
    #expect(fixture.kinds(in: url) == ["password-in-url"])
    let once = Base64.encoded(Array("key \(Self.token) end of it".utf8))
    #expect(Base64.decoded(once).starts(with: "key ghp_".utf8))
  }

  @Test("of base64 are those of RFC 4648, section 10") func vectors() {
    for (text, digits) in [
      ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
      ("fooba", "Zm9vYmE"),
    ] {
      #expect(String(decoding: Base64.encoded(Array(text.utf8)), as: UTF8.self) == digits)
      #expect(String(decoding: Base64.decoded(Array(digits.utf8)), as: UTF8.self) == text)
    }
  }
}
