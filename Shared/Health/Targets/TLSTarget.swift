import JSON

/// A server's certificate: whether it is good, and for how long.
package struct TLSTarget: ProbeTarget {
  package var address = NetworkAddress(host: "localhost", port: 443)
  /// The days before its end from which on it is told.
  package var warnDays = 14
  package var tls = ClientTLS()

  package init() {}

  package static let kind = "tls"
  package static let summary = "A server's certificate: whether it is good, and for how long."
  package static let fields: [Field<ProbeDraft<TLSTarget>>] =
    [
      .required("address", \.target.address, NetworkAddress.shape, "As \"example.com:443\"."),
      .optional(
        "warnDays", \.target.warnDays, .integer("a number of days", 0...365), default: 14,
        "The days before the certificate's end from which on it is told."),
      ClientTLS.authoritiesField(\.target.tls.authorities),
    ]

  package var members: [(String, JSONValue)] {
    [("address", .string(address.description)), ("warnDays", .number(JSONNumber(warnDays)))]
      + tls.members(modes: false)
  }
}
