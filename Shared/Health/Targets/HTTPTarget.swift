import JSON
import Model

/// A request by HTTP or HTTPS that is answered as expected.
package struct HTTPTarget: ProbeTarget {
  package var url = HTTPAddress()
  /// The status that is expected; any of 200 to 299, where it is `nil`.
  package var status: Int?
  /// Text that the body has somewhere in its first 64 KiB.
  package var text: String?
  package var tls = ClientTLS()

  package init() {}

  package static let kind = "http"
  package static let summary = "A request by HTTP or HTTPS that is answered as expected."
  package static let fields: [Field<ProbeDraft<HTTPTarget>>] =
    [
      .required("url", \.target.url, HTTPAddress.shape, "As \"http://127.0.0.1:3000/health\"."),
      .optional(
        "status", \.target.status, .integer("a status of HTTP", 100...599),
        "The status that is expected; any of 200 to 299 without it. Redirects aren't followed."),
      .optional(
        "contains", \.target.text, .text(Forms.line), "Text that the body must have, in 64 KiB."),
      ClientTLS.authoritiesField(\.target.tls.authorities),
    ]

  package var members: [(String, JSONValue)] {
    [("url", .string(url.description))]
      + present([
        ("status", status.map { .number(JSONNumber($0)) }),
        ("contains", text.map(JSONValue.string)),
      ]) + (url.isSecure ? tls.members(modes: false) : [])
  }

  package var faults: [TargetFault] {
    !url.isSecure && tls != ClientTLS()
      ? [
        TargetFault(
          "url", "a plain http address with a \"ca\"", do: "write https, or leave \"ca\" out")
      ]
      : []
  }
}

/// An address of HTTP without user and fragment (RFC 9110 §4.2).
package struct HTTPAddress: Equatable, Sendable {
  package var isSecure = false
  package var address = NetworkAddress(host: "localhost", port: 80)
  /// With its query.
  package var path = "/"

  package init() {}

  package init(host: String, port: Int, path: String) {
    address = NetworkAddress(host: host, port: port)
    self.path = path
  }

  package init?(_ text: String) {
    let rest: Substring
    if text.hasPrefix("http://") {
      rest = text.dropFirst(7)
    } else if text.hasPrefix("https://") {
      rest = text.dropFirst(8)
      isSecure = true
    } else {
      return nil
    }
    let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
    let authority = String(rest[..<slash])
    if NetworkAddress.isHost(authority) {
      address = NetworkAddress(
        host: NetworkAddress.unbracketed(authority), port: isSecure ? 443 : 80)
    } else if let address = NetworkAddress(authority) {
      self.address = address
    } else {
      return nil
    }
    path = slash == rest.endIndex ? "/" : String(rest[slash...])
    guard path.utf8.allSatisfy(HTTPAddress.isPathByte) else { return nil }
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    Forms.isAlphanumeric(byte) || "._~!$&'()*+,;=:@%/?-".utf8.contains(byte)
  }

  static let shape = Shape<String>.text(
    TextForm(
      "an address of http or https without a user, as \"http://127.0.0.1:3000/health\"",
      pattern: "^https?://\(NetworkAddress.hostPattern)(:\(NetworkAddress.portPattern))?"
        + #"(/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?$"#, lengths: 8...500, isPublic: false
    ) { HTTPAddress($0) != nil }
  ).map { HTTPAddress($0) ?? HTTPAddress() }
}

extension HTTPAddress: CustomStringConvertible {
  package var description: String { "\(isSecure ? "https" : "http")://\(address)\(path)" }
}
