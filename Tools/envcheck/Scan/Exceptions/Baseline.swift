import Diagnostics
import JSON
import Platform

/// Secrets that are known already, each as a salted hash: of what it says and of nothing else, so that files
/// may move and branches merge without a change here.
struct Baseline {
  /// Hexadecimal digits that make hashes of one project useless for another.
  var salt: String
  var hashes: Set<String>

  private struct Draft: Sendable {
    var salt = ""
    var secrets: [String] = []
  }

  private static let shape = Shape<Draft>.object(
    "baseline", "Secrets that are known already.", initial: { Draft() },
    [
      .ignored("$comment", "What the file is."),
      .required("salt", \.salt, digits(32), "What hashes begin with."),
      .required("secrets", \.secrets, .list(of: digits(64), 0...1_000_000), "Salted hashes."),
    ])

  private static func digits(_ count: Int) -> Shape<String> {
    .text(
      TextForm("\(count) hexadecimal digits", lengths: count...count) { text in
        text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
      })
  }

  /// Without secrets, and with a salt of its own.
  init(using generator: inout some RandomNumberGenerator) {
    salt = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &generator), radix: 16) }
      .joined()
    hashes = []
  }

  /// - Throws: Exit status 2 for a file that is no baseline, 3 for one that can't be read.
  init(file: String) throws(Failure) {
    let bytes: [UInt8]?
    do {
      bytes = try Files.read(file, limit: 128 << 20)
    } catch {
      throw Failure(error)
    }
    let json: JSONValue
    do {
      json = try JSONParser.parse(bytes ?? [])
    } catch {
      throw .invalid([
        Finding(
          rule: "json-syntax", message: error.message, path: file, line: error.position.line,
          column: error.position.column)
      ])
    }
    var decoding = Decoding()
    let draft = Baseline.shape.decode(json, &decoding)
    guard let draft, decoding.problems.isEmpty else {
      throw .invalid(
        decoding.problems.map { problem in
          var finding = Finding(problem: problem)
          finding.path = file
          return finding
        }, hint: "--write-baseline makes such a file")
    }
    salt = draft.salt
    hashes = Set(draft.secrets)
  }

  func contains(_ secret: Secret) -> Bool { hashes.contains(hash(of: secret)) }

  mutating func insert(_ secret: Secret) { hashes.insert(hash(of: secret)) }

  private func hash(of secret: Secret) -> String {
    SHA256.hexDigest(Array(salt.utf8) + [0] + secret.value)
  }

  /// The file: in order, so that it changes only by what is new.
  var text: [UInt8] {
    JSONPrinter.pretty([
      "$comment":
        "Secrets that envcheck scan passes over, as salted hashes. Revoke them all the same.",
      "salt": .string(salt), "secrets": .array(hashes.sorted().map(JSONValue.string)),
    ])
  }
}
