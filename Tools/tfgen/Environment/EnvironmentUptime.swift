import Emit
import Model

/// A check from outside, and alerts on what it sees.
struct EnvironmentUptime {
  let environment: CloudEnvironment
  /// Whose health is asked for, where the stack names no path.
  let service: Service?
  let names: EnvironmentNames

  private static let check = "digitalocean_uptime_check.main"

  /// Empty where there is no check, or no domain to ask at.
  var part: EnvironmentPart {
    guard let uptime = environment.uptime, environment.domain != nil else {
      return EnvironmentPart()
    }
    let slow = uptime.latencyMilliseconds.map { latency in
      alert("latency", "Answers slowly") {
        .attribute("threshold", .number(latency)).attribute("comparison", "greater_than")
      }
    }
    return EnvironmentPart(
      inputs: [
        Input(
          name: "uptime_path", description: "Path that is asked for from outside",
          type: .stringType, standard: .string(uptime.path ?? service?.health.path ?? "/"),
          validations: [
            .init(
              condition: .matches("^/[^[:space:]]*$", .variable("uptime_path")),
              message: "The path begins with a slash, and has no space in it.",
              counterexample: "health")
          ])
      ],
      body: HCL.Body(
        separated: [check, alert("down", "Doesn't answer") { HCL.Body() }]
          + [slow].compactMap { $0 }
          + [
            alert("ssl_expiry", "Certificate ends soon") {
              .attribute("threshold", 14).attribute("comparison", "less_than")
            }
          ]),
      outputs: [
        Output(
          name: "uptime_check_id", description: "ID of the check from outside",
          value: .reference("\(Self.check).id"))
      ],
      runs: [
        ModuleTest.Run(
          name: "is_asked_from_outside",
          assertions: [
            (
              .binary(
                .reference("\(Self.check).target"), .equal,
                "https://\(reference: "var.domain")\(reference: "var.uptime_path")"),
              "The domain is asked, by HTTPS."
            )
          ])
      ])
  }

  private var check: HCL.Body {
    HCL.block("resource", "digitalocean_uptime_check", "main") {
      .attribute("name", .string(names.stem))
        .attribute("type", "https")
        .attribute("target", "https://\(reference: "var.domain")\(reference: "var.uptime_path")")
        .attribute("regions", ["us_east", "us_west", "eu_west", "se_asia"])
    }
  }

  private func alert(
    _ type: String, _ words: String, @HCL.BodyBuilder _ limits: () -> HCL.Body
  ) -> HCL.Body {
    HCL.block("resource", "digitalocean_uptime_alert", type) {
      .attribute("name", .string("\(names.stem): \(words.lowercased())"))
        .attribute("check_id", .reference("\(Self.check).id"))
        .attribute("type", .string(type))
      limits()
        .attribute("period", "2m")
        .blank
      EnvironmentRecipients(environment: environment).block("notifications")
    }
  }
}
