import JSON
import Model

/// A name that has an address.
package struct DNSTarget: ProbeTarget {
  package var host = "localhost"
  /// The server that is asked; those of resolv.conf, where it is `nil`.
  package var server: NetworkAddress?

  package init() {}

  package static let kind = "dns"
  package static let summary = "A name that has an address."
  package static let fields: [Field<ProbeDraft<DNSTarget>>] = [
    .required("host", \.target.host, .text(nameForm), "The name that is asked for."),
    .optional(
      "server", \.target.server, serverShape,
      "The server that is asked, as \"10.0.0.2:53\"; those of /etc/resolv.conf without it."),
  ]

  package var members: [(String, JSONValue)] {
    [("host", .string(host))] + present([("server", server.map { .string($0.description) })])
  }

  private static let nameForm = TextForm(
    "a host's name", pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,252}$", lengths: 1...253
  ) { text in
    text.utf8.first.map { Forms.isAlphanumeric($0) || $0 == UInt8(ascii: "_") } == true
      && text.utf8.allSatisfy { Forms.isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  private static let serverShape = Shape<String>.text(
    TextForm(
      "an address and a port, as \"10.0.0.2:53\"",
      pattern: #"^([0-9.]{7,15}|\[[0-9A-Fa-f:.]{2,45}\]):"# + "\(NetworkAddress.portPattern)$",
      lengths: 3...60
    ) { text in
      guard let address = NetworkAddress(text) else { return false }
      let isVersion6 = text.utf8.first == UInt8(ascii: "[")
      return isVersion6
        || (7...15).contains(address.host.utf8.count)
          && address.host.utf8.allSatisfy { Forms.isDigit($0) || $0 == UInt8(ascii: ".") }
    }
  ).map { NetworkAddress($0) }
}
