/// How the fixed start of a token looks in an encoding: what says that something is worth decoding (the
/// idea of YARA's modifier `base64`).
struct EncodedOpening: Sendable {
  let encoding: Encoding
  /// A pattern of fixed characters.
  let pattern: String
  /// Characters that it matches.
  let count: Int

  /// The openings of some kinds, and of URLs with passwords and private keys, in every encoding.
  static func all(of kinds: [SecretKind]) -> [EncodedOpening] {
    let openings = Set(
      kinds.map(\.opening).filter { $0.utf8.count >= 4 && Set($0.utf8).count > 1 })
    let others = [
      "PRIVATE KEY-----", "postgres://", "postgresql://", "mysql://", "redis://", "amqp://",
    ]
    return (openings.sorted() + others).flatMap { opening in
      let bytes = Array(opening.utf8)
      return (0..<3).compactMap { base64(bytes, lead: $0) } + [hexadecimal(bytes)]
    } + [EncodedOpening(encoding: .percent, pattern: "%3[Aa]%2[Ff]%2[Ff]", count: 9)]
  }

  /// The digits that depend on the opening alone, with so many bytes before it in its group.
  private static func base64(_ bytes: [UInt8], lead: Int) -> EncodedOpening? {
    let digits = Base64.encoded([UInt8](repeating: 0, count: lead) + bytes)
    let own = digits.prefix((lead + bytes.count) * 8 / 6).dropFirst([0, 2, 3][lead])
    guard own.count >= 4 else { return nil }
    let text = String(decoding: own, as: UTF8.self)
    return EncodedOpening(
      encoding: .base64(lead: lead), pattern: text.replacing("+", with: "[+]"), count: own.count)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> EncodedOpening {
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return EncodedOpening(
      encoding: .hexadecimal, pattern: "(?i:\(digits))", count: digits.utf8.count)
  }
}
