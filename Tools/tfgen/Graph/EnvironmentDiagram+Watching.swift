import Emit
import Model

extension EnvironmentDiagram {
  /// There is none without a domain to ask at.
  var uptime: Diagram.Node? {
    guard let uptime = environment.uptime, let domain = environment.domain else { return nil }
    let service = balancer?.service ?? environment.services(in: stack).first
    return Diagram.Node(
      id("uptime"), .watch, title: "Uptime check",
      lines: [
        "https://\(domain)\(uptime.path ?? service?.health.path ?? "/")",
        uptime.latencyMilliseconds.map { "alert above \($0) ms" },
      ].compactMap { $0 })
  }

  private var watchedPools: [ServerPool] {
    environment.alerts == nil ? [] : environment.servers.filter(\.isMonitored)
  }

  var alerts: Diagram.Node? {
    guard let alerts = environment.alerts, !environment.servers.isEmpty else { return nil }
    let recipients = alerts.emails + (alerts.slackChannel.map { [$0] } ?? [])
    return Diagram.Node(
      id("alerts"), .watch, caption: "Monitoring", title: "Alerts",
      lines: [
        "CPU \(alerts.cpu) %, memory \(alerts.memory) %",
        "disk \(alerts.disk) %, load \(alerts.load)", "for \(alerts.window.rawValue)",
        recipients.isEmpty ? nil : "to \(Words.few(recipients, most: 2))",
      ].compactMap { $0 })
  }

  var watchEdges: [Diagram.Edge] {
    (uptime == nil ? [] : [Diagram.Edge(id("uptime"), id("domain"), "HTTPS 443", style: .dashed)])
      + watchedPools.map { pool in
        Diagram.Edge(id("servers", pool.name), id("alerts"), "metrics", style: .dashed)
      }
  }
}
