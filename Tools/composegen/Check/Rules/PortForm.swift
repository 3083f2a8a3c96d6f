import Diagnostics

/// How ports are written.
enum PortForm {
  static let all: [CheckRule] = [
    CheckRule(
      "sexagesimal-port", .warning,
      "a port such as 22:22 without quotes, which YAML 1.1 reads as one number to the base of 60",
      .service(sexagesimal)),
    CheckRule(
      "bad-port", .error, "a port that is none", isRefused: true,
      .service { service, _ in
        service.ports.compactMap { port in
          port.fault.map {
            Fault(
              port.node.place, "\(service.quoted): \($0)",
              do: "write \"HOST:CONTAINER\" with numbers from 0 to 65535, and tcp or udp")
          }
        }
      }),
  ]

  private static func sexagesimal(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    service.ports.compactMap { port in
      guard let scalar = port.node.scalar, scalar.isPlain,
        scalar.text.wholeMatch(of: /[1-9][0-9]*(:[0-5]?[0-9])+/) != nil
      else { return nil }
      let number = scalar.text.split(separator: ":").reduce(0) { $0 * 60 + (Int($1) ?? 0) }
      return Fault(
        port.node.place, "\(scalar.text) without quotes is \(number) to readers of YAML 1.1",
        do: "write \"\(scalar.text)\"")
    }
  }
}
