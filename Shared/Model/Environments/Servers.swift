import JSON

/// A pool of like droplets.
package struct ServerPool: Equatable, Sendable {
  package enum Backups: String, CaseIterable, Sendable { case none, weekly, daily }

  package var name = "api"
  /// The services it runs; all that are deployed as images, where the list is empty.
  package var services: [String] = []
  package var count = 1
  package var size = "s-1vcpu-1gb"
  package var image = "ubuntu-24-04-x64"
  package var backups = Backups.none
  package var isMonitored = true
  package var hasIPv6 = false
  package var hasReservedIPs = false
  package var volume: Volume?
  /// Names of the keys at DigitalOcean that may log in.
  package var sshKeys: [String] = []
  /// A script below the infrastructure folder, run at the end of the first boot.
  package var userData: String?

  /// Where a volume is mounted, unless the module is told otherwise.
  package static let volumeMountPath = "/mnt/data"

  static let shape = Shape<ServerPool>.object(
    "servers", "A pool of like droplets.", initial: { ServerPool() },
    [
      .optional("name", \.name, .name("the pool's name"), default: "api", "Names its droplets."),
      .optional(
        "services", \.services, .list(of: .name("a service's name")), default: [],
        "The services it runs; all that are deployed as images without it."),
      .optional(
        "count", \.count, .integer("a number of droplets", 1...10), default: 1, "How many."),
      .optional(
        "size", \.size, .slug("a droplet size"), default: "s-1vcpu-1gb", "Their size's slug."),
      .optional(
        "image", \.image, .slug("an image"), default: "ubuntu-24-04-x64", "Their image's slug."),
      .optional(
        "backups", \.backups, backups, default: false,
        "true or weekly, daily, or false for none."),
      .optional(
        "monitoring", \.isMonitored, .boolean, default: true, "DigitalOcean's agent, for alerts."),
      .optional("ipv6", \.hasIPv6, .boolean, default: false, "An IPv6 address each."),
      .optional(
        "reservedIPs", \.hasReservedIPs, .boolean, default: false, "A fixed address each."),
      .optional("volume", \.volume, Volume.shape, "A data volume each; none without it."),
      .optional(
        "sshKeys", \.sshKeys, .list(of: .line), default: [],
        "Names of the keys at DigitalOcean that may log in; a variable asks without it."),
      .optional(
        "userData", \.userData, .path,
        "A script below the infrastructure folder, run at the end of the first boot."),
    ])

  private static let backups = Shape<Backups>.either(
    Shape<Bool>.boolean.map { $0 ? .weekly : .none }, where: { $0.bool != nil },
    or: .choice("true, false, or how often"))
}

/// Block storage beside a droplet.
package struct Volume: Equatable, Sendable {
  package enum Filesystem: String, CaseIterable, Sendable { case ext4, xfs }

  package var gibibytes = 10
  package var filesystem = Filesystem.ext4

  package init() {}

  static let shape = Shape<Volume>.object(
    "volume", "Block storage beside a droplet.", initial: { Volume() },
    [
      .required("size", \.gibibytes, .integer("a size in GiB", 1...16_384), "In GiB."),
      .optional(
        "filesystem", \.filesystem, .choice("a filesystem"), default: "ext4", "ext4 or xfs."),
    ])
}

/// Who may come in besides the load balancer.
package struct Firewall: Equatable, Sendable {
  /// The networks that may reach SSH; none, where the list is empty.
  package var sshSources: [IPv4Network] = []
  package var rules: [Rule] = []

  /// A rule of the user's own.
  package struct Rule: Equatable, Sendable {
    package enum Direction: String, CaseIterable, Sendable { case inbound, outbound }
    package enum Transport: String, CaseIterable, Sendable { case tcp, udp, icmp }

    package var direction = Direction.inbound
    package var transport = Transport.tcp
    /// A port, a range `8000-8100`, or `all`; of no meaning to ICMP.
    package var ports = "all"
    package var addresses: [IPv4Network] = []
  }

  static let shape = Shape<Firewall>.object(
    "firewall", "Who may come in besides the load balancer.", initial: { Firewall() },
    [
      .optional(
        "ssh", \.sshSources, .list(of: IPv4Network.shape("a network"), 0...50), default: [],
        "The networks that may reach SSH, as 203.0.113.7/32; the whole Internet is refused."),
      .optional("rules", \.rules, .list(of: ruleShape, 0...50), default: [], "More rules."),
    ])

  private static let ruleShape = Shape<Rule>.object(
    "firewallRule", "A rule of the user's own.", initial: { Rule() },
    [
      .optional(
        "direction", \.direction, .choice("a direction"), default: "inbound", "Which way."),
      .optional("protocol", \.transport, .choice("a protocol"), default: "tcp", "tcp, udp, icmp."),
      .optional(
        "ports", \.ports,
        .text(
          TextForm(
            "a port, a range as \"8000-8100\", or \"all\"",
            pattern: "^(all|[0-9]{1,5}(-[0-9]{1,5})?)$", lengths: 1...11, accepts: arePorts)),
        default: "all", "A port, a range, or all."),
      .required(
        "addresses", \.addresses, .list(of: IPv4Network.shape("a network"), 1...50),
        "Where from, or where to."),
    ])

  private static func arePorts(_ text: String) -> Bool {
    if text == "all" { return true }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    return (1...2).contains(ends.count) && ends.allSatisfy((1...65535).contains)
      && ends[0] <= ends[ends.count - 1]
  }
}
