import JSON

/// The balancer before a pool of servers.
package struct LoadBalancer: Equatable, Sendable {
  /// The pool behind it; the first, where it is `nil`.
  package var pool: String?
  /// The service that requests go to; the pool's first, where it is `nil`.
  package var service: String?
  package var nodes = 1
  package var redirectsToHTTPS = true
  package var usesProxyProtocol = false
  package var isSticky = false
  /// The name of a certificate at DigitalOcean; one is made for the environment's domain without.
  package var certificate: String?
  package var health = BalancerHealth()

  static let shape = Shape<LoadBalancer>.object(
    "loadBalancer", "The balancer before a pool of servers.", initial: { LoadBalancer() },
    [
      .optional("pool", \.pool, .name("a pool's name"), "The first pool without it."),
      .optional(
        "service", \.service, .name("a service's name"),
        "The service that requests go to; the pool's first without it."),
      .optional("nodes", \.nodes, .integer("a number of nodes", 1...200), default: 1, "Its size."),
      .optional(
        "redirect", \.redirectsToHTTPS, .boolean, default: true, "Whether HTTP is sent to HTTPS."),
      .optional(
        "proxyProtocol", \.usesProxyProtocol, .boolean, default: false,
        "Whether servers are told the client's address by the PROXY protocol."),
      .optional(
        "sticky", \.isSticky, .boolean, default: false, "Whether a client keeps its server."),
      .optional(
        "certificate", \.certificate, .text(Forms.word("a certificate's name")),
        "A certificate that exists; one of Let's Encrypt for the domain without it."),
      .optional("health", \.health, BalancerHealth.shape, "How it asks the servers."),
    ])
}

/// How a balancer asks whether a server is well. The bounds are the provider's own.
package struct BalancerHealth: Equatable, Sendable {
  package var interval = TimeSpan.seconds(10)
  package var timeout = TimeSpan.seconds(5)
  package var unhealthyThreshold = 3
  package var healthyThreshold = 2

  static let shape = Shape<BalancerHealth>.object(
    "balancerHealth", "How a balancer asks whether a server is well.",
    initial: { BalancerHealth() },
    [
      .optional("interval", \.interval, TimeSpan.shape, default: "10s", "3s to 300s."),
      .optional("timeout", \.timeout, TimeSpan.shape, default: "5s", "3s to 300s."),
      .optional(
        "unhealthy", \.unhealthyThreshold, .integer("a number", 2...10), default: 3,
        "Failures in a row until a server is out."),
      .optional(
        "healthy", \.healthyThreshold, .integer("a number", 2...10), default: 2,
        "Answers in a row until a server is in."),
    ])
}

/// Alerts on the servers of an environment.
package struct Alerts: Equatable, Sendable {
  package enum Window: String, CaseIterable, Sendable {
    case fiveMinutes = "5m"
    case tenMinutes = "10m"
    case halfHour = "30m"
    case hour = "1h"
  }

  package var cpu = 80
  package var memory = 85
  package var disk = 90
  package var load = 3
  package var window = Window.fiveMinutes
  package var emails: [String] = []
  package var slackChannel: String?

  package init() {}

  static let shape = Shape<Alerts>.object(
    "alerts", "Alerts on the servers of an environment.", initial: { Alerts() },
    [
      .optional("cpu", \.cpu, .percent, default: 80, "Per cent."),
      .optional("memory", \.memory, .percent, default: 85, "Per cent."),
      .optional("disk", \.disk, .percent, default: 90, "Per cent."),
      .optional("load", \.load, .integer("a load", 1...256), default: 3, "Over five minutes."),
      .optional("window", \.window, .choice("a window"), default: "5m", "For how long."),
      .optional(
        "emails", \.emails, .list(of: .text(emailForm), 0...20), default: [], "Whom to tell."),
      .optional(
        "slack", \.slackChannel,
        .text(
          TextForm(
            "a channel, as \"#alerts\"", pattern: "^#[a-z0-9_-]{1,79}$", lengths: 2...80
          ) { text in
            text.utf8.first == UInt8(ascii: "#")
              && text.utf8.dropFirst().allSatisfy {
                Forms.isLower($0) || Forms.isDigit($0) || "_-".utf8.contains($0)
              }
          }
        ), "A channel to tell; its webhook is a secret variable."),
    ])

  private static let emailForm = TextForm(
    "an e-mail address", pattern: "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$", lengths: 3...254
  ) { text in
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && parts[0].allSatisfy { Forms.isAlphanumeric($0) || "._%+-".utf8.contains($0) }
      && parts[1].allSatisfy { Forms.isAlphanumeric($0) || ".-".utf8.contains($0) }
  }
}

/// A check from outside.
package struct Uptime: Equatable, Sendable {
  /// Asked over HTTPS at the environment's domain; the balanced service's health path without it.
  package var path: String?
  package var latencyMilliseconds: Int?

  static let shape = Shape<Uptime>.object(
    "uptime", "A check from outside.", initial: { Uptime() },
    [
      .optional("path", \.path, .urlPath, "The balanced service's health without it."),
      .optional(
        "latency", \.latencyMilliseconds, Shape<Int>.integer("milliseconds", 1...60_000),
        "In milliseconds; an alert above it."),
    ])
}
