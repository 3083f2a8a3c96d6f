import JSON

/// Where a pipeline and the servers get these tools: an archive, held to its checksum.
package struct ToolsRelease: Equatable, Sendable {
  /// An archive (`.tar.gz`) with the executables in `bin/`.
  package var url = ""
  /// Of the archive, in hexadecimal.
  package var sha256 = ""

  static let shape = Shape<ToolsRelease>.object(
    "toolsRelease", "Where a pipeline and the servers get these tools.",
    initial: { ToolsRelease() },
    [
      .required("url", \.url, .text(addressForm), "A .tar.gz with the executables in bin/."),
      .required("sha256", \.sha256, .text(digestForm), "The archive's SHA-256."),
    ])

  private static let addressForm = TextForm(
    "the address of an archive, as \"https://example.org/tools.tar.gz\"",
    pattern: #"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._~/+-]+\.tar\.gz$"#,
    lengths: 16...500
  ) { text in
    guard text.hasPrefix("https://"), text.hasSuffix(".tar.gz") else { return false }
    let parts = text.utf8.dropFirst(8).split(
      separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count > 7 else { return false }
    let authority = parts[0].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return authority.count <= 2 && !authority[0].isEmpty
      && authority[0].allSatisfy { Forms.isAlphanumeric($0) || ".-".utf8.contains($0) }
      && authority.dropFirst().allSatisfy {
        (1...5).contains($0.count) && $0.allSatisfy(Forms.isDigit)
      }
      && parts[1].allSatisfy { Forms.isAlphanumeric($0) || "._~/+-".utf8.contains($0) }
  }

  private static let digestForm = TextForm(
    "a SHA-256 of 64 hexadecimal digits", pattern: "^[0-9a-f]{64}$", lengths: 64...64
  ) { text in
    text.utf8.count == 64
      && text.utf8.allSatisfy {
        Forms.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
