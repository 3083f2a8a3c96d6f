import JSON

/// A TCP port that takes connections.
package struct TCPTarget: ProbeTarget {
  package var address = NetworkAddress(host: "localhost", port: 1)

  package init() {}

  package static let kind = "tcp"
  package static let summary = "A TCP port that takes connections."
  package static let fields: [Field<ProbeDraft<TCPTarget>>] = [
    .required("address", \.target.address, NetworkAddress.shape, "As \"127.0.0.1:25\".")
  ]

  package var members: [(String, JSONValue)] { [("address", .string(address.description))] }
}
