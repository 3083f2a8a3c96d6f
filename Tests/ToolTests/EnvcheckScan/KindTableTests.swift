import Platform
import TestKit
import Testing

@testable import envcheck

@Suite("Kinds of secrets") struct KindTableTests {
  static let kinds = KindTable.current.kinds

  @Test("are more than 400, each with a name of its own and a source")
  func table() {
    #expect(Self.kinds.count > 400)
    #expect(Set(Self.kinds.map(\.id)).count == Self.kinds.count)
    for kind in Self.kinds {
      #expect(kind.source.hasPrefix("https://"), "\(kind.id)")
      #expect(kind.pattern.isEmpty != kind.token.isEmpty, "\(kind.id): one of pattern and token")
      #expect(kind.pattern.isEmpty || kind.pattern.contains("(?<secret>"), "\(kind.id)")
    }
  }

  @Test("have patterns that both engines take") func patterns() throws {
    for kind in Self.kinds {
      #expect(throws: Never.self, "\(kind.id)") { try CapturePattern(kind.wholePattern) }
      for pattern in [kind.files, kind.unless, kind.decoded] where !pattern.isEmpty {
        #expect(throws: Never.self, "\(kind.id)") { try CapturePattern(pattern) }
      }
    }
    #expect(throws: Never.self) { try PatternSet(Self.kinds.map(\.firstPattern)) }
  }

  /// Tokens drawn from the table's own shapes, so that no secret has to stand in this file.
  @Test("are found by tokens of their shape, in six ways to write them") func tokens() throws {
    let scanner = try ScanFixture()
    for (number, kind) in Self.kinds.enumerated() where !kind.token.isEmpty && kind.decoded.isEmpty
    {
      let text = ScanFixture.token(of: kind, seed: UInt64(number))
      let name = (kind.near.first ?? "some") + "_value"
      let lines = [
        "\(name) = \"\(text)\"", "\(name): '\(text)'", "\(name)=\(text)",
        "  \"\(name)\": \"\(text)\",",
        "<\(name)>\(text)</\(name)>", "{\"a\": \"\(name)=\(text)\\nb=c\"}",
      ]
      // A JSON Web Token may have the backslash of a broken escape in it.
      for line in lines.prefix(kind.id == "jwt" ? 5 : 6) {
        let found = scanner.secrets(in: line, path: ScanFixture.path(for: kind))
        #expect(
          found.contains { String(decoding: $0.value, as: UTF8.self) == text },
          "\(kind.id): \(line): \(found.map(\.kind.id))")
      }
    }
  }

  @Test("aren't found where a token is cut, goes on, or is the same character again and again")
  func spoiled() throws {
    let scanner = try ScanFixture()
    for (number, kind) in Self.kinds.enumerated() where !kind.opening.isEmpty && kind.entropy != 0 {
      let text = ScanFixture.token(of: kind, seed: UInt64(number))
      let dull =
        kind.opening + String(repeating: "x", count: text.utf8.count - kind.opening.utf8.count)
      for spoiled in [String(text.prefix(kind.opening.utf8.count + 3)), dull, "q9" + text] {
        let found = scanner.secrets(in: "see \(spoiled) there", path: ScanFixture.path(for: kind))
        #expect(!found.contains { $0.kind.id == kind.id }, "\(kind.id): \(spoiled)")
      }
    }
  }

  @Test("know a checksum that GitHub's and npm's tokens end with") func checksums() throws {
    #expect(CRC32.checksum("123456789".utf8) == 0xcbf4_3926)
    let checksum = SecretKind.Checksum.crc32
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<100 {
      let random = (0..<30).map { _ in digits.randomElement(using: &generator) ?? 0 }
      var rest = Int(CRC32.checksum(random))
      var end: [UInt8] = []
      for _ in 0..<6 {
        end.insert(digits[rest % 62], at: 0)
        rest /= 62
      }
      #expect(checksum.holds(for: Array("ghp_".utf8) + random + end))
      #expect(!checksum.holds(for: Array("ghp_".utf8) + random.reversed() + end))
    }
  }
}
