import JSON
import Model

/// A host and a port: `127.0.0.1:8080`, `db.example.com:5432`, `[::1]:80`.
package struct NetworkAddress: Hashable, Sendable {
  /// Without brackets.
  package var host: String
  package var port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// - Returns: `nil` where the text isn't a host, a colon and a port.
  package init?(_ text: String) {
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let host = String(text[..<colon])
    let digits = text[text.index(after: colon)...]
    guard NetworkAddress.isHost(host), let port = NetworkAddress.port(digits) else { return nil }
    self.init(host: NetworkAddress.unbracketed(host), port: port)
  }

  static let shape = Shape<String>.text(
    TextForm(
      "a host and a port, as \"db.example.com:5432\" or \"[::1]:80\"",
      pattern: "^\(hostPattern):\(portPattern)$", lengths: 3...260
    ) { NetworkAddress($0) != nil }
  ).map { NetworkAddress($0) ?? NetworkAddress(host: "", port: 0) }

  /// Of a name, an IPv4 address, or an IPv6 address in brackets.
  static let hostPattern = #"([A-Za-z0-9][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])"#
  /// 1 to 65535, without leading zeros.
  static let portPattern =
    "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"

  static func isHost(_ text: String) -> Bool {
    let bytes = text.utf8
    if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
      return (4...47).contains(bytes.count)
        && bytes.dropFirst().dropLast().allSatisfy { isHexadecimal($0) || ":.".utf8.contains($0) }
    }
    return bytes.first.map(Forms.isAlphanumeric) == true && bytes.count <= 253
      && bytes.allSatisfy { Forms.isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  static func port(_ digits: Substring) -> Int? {
    guard digits.utf8.first != UInt8(ascii: "0"), digits.utf8.count <= 5,
      digits.utf8.allSatisfy(Forms.isDigit), let port = Int(digits), (1...65_535).contains(port)
    else { return nil }
    return port
  }

  /// The address within the brackets, or the name as it is.
  static func unbracketed(_ host: String) -> String {
    host.utf8.first == UInt8(ascii: "[") ? String(host.dropFirst().dropLast()) : host
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    Forms.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}

extension NetworkAddress: CustomStringConvertible {
  package var description: String {
    host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
