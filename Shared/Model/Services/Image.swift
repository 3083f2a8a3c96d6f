import JSON

/// References to container images.
enum Image {
  /// `NAME[:TAG][@DIGEST]` (the distribution project's reference grammar, without its rarities).
  static let form = TextForm(
    "an image with its tag, as \"postgres:17-alpine\"",
    pattern: "^[a-z0-9][a-z0-9._/:-]*:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(@sha256:[0-9a-f]{64})?$",
    lengths: 3...300
  ) { text in
    let digest = text.split(separator: "@", omittingEmptySubsequences: false)
    guard digest.count <= 2, let colon = digest[0].lastIndex(of: ":") else { return false }
    let name = digest[0][..<colon].utf8
    let tag = digest[0][digest[0].index(after: colon)...].utf8
    return name.first.map { Forms.isLower($0) || Forms.isDigit($0) } == true
      && name.allSatisfy { Forms.isLower($0) || Forms.isDigit($0) || "._/:-".utf8.contains($0) }
      && (1...128).contains(tag.count) && tag.first.map { !".-".utf8.contains($0) } == true
      && tag.allSatisfy { Forms.isAlphanumeric($0) || "._-".utf8.contains($0) }
      && digest.dropFirst().allSatisfy(isDigest)
  }

  private static func isDigest(_ text: Substring) -> Bool {
    text.hasPrefix("sha256:") && text.utf8.count == 71
      && text.utf8.dropFirst(7).allSatisfy {
        Forms.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
