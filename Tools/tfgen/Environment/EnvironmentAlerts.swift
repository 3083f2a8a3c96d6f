import Emit
import Model

/// Alerts on an environment's servers: processor, memory, disk and load.
struct EnvironmentAlerts {
  let environment: CloudEnvironment

  /// One alert.
  private struct Measure {
    let name: String
    /// What the provider calls it, after `v1/insights/droplet/`.
    let type: String
    let words: String
    let unit: String
    let limit: Int
    let bounds: ClosedRange<Int>
  }

  private func measures(_ alerts: Alerts) -> [Measure] {
    [
      Measure(
        name: "cpu", type: "cpu", words: "Processor use", unit: "per cent", limit: alerts.cpu,
        bounds: 1...100),
      Measure(
        name: "memory", type: "memory_utilization_percent", words: "Memory use",
        unit: "per cent", limit: alerts.memory, bounds: 1...100),
      Measure(
        name: "disk", type: "disk_utilization_percent", words: "Disk use", unit: "per cent",
        limit: alerts.disk, bounds: 1...100),
      Measure(
        name: "load", type: "load_5", words: "Load over five minutes", unit: "processes",
        limit: alerts.load, bounds: 1...256),
    ]
  }

  /// Empty where there are no alerts, or no servers that could feed them.
  var part: EnvironmentPart {
    guard let alerts = environment.alerts, !environment.servers.isEmpty else {
      return EnvironmentPart()
    }
    let measures = measures(alerts)
    return EnvironmentPart(
      inputs: [
        .bool("enable_alerts", "Whether there are alerts on the servers", true)
      ] + measures.map(input) + [window(alerts)],
      body: HCL.Body(separated: measures.map(resource)),
      outputs: [
        Output(
          name: "alert_ids", description: "IDs of the alerts; null where they are switched off",
          value: .object(
            measures.map { HCL.Member(.name($0.name), .one("uuid", of: address($0))) }))
      ], runs: runs(measures))
  }

  private func address(_ measure: Measure) -> String {
    "digitalocean_monitor_alert.\(measure.name)"
  }

  private func variable(_ measure: Measure) -> String { "alert_\(measure.name)_threshold" }

  private func input(_ measure: Measure) -> Input {
    .whole(
      variable(measure), "\(measure.words) in \(measure.unit), above which there is an alert",
      measure.limit, in: measure.bounds)
  }

  private func window(_ alerts: Alerts) -> Input {
    let windows = Alerts.Window.allCases.map(\.rawValue)
    return Input(
      name: "alert_window", description: "For how long: \(windows.joined(separator: ", "))",
      type: .stringType, standard: .string(alerts.window.rawValue),
      validations: [
        .init(
          condition: .oneOf(windows.map { .string($0) }, .variable("alert_window")),
          message: "The window is one of: \(windows.joined(separator: ", ")).",
          counterexample: "1m")
      ])
  }

  private func resource(_ measure: Measure) -> HCL.Body {
    HCL.block("resource", "digitalocean_monitor_alert", measure.name) {
      .attribute("count", .one(if: .variable("enable_alerts")))
        .blank
        .attribute(
          "description",
          "\(environment.name): \(measure.words.lowercased()) is above \(reference: "var.\(variable(measure))") \(measure.unit)"
        )
        .attribute("type", .string("v1/insights/droplet/\(measure.type)"))
        .attribute("compare", "GreaterThan")
        .attribute("value", .variable(variable(measure)))
        .attribute("window", .variable("alert_window"))
        .attribute(
          "tags",
          .list(
            environment.servers.map {
              .reference("digitalocean_tag.\(EnvironmentLabels.cluster($0)).name")
            })
        )
        .blank
      EnvironmentRecipients(environment: environment).block("alerts")
    }
  }

  private func runs(_ measures: [Measure]) -> [ModuleTest.Run] {
    func count(_ expected: Int) -> HCL.Expression {
      let counts = measures.map { HCL.Expression.count(.reference(address($0)), .equal, expected) }
      return counts.dropFirst().reduce(counts[0]) { .binary($0, .and, $1) }
    }
    return [
      ModuleTest.Run(
        name: "alerts",
        assertions: [
          (count(1), "Processor, memory, disk and load are watched.")
        ]),
      ModuleTest.Run(
        name: "leaves_alerts_out", variables: [("enable_alerts", false)],
        assertions: [(count(0), "There is no alert.")]),
    ]
  }
}

/// Who is told of alerts and of the uptime check's.
struct EnvironmentRecipients {
  let environment: CloudEnvironment

  private var alerts: Alerts? { environment.alerts }

  /// Empty where nothing is told.
  var part: EnvironmentPart {
    let isWatched = alerts != nil && !environment.servers.isEmpty
    let isAsked = environment.uptime != nil && environment.domain != nil
    guard isWatched || isAsked else { return EnvironmentPart() }
    return EnvironmentPart(inputs: [emails] + (alerts?.slackChannel.map { [webhook($0)] } ?? []))
  }

  /// DigitalOcean takes addresses of the team's members only.
  private var emails: Input {
    let addresses = alerts?.emails ?? []
    let isNeeded = alerts?.slackChannel == nil
    return Input(
      name: "alert_emails",
      description: "Addresses, of members of the team at DigitalOcean, that alerts go to",
      type: .listType(.stringType),
      standard: addresses.isEmpty && isNeeded ? nil : .list(addresses.map { .string($0) }),
      validations: [
        .init(
          condition: .all(
            "address", in: .variable("alert_emails"),
            .matches("^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$", .reference("address"))),
          message: "Each is an e-mail address.", counterexample: ["nobody"])
      ]
        + (isNeeded
          ? [
            .init(
              condition: .count(.variable("alert_emails"), .greater, 0),
              message: "Name one address at least: an alert that goes to nobody is none.",
              counterexample: [])
          ] : []))
  }

  /// Secret: it comes as `TF_VAR_slack_webhook_url`, and is in Terraform's state.
  private func webhook(_ channel: String) -> Input {
    Input(
      name: "slack_webhook_url",
      description: "Slack's webhook for \(channel); secret, so give it as TF_VAR_slack_webhook_url",
      type: .stringType, standard: nil,
      validations: [
        .init(
          condition: .call("startswith", [.variable("slack_webhook_url"), "https://"]),
          message: "The webhook is an address that begins with https://.",
          counterexample: "http://hooks.example.org")
      ], isSensitive: true)
  }

  /// `alerts { … }` of a monitor alert, `notifications { … }` of an uptime alert.
  func block(_ type: String) -> HCL.Body {
    HCL.block(type) {
      .attribute("email", .variable("alert_emails"))
      if let channel = alerts?.slackChannel {
        .blank
          .block("slack") {
            .attribute("channel", .string(channel))
              .attribute("url", .variable("slack_webhook_url"))
          }
      }
    }
  }
}
