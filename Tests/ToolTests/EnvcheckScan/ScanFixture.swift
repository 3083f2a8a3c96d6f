import Platform
import TestKit
import Testing

@testable import envcheck

/// A scanner with the table of this build, for texts in tests.
struct ScanFixture {
  /// Compiled once for all tests.
  private static let engine: Result<ScanEngine, PatternSet.Fault> = Result {
    () throws(PatternSet.Fault) in try ScanEngine(table: .current, cache: nil)
  }

  private let scanner: TextScanner

  init() throws { scanner = try #require(TextScanner(try Self.engine.get())) }

  func secrets(in text: String, path: String = "file.txt") -> [Secret] {
    Array(text.utf8).withUnsafeBufferPointer { scanner.secrets(in: $0, path: path) }
  }

  func kinds(in text: String, path: String = "file.txt") -> [String] {
    secrets(in: text, path: path).map(\.kind.id)
  }

  /// A token that the kind's filters let pass: drawn again until it looks like none of what they refuse.
  static func token(of kind: SecretKind, seed: UInt64) -> String {
    let drawn = (0..<200).lazy.map { PatternSample.text(of: kind.token, seed: seed * 1000 + $0) }
    return drawn.first { text in
      let bytes = Array(text.utf8)
      let least = kind.entropy ?? Randomness.leastEntropy(length: bytes.count)
      return Randomness.entropy(bytes) >= least + 0.1 && !Dummy.isPlaceholder(bytes)
        && !Randomness.hasRun(bytes) && !Randomness.isWordy(bytes)
        && text.contains(where: \.isNumber)
        && (text.last?.isLetter ?? false || text.last?.isNumber ?? false)
        && (text.first?.isLetter ?? false || text.first?.isNumber ?? false)
    } ?? drawn[0]
  }

  /// A path that the kind is looked for in.
  static func path(for kind: SecretKind) -> String {
    kind.files.contains("tf") ? "main.tf" : "file.txt"
  }
}
