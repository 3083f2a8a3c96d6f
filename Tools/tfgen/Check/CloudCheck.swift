import Diagnostics
import Generation
import JSON
import Model

/// Holds a valid stack against what DigitalOcean offers: what even a plan of the real provider
/// lets pass, and what only the whole of a stack shows.
struct CloudCheck {
  let stack: Stack
  let catalog: Catalog
  /// As it was written; findings lead to what is there.
  private let document: JSONValue
  var findings: [Finding] = []

  init(stack: Stack, document: JSONValue, catalog: Catalog = .current) {
    self.stack = stack
    self.document = document
    self.catalog = catalog
    for (index, environment) in stack.environments.enumerated() {
      guard case .digitalOcean(let environment) = environment else { continue }
      let place = ["environments", String(index)]
      checkPlaces(of: environment, at: place)
      for (position, pool) in environment.servers.enumerated() {
        check(pool, at: servers(position, at: index), in: environment)
      }
      for cluster in environment.datastores {
        check(cluster, at: place + ["datastores", cluster.name])
      }
      checkNetwork(of: environment, at: place + ["network"])
      checkWatching(of: environment, at: place)
      checkRules(of: environment, at: place + ["firewall", "rules"])
    }
    checkSharing()
    checkNames()
    checkReservedIPs()
    checkSSHPort()
  }

  init(_ input: StackInput) { self.init(stack: input.stack, document: input.document) }

  mutating func add(
    _ rule: CloudRule, at place: [String], _ message: String, do remedy: String
  ) {
    findings.append(
      Finding(
        tool: TfgenGenerator.name, rule: rule.rawValue, severity: rule.severity, message: message,
        remedy: remedy, pointer: JSONPointer(place)))
  }

  /// One pool may be written without a list around it.
  func servers(_ position: Int, at index: Int) -> [String] {
    let environments = document["environments"]?.array ?? []
    let written = index < environments.count ? environments[index]["servers"] : nil
    let place = ["environments", String(index), "servers"]
    return written?.array == nil ? place : place + [String(position)]
  }
}

// Places: regions.
extension CloudCheck {
  private mutating func checkPlaces(of environment: CloudEnvironment, at place: [String]) {
    check(region: environment.region, at: place + ["region"])
    guard let state = environment.state else { return }
    let place = place + ["state", "region"]
    if catalog.regions.slugs.contains(state.region) {
      if !catalog.regions.spaces.contains(state.region) {
        add(
          .noSpaces, at: place, "\(state.region) has no Spaces, where the state is to be",
          do: "allowed: " + catalog.regions.spaces.joined(separator: ", "))
      }
    } else {
      check(region: state.region, at: place)
    }
  }

  mutating func check(region: String, at place: [String]) {
    guard !catalog.regions.slugs.contains(region) else { return }
    add(
      .unknownRegion, at: place, "DigitalOcean has no region \"\(region)\"",
      do: Suggestion.remedy(for: region, among: catalog.regions.slugs, lead: "allowed: "))
  }
}

// What many environments share.
extension CloudCheck {
  private mutating func checkSharing() {
    var states: [String: String] = [:]
    var domains: [String: String] = [:]
    for (index, environment) in stack.environments.enumerated() {
      guard case .digitalOcean(let environment) = environment else { continue }
      let place = ["environments", String(index)]
      if let state = environment.state {
        let object = "\(state.bucket)/\(state.key ?? "\(environment.name)/terraform.tfstate")"
        if let other = states.updateValue(environment.name, forKey: object) {
          add(
            .sharedState, at: place + ["state"],
            "\(object) is the state of \"\(other)\", too; each would take down the other's resources",
            do: "give it a \"key\" of its own, or none")
        }
      }
      if let domain = environment.domain,
        let other = domains.updateValue(environment.name, forKey: domain)
      {
        add(
          .sharedDomain, at: place + ["domain"],
          "\(domain) is the domain of \"\(other)\", too, and leads to one of them only",
          do: "give each environment a name of its own, as \(environment.name).\(domain)")
      }
    }
  }

  private mutating func checkReservedIPs() {
    var count = 0
    for (index, environment) in stack.environments.enumerated() {
      guard case .digitalOcean(let environment) = environment else { continue }
      for (position, pool) in environment.servers.enumerated() where pool.hasReservedIPs {
        let isWithin = count <= catalog.limits.reservedIPs
        count += pool.count
        if isWithin && count > catalog.limits.reservedIPs {
          add(
            .manyReservedIPs, at: servers(position, at: index) + ["reservedIPs"],
            "the stack has \(count) reserved IPs up to here, and an account has "
              + "\(catalog.limits.reservedIPs) by default",
            do: "ask DigitalOcean for more, or take them from servers behind a balancer")
        }
      }
    }
  }
}
