import Platform

extension SecretKind.Checksum {
  /// Whether a token ends with the checksum of the rest; one that doesn't was never given out.
  func holds(for token: [UInt8]) -> Bool {
    switch self {
    case .crc32:
      // github.blog/engineering/behind-githubs-new-authentication-token-formats: the last six digits,
      // padded with zeros, over the 30 before them.
      let random = token.drop { $0 != UInt8(ascii: "_") }.dropFirst()
      guard random.count > 6 else { return false }
      return Array(random.suffix(6)) == base62(CRC32.checksum(random.dropLast(6)))
    }
  }

  private func base62(_ number: UInt32) -> [UInt8] {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var rest = Int(number)
    var text: [UInt8] = []
    for _ in 0..<6 {
      text.append(digits[rest % 62])
      rest /= 62
    }
    return text.reversed()
  }
}
