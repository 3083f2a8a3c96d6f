import JSON

/// How a release reaches the servers.
package struct Deployment: Equatable, Sendable {
  package enum Runtime: String, CaseIterable, Sendable { case container, compose, systemd, release }

  package var runtime = Runtime.container
  /// Sizes of the batches: a number of hosts or a percentage of all; the last reaches them all.
  package var batches = ["1", "25%", "100%"]
  /// Hosts that may fail before the fleet is rolled back: a number or a percentage.
  package var maxFailures = "0"
  /// How many releases stay on a host.
  package var keep = 5
  package var user = "deploy"
  package var directory = "/opt/app"
  package var sshPort = 22
  /// Green checks in a row until a host is taken back.
  package var checks = 3
  /// How long a started release may take to its first green check.
  package var startDeadline = TimeSpan.seconds(120)
  /// How long requests under way may take to end.
  package var drainDeadline = TimeSpan.seconds(30)
  /// How long a batch is watched before the next.
  package var bake = TimeSpan.seconds(0)
  package var migrations: Migrations?
  package var hooks: [Hook] = []
  package var tools: ToolsRelease?

  static let shape = Shape<Deployment>.object(
    "deployment", "How a release reaches the servers.", initial: { Deployment() },
    [
      .optional(
        "runtime", \.runtime, .choice("a runtime"), default: "container", "What runs on a host."),
      .optional(
        "batches", \.batches, .list(of: .text(amountForm), 1...20),
        default: ["1", "25%", "100%"],
        "Sizes of the batches: a number of hosts, or a percentage of all."),
      .optional(
        "maxFailures", \.maxFailures, .text(amountForm), default: "0",
        "Hosts that may fail before the fleet is rolled back: a number or a percentage."),
      .optional(
        "keep", \.keep, .integer("a number of releases", 2...50), default: 5,
        "How many releases stay on a host."),
      .optional("user", \.user, .name("a user's name", upTo: 31), default: "deploy", "Logs in."),
      .optional(
        "directory", \.directory, .text(directoryForm), default: "/opt/app", "On the hosts."),
      .optional("sshPort", \.sshPort, .port, default: 22, "Of the hosts."),
      .optional(
        "checks", \.checks, .integer("a number of checks", 1...20), default: 3,
        "Green checks in a row until a host is taken back."),
      .optional(
        "startDeadline", \.startDeadline, TimeSpan.shape, default: "120s",
        "To the first green check."),
      .optional(
        "drainDeadline", \.drainDeadline, TimeSpan.shape, default: "30s",
        "For requests under way."),
      .optional("bake", \.bake, TimeSpan.shape, default: "0s", "Between two batches."),
      .optional(
        "migrations", \.migrations, Migrations.shape,
        "Run once, from the new release, before the first host changes; none without it."),
      .optional("hooks", \.hooks, .list(of: Hook.shape, 0...20), default: [], "More commands."),
      .optional(
        "tools", \.tools, ToolsRelease.shape,
        "Where the pipeline and the servers get these tools; the repository's variables "
          + "SLIPWAY_URL and SLIPWAY_SHA256 tell the pipeline without it."),
    ])

  /// `0`, `3` or `25%`.
  private static let amountForm = TextForm(
    "a number, or a percentage as \"25%\"", pattern: "^(0|[1-9][0-9]{0,3}|([1-9][0-9]?|100)%)$",
    lengths: 1...4
  ) { text in
    let isPercentage = text.utf8.last == UInt8(ascii: "%")
    let digits = isPercentage ? text.utf8.dropLast() : text.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy(Forms.isDigit), let number = Int(Substring(digits)),
      digits.count == 1 || digits.first != UInt8(ascii: "0")
    else { return false }
    return isPercentage ? (1...100).contains(number) : number < 10_000
  }

  private static let directoryForm = TextForm(
    "an absolute path, as \"/opt/app\"",
    pattern: #"^(?!.*/\.{1,2}(/|$))(/[A-Za-z0-9._@+-]+)+$"#, lengths: 2...200
  ) { $0.utf8.first == UInt8(ascii: "/") && Forms.isPath(String($0.dropFirst())) }
}

/// A command that changes the database for a new release.
package struct Migrations: Equatable, Sendable {
  package var service = ""
  package var command: [String] = []
  package var deadline = TimeSpan.minutes(10)

  static let shape = Shape<Migrations>.object(
    "migrations", "A command that changes the database for a new release.",
    initial: { Migrations() },
    [
      .required("service", \.service, .name("a service's name"), "Whose image runs it."),
      .required(
        "command", \.command, .command,
        "What it runs."),
      .optional("deadline", \.deadline, TimeSpan.shape, default: "600s", "How long it may take."),
    ])
}

/// A command at a moment of a deployment.
package struct Hook: Equatable, Sendable {
  package enum Moment: String, CaseIterable, Sendable {
    case beforeDeployment, beforeHost, afterHost, afterDeployment, afterFailure
  }
  package enum Place: String, CaseIterable, Sendable { case local, remote }

  package var moment = Moment.afterDeployment
  package var place = Place.local
  package var command: [String] = []
  package var deadline = TimeSpan.seconds(60)

  static let shape = Shape<Hook>.object(
    "hook", "A command at a moment of a deployment.", initial: { Hook() },
    [
      .required("at", \.moment, .choice("a moment"), "When it runs."),
      .optional("on", \.place, .choice("a place"), default: "local", "Where it runs."),
      .required(
        "command", \.command, .command,
        "What it runs."),
      .optional("deadline", \.deadline, TimeSpan.shape, default: "60s", "How long it may take."),
    ])
}
