import Diagnostics

/// What ``CloudCheck`` looks for. Errors are refused by the generator, too.
enum CloudRule: String, CaseIterable {
  case unknownRegion = "unknown-region"
  case noSpaces = "no-spaces"
  case unknownSize = "unknown-size"
  case unpricedSize = "unpriced-size"
  case unknownImage = "unknown-image"
  case unlistedImage = "unlisted-image"
  case unknownVersion = "unknown-version"
  case endedVersion = "ended-version"
  case unconfirmedVersion = "unconfirmed-version"
  case tooManyNodes = "too-many-nodes"
  case standbyPlan = "standby-plan"
  case poolTooLarge = "pool-too-large"
  case replicaTooSmall = "replica-too-small"
  case networkTooSmall = "network-too-small"
  case regionalNetwork = "regional-network"
  case sharedState = "shared-state"
  case sharedDomain = "shared-domain"
  case sshPort = "ssh-port"
  case openService = "open-service"
  case alertsUnfed = "alerts-unfed"
  case uptimeWithoutDomain = "uptime-without-domain"
  case manyReservedIPs = "many-reserved-ips"
  case reservedName = "reserved-name"

  var severity: Severity {
    switch self {
    case .unpricedSize, .unlistedImage, .unconfirmedVersion, .regionalNetwork: .note
    case .endedVersion, .openService, .alertsUnfed, .uptimeWithoutDomain, .manyReservedIPs: .warning
    default: .error
    }
  }

  /// One phrase, for the table of the manual and for SARIF.
  var summary: String {
    switch self {
    case .unknownRegion: "a region that DigitalOcean doesn't have"
    case .noSpaces: "a state backend in a region without Spaces"
    case .unknownSize: "a size of droplets or databases that DigitalOcean doesn't have"
    case .unpricedSize: "a size whose price the catalog doesn't know"
    case .unknownImage: "an image that the first boot isn't written for"
    case .unlistedImage: "an image that the catalog doesn't know"
    case .unknownVersion: "a version of an engine that DigitalOcean doesn't offer"
    case .endedVersion: "a version that its maintainers gave up"
    case .unconfirmedVersion: "a version that DigitalOcean may not offer yet"
    case .tooManyNodes: "more nodes than the engine's clusters have"
    case .standbyPlan: "a standby node on a plan that has none"
    case .poolTooLarge: "a connection pool larger than the plan's connections"
    case .replicaTooSmall: "a replica smaller than its cluster"
    case .networkTooSmall: "a network with fewer addresses than what is in it"
    case .regionalNetwork: "a network that may be the region's shared one of old"
    case .sharedState: "one state for two environments"
    case .sharedDomain: "one domain for two environments"
    case .sshPort: "a service on the port of the hosts' SSH"
    case .openService: "a rule that lets the whole Internet past the balancer"
    case .alertsUnfed: "alerts on servers without the agent that feeds them"
    case .uptimeWithoutDomain: "an uptime check without a domain to ask at"
    case .manyReservedIPs: "more reserved IPs than an account has by default"
    case .reservedName: "a name of a database or a user that is DigitalOcean's own"
    }
  }
}
