import JSON

/// A block of IPv4 addresses in CIDR notation (RFC 4632 §3.1).
package struct IPv4Network: Hashable, Sendable {
  package let address: UInt32
  package let prefix: Int

  package var range: ClosedRange<UInt32> {
    let size = prefix == 0 ? UInt32.max : (1 << (32 - UInt32(prefix))) - 1
    return address...(address + size)
  }

  package func overlaps(_ other: IPv4Network) -> Bool { range.overlaps(other.range) }

  /// - Returns: `nil` where the text is no CIDR block, or has bits set behind its prefix.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let prefix = IPv4Network.number(parts[1], 0...32) else { return nil }
    let octets = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      .map { IPv4Network.number($0, 0...255) }
    guard octets.count == 4, !octets.contains(nil) else { return nil }
    address = octets.reduce(0) { $0 << 8 | UInt32($1 ?? 0) }
    self.prefix = prefix
    let mask: UInt32 = prefix == 0 ? 0 : ~0 << (32 - UInt32(prefix))
    guard address & mask == address else { return nil }
  }

  /// A decimal number without sign or leading zero.
  private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard text.utf8.allSatisfy(Forms.isDigit), text == "0" || text.first != "0",
      let value = Int(text), range.contains(value)
    else { return nil }
    return value
  }

  /// Private ranges (RFC 1918 §3), where a VPC lives.
  package var isPrivate: Bool {
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].compactMap(IPv4Network.init)
      .contains { $0.range.contains(address) && $0.prefix <= prefix }
  }
}

extension IPv4Network: CustomStringConvertible {
  package var description: String {
    let octets = [24, 16, 8, 0].map { String(address >> UInt32($0) & 255) }
    return octets.joined(separator: ".") + "/\(prefix)"
  }
}

extension IPv4Network {
  static func shape(_ what: String) -> Shape<IPv4Network> {
    Shape<String>.text(
      TextForm(
        "\(what) (an IPv4 block in CIDR notation with no bits behind its prefix)",
        pattern: #"^([0-9]{1,3}\.){3}[0-9]{1,3}/[0-9]{1,2}$"#, lengths: 9...18
      ) { IPv4Network($0) != nil }
    ).map { IPv4Network($0) ?? .none }
  }

  private static let none = IPv4Network(address: 0, prefix: 32)

  private init(address: UInt32, prefix: Int) {
    self.address = address
    self.prefix = prefix
  }
}
